import type { ShiftSlip } from "../../../../core/journal/values.ts";
import { formatTime } from "../../../words/time-format.ts";
import { useLocalization } from "../../localization.ts";

const rows = [
	"allocated",
	"admissions",
	"persons",
	"refusals",
	"voids",
	"voidedPersons",
	"overrides",
	"conflicts",
	"unsent",
] as const;

/** The totals of a closed shift. Shown until dismissed. */
export function ShiftSlipView({ slip }: { readonly slip: ShiftSlip }) {
	const { words, language } = useLocalization();
	const { slipRows, since } = words.panels.shift;
	return (
		<div class="slip" data-done="closed">
			<p class="slip-who">{since(slip.staff, formatTime(slip.openedAtMs, language))}</p>
			<dl>
				{rows.map((name) => (
					<div key={name} class={`slip-row slip-${name}`} data-slip-row={name} data-figure={slip[name]}>
						<dt>{slipRows[name]}</dt>
						<dd>{slip[name]}</dd>
					</div>
				))}
			</dl>
			<Stubs stubs={slip.stubs} persons={slip.persons} />
		</div>
	);
}

/** The counted stubs compared with the persons admitted. */
function Stubs({ stubs, persons }: { readonly stubs: number | null; readonly persons: number }) {
	const { words } = useLocalization();
	const { notCounted, same, fewer, more } = words.panels.shift.counted;
	if (stubs === null) return <p class="slip-stubs">{notCounted}</p>;
	const extra = stubs - persons;
	return (
		<p class={extra === 0 ? "slip-stubs slip-even" : "slip-stubs slip-odd"} data-stubs={stubs} data-extra={extra}>
			{extra === 0 ? same(stubs) : extra < 0 ? fewer(stubs, -extra) : more(stubs, extra)}
		</p>
	);
}
