import type { SessionCounts } from "../../../../core/contract/contract.ts";
import { formatTime } from "../../../words/time-format.ts";
import { useLocalization } from "../../localization.ts";
import { arrivalBarsOf, base, height, top, width } from "./arrival-bars.ts";
import { arrivalSlotsOf } from "./arrival-slots.ts";

/** Arrivals by ten-minute slot: one bar for each, with the current one marked. */
export function ArrivalChart({ tally, nowMs }: { readonly tally: SessionCounts; readonly nowMs: number }) {
	const { words, language } = useLocalization();
	const slots = arrivalSlotsOf(tally, nowMs);
	const { bars, step } = arrivalBarsOf(slots);
	const texts = slots.filter(({ persons }) => persons > 0).map((slot) => formatSlot(slot.fromMs, slot.persons));
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
				{bars.map(({ fromMs, persons, is, x, tall, hasFigure, timeAnchor }) => {
					return (
						<g key={fromMs} class={`arrivals-${is}`} data-from={fromMs} data-persons={persons}>
							{is === "now" && (
								<rect class="arrivals-mark" x={x + 1} y={top - 4} width={step - 2} height={base - top + 4} rx="3" />
							)}
							<rect class="arrivals-bar" x={x + step * 0.16} y={base - tall} width={step * 0.68} height={tall} rx="2" />
							{hasFigure && (
								<text x={x + step / 2} y={base - tall - 4} text-anchor="middle">
									{persons}
								</text>
							)}
							{timeAnchor !== null && (
								<text class="arrivals-time" x={x + step / 2} y={height - 5} text-anchor={timeAnchor}>
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
