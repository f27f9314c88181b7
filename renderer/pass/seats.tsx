import type { SeatRun } from "../../core/allocation/seating.ts";
import { isSeated, runsOf, seatsOf } from "../../core/allocation/seating.ts";
import type { Session } from "../../core/allocation/session.ts";
import { SeatPicture } from "../ui/seat-plan.tsx";
import { SeatWords } from "../ui/seat-words.tsx";
import type { Language } from "../words/language.ts";
import { wordsOf } from "../words/words.ts";
import type { Timed } from "./fetch-pass.ts";

type SeatsProps = { readonly answer: Timed; readonly language: Language };

/** Where the whole party sits, or by which gate it comes in, in words; nothing where it makes no difference. */
export function PlaceInWords({ answer, language }: SeatsProps) {
	const { seating, counter } = wordsOf(language);
	const runs = runsOfPass(answer);
	const { session, place } = answer;
	if (runs.length === 0 && (place === 0 || isSeated(session))) return null;
	return (
		<strong class="pass-seats" data-place={place}>
			{runs.length > 0 ? <SeatWords runs={runs} tell={seating.seats} /> : counter.place(place)}
		</strong>
	);
}

export function SeatsInPicture({ answer, language }: SeatsProps) {
	const { seating } = wordsOf(language);
	const { session } = answer;
	const runs = runsOfPass(answer);
	if (!isSeated(session) || runs.length === 0) return null;
	return (
		<section class="pass-hall-plan">
			<SeatPicture
				plan={session.entry}
				seats={seatsOfPass(answer, session)}
				label={seating.seats(runs)}
				front={seating.front[session.entry.front]}
			/>
		</section>
	);
}

function runsOfPass(answer: Timed): readonly SeatRun[] {
	const { session } = answer;
	return isSeated(session) ? runsOf(session.entry, seatsOfPass(answer, session)) : [];
}

function seatsOfPass({ party, place, state }: Timed, session: Session): readonly number[] {
	if (state !== "live") return [];
	const row = { session: session.session, party, place };
	return seatsOf(session, row, [...Array(party).keys()]);
}
