import type { SeatRun } from "../../core/allocation/seating.ts";
import { isSeated, seatRunsOf, seatsOf } from "../../core/allocation/seating.ts";
import type { Session } from "../../core/allocation/session.ts";
import { SeatPlanDrawing } from "../ui/seat-plan.tsx";
import { SeatRunsText } from "../ui/seat-runs-text.tsx";
import type { Language } from "../words/language.ts";
import { wordsOf } from "../words/words.ts";
import type { TimedPassAnswer } from "./fetch-pass.ts";

type SeatsProps = { readonly answer: TimedPassAnswer; readonly language: Language };

/** The party's seats, or its gate, in words; nothing where neither matters. */
export function SeatText({ answer, language }: SeatsProps) {
	const { seating, counter } = wordsOf(language);
	const runs = seatRunsOfPass(answer);
	const { session, place } = answer;
	if (runs.length === 0 && (place === 0 || isSeated(session))) return null;
	return (
		<strong class="pass-seats" data-place={place}>
			{runs.length > 0 ? <SeatRunsText runs={runs} format={seating.seats} /> : counter.place(place)}
		</strong>
	);
}

export function PassSeatPlan({ answer, language }: SeatsProps) {
	const { seating } = wordsOf(language);
	const { session } = answer;
	const runs = seatRunsOfPass(answer);
	if (!isSeated(session) || runs.length === 0) return null;
	return (
		<section class="pass-hall-plan">
			<SeatPlanDrawing
				plan={session.entry}
				seats={seatsOfPass(answer, session)}
				label={seating.seats(runs)}
				front={seating.front[session.entry.front]}
			/>
		</section>
	);
}

function seatRunsOfPass(answer: TimedPassAnswer): readonly SeatRun[] {
	const { session } = answer;
	return isSeated(session) ? seatRunsOf(session.entry, seatsOfPass(answer, session)) : [];
}

function seatsOfPass({ party, place, state }: TimedPassAnswer, session: Session): readonly number[] {
	if (state !== "live") return [];
	const row = { session: session.session, party, place };
	return seatsOf(session, row, [...Array(party).keys()]);
}
