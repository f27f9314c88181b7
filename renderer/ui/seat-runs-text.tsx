import { Fragment } from "preact";
import type { SeatRun } from "../../core/allocation/seating.ts";

type SeatRunsTextProps = { readonly runs: readonly SeatRun[]; readonly format: (runs: readonly SeatRun[]) => string };

/** Seats in words, which break only between rows. */
export function SeatRunsText({ runs, format }: SeatRunsTextProps) {
	return runs.map((run) => (
		<Fragment key={`${run.row} ${run.from}`}>
			<span class="seat-words">{format([run])}</span>{" "}
		</Fragment>
	));
}
