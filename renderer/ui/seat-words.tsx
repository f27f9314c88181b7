import { Fragment } from "preact";
import type { SeatRun } from "../../core/allocation/seating.ts";

type SeatWordsProps = { readonly runs: readonly SeatRun[]; readonly tell: (runs: readonly SeatRun[]) => string };

/** Seats in words, which break only from one row to the next. */
export function SeatWords({ runs, tell }: SeatWordsProps) {
	return runs.map((run) => (
		<Fragment key={`${run.row} ${run.from}`}>
			<span class="seat-words">{tell([run])}</span>{" "}
		</Fragment>
	));
}
