import type { SessionCounts } from "../../../../core/contract/contract.ts";
import { formatTime } from "../../../words/time-format.ts";
import { useLocalization } from "../../localization.ts";
import { arrivalSlotsOf, maxSlots } from "./arrival-slots.ts";

const width = 264;
const height = 68;
const top = 16;
const base = 50;
/** Time labels closer than this would overlap. */
const timeWidth = 54;

/** Arrivals by ten-minute slot: one bar for each, with the current one marked. */
export function ArrivalChart({ tally, nowMs }: { readonly tally: SessionCounts; readonly nowMs: number }) {
	const { words, language } = useLocalization();
	const slots = arrivalSlotsOf(tally, nowMs);
	const most = Math.max(1, ...slots.map(({ persons }) => persons));
	const step = width / Math.max(slots.length, maxSlots / 2);
	const texts = slots.filter(({ persons }) => persons > 0).map((slot) => formatSlot(slot.fromMs, slot.persons));
	const now = slots.findIndex(({ is }) => is === "now");
	const tallest = slots.findIndex(({ persons }) => persons === most);
	return (
		<figure class="arrivals">
			<svg
				viewBox={`0 0 ${width} ${height}`}
				role="img"
				aria-label={words.watch.arrivalsTold(
					texts.length === 0 ? words.watch.arrivalsNone : texts.join(words.watch.comma),
				)}
			>
				<path class="arrivals-base" d={`M0 ${base} H${width}`} />
				{slots.map(({ fromMs, persons, is }, i) => {
					const tall = (persons / most) * (base - top);
					const x = i * step;
					const isFigured = persons > 0 && (i === tallest || is === "now");
					const isEnd = i === 0 || i === slots.length - 1;
					const isTimed = i === now || (isEnd && (now < 0 || Math.abs(i - now) * step >= timeWidth));
					return (
						<g key={fromMs} class={`arrivals-${is}`} data-from={fromMs} data-persons={persons}>
							{is === "now" && (
								<rect class="arrivals-mark" x={x + 1} y={top - 4} width={step - 2} height={base - top + 4} rx="3" />
							)}
							<rect class="arrivals-bar" x={x + step * 0.16} y={base - tall} width={step * 0.68} height={tall} rx="2" />
							{isFigured && (
								<text x={x + step / 2} y={base - tall - 4} text-anchor="middle">
									{persons}
								</text>
							)}
							{isTimed && (
								<text class="arrivals-time" x={x + step / 2} y={height - 5} text-anchor={anchorOf(i, slots.length)}>
									{formatTime(fromMs, language)}
								</text>
							)}
						</g>
					);
				})}
			</svg>
			<figcaption>{words.watch.arrivals}</figcaption>
		</figure>
	);

	function formatSlot(fromMs: number, persons: number): string {
		return words.watch.slot(formatTime(fromMs, language), persons);
	}
}

/** The times at both ends stay within the picture. */
function anchorOf(at: number, count: number): "start" | "middle" | "end" {
	if (at === 0) return "start";
	return at === count - 1 ? "end" : "middle";
}
