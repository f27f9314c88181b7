import type { ReadyState } from "../../../../core/contract/kioskState.ts";
import { Arrow, Warning } from "../../../ui/shapes.tsx";
import { formatDuration } from "../../../words/time-format.ts";
import type { Words } from "../../../words/zh-CN/words.ts";
import { useLocalization } from "../../localization.ts";
import { type StaffNotice, staffNoticesOf } from "./staff-notices.ts";

const maxShown = 2;
const minuteMs = 60_000;

/** Calls for staff at this kiosk and the venue's others: where, why, and for how long. */
export function StaffNotices({ state, nowMs }: { readonly state: ReadyState; readonly nowMs: number }) {
	const { words, language } = useLocalization();
	const wants = staffNoticesOf(state);
	if (wants.length === 0) return null;
	const more = wants.length - maxShown;
	return (
		<section class="notices" role="status" aria-label={words.watch.notices.title} data-wants={wants.length}>
			<Warning />
			<ul>
				{wants.slice(0, maxShown).map((want) => (
					<li key={`${want.label} ${want.of}`} data-of={want.of} data-here={want.label === null}>
						<b>{want.label ?? words.watch.notices.here}</b>
						<span>
							{formatStaffNotice(want, words)}
							{want.label === null && want.of === "printer" && <WaitingTickets state={state} />}
							{want.label === null && want.of === "printer" && <PrinterRemedy state={state} />}
						</span>
						<time>{formatDuration(Math.max(minuteMs, nowMs - want.sinceMs), language)}</time>
					</li>
				))}
				{more > 0 && <li class="notices-more">{words.watch.notices.more(more)}</li>}
			</ul>
		</section>
	);
}

function WaitingTickets({ state: { printer } }: { readonly state: ReadyState }) {
	const { words } = useLocalization();
	if (printer.kind !== "trouble" || printer.waiting === 0) return null;
	return <em>{words.watch.printer.waiting(printer.waiting)}</em>;
}

function PrinterRemedy({ state: { printer } }: { readonly state: ReadyState }) {
	const { words } = useLocalization();
	if (printer.kind !== "trouble") return null;
	return (
		<small>
			<Arrow />
			{words.watch.printer.remedy[printer.why]}
		</small>
	);
}

/** The exact reason; one that this version does not know is shown by its kind. */
function formatStaffNotice({ of, why }: StaffNotice, { watch }: Words): string {
	const known: Readonly<Record<string, Readonly<Record<string, string>>>> = {
		printer: watch.printer.trouble,
		camera: watch.notices.camera,
		scanner: watch.notices.scanner,
		allocation: watch.notices.allocation,
	};
	return (why === null ? undefined : known[of]?.[why]) ?? watch.notices.of[of];
}
