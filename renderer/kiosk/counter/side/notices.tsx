import { Arrow, Attention } from "../../../ui/shapes.tsx";
import { tellSpan } from "../../../words/moment.ts";
import type { Words } from "../../../words/zh-CN/words.ts";
import { useReader } from "../../reader.ts";
import type { ReadyState } from "../../screens/counter.tsx";
import { type Want, wantsOf } from "./wants.ts";

const mostShown = 2;
const minuteMs = 60_000;

/** What wants staff, here and at the venue's other kiosks: where, what, and for how long. */
export function Notices({ state, nowMs }: { readonly state: ReadyState; readonly nowMs: number }) {
	const { words, language } = useReader();
	const wants = wantsOf(state);
	if (wants.length === 0) return null;
	const more = wants.length - mostShown;
	return (
		<section class="notices" role="status" aria-label={words.watch.notices.title} data-wants={wants.length}>
			<Attention />
			<ul>
				{wants.slice(0, mostShown).map((want) => (
					<li key={`${want.label} ${want.of}`} data-of={want.of} data-here={want.label === null}>
						<b>{want.label ?? words.watch.notices.here}</b>
						<span>
							{tellWant(want, words)}
							{want.label === null && want.of === "printer" && <Waiting state={state} />}
							{want.label === null && want.of === "printer" && <PrinterRemedy state={state} />}
						</span>
						<time>{tellSpan(Math.max(minuteMs, nowMs - want.sinceMs), language)}</time>
					</li>
				))}
				{more > 0 && <li class="notices-more">{words.watch.notices.more(more)}</li>}
			</ul>
		</section>
	);
}

function Waiting({ state: { printer } }: { readonly state: ReadyState }) {
	const { words } = useReader();
	if (printer.kind !== "trouble" || printer.waiting === 0) return null;
	return <em>{words.watch.printer.waiting(printer.waiting)}</em>;
}

function PrinterRemedy({ state: { printer } }: { readonly state: ReadyState }) {
	const { words } = useReader();
	if (printer.kind !== "trouble") return null;
	return (
		<small>
			<Arrow />
			{words.watch.printer.remedy[printer.why]}
		</small>
	);
}

/** As exactly as the kiosk said it; a reason that this version does not know is told by its kind. */
function tellWant({ of, why }: Want, { watch }: Words): string {
	const known: Readonly<Record<string, Readonly<Record<string, string>>>> = {
		printer: watch.printer.trouble,
		camera: watch.notices.camera,
		scanner: watch.notices.scanner,
		allocation: watch.notices.allocation,
	};
	return (why === null ? undefined : known[of]?.[why]) ?? watch.notices.of[of];
}
