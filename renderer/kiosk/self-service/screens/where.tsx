import { isSeated, runsOf } from "../../../../core/allocation/seating.ts";
import type { Session } from "../../../../core/allocation/session.ts";
import { SeatPicture } from "../../../ui/seat-plan.tsx";
import { SeatWords } from "../../../ui/seat-words.tsx";
import { readTitle } from "../../../words/language.ts";
import { tellTime } from "../../../words/moment.ts";
import { useReader } from "../../reader.ts";
import { name } from "../phrase.ts";

type WhereProps = {
	readonly session: Session;
	/** The gate group, where there are no seats. */
	readonly place: number;
	/** The seats of those who are meant, by their numbers. */
	readonly seats: readonly number[];
};

/** Where to: the hall, the gate or the pier and the seats, as large as what one must find; and to what. */
export function Where({ session, place, seats }: WhereProps) {
	const { words, language } = useReader();
	const { entry, hall, startsAt, admitFrom, admitUntil, title } = session;
	const time = (ms: number) => tellTime(ms, language);
	const goal = hall ?? (entry.kind === "boarding" ? entry.pier : null);
	return (
		<div class="whereto" data-seats={seats.join(" ")}>
			<p class="whereto-place">
				{goal && <strong>{name(readTitle(goal, language), language)}</strong>}
				{entry.kind !== "seated" && place > 0 && <strong>{words.counter.place(place)}</strong>}
				{entry.kind === "seated" && seats.length > 0 && (
					<strong class="whereto-seats">
						<SeatWords runs={runsOf(entry, seats)} tell={words.seating.seats} />
					</strong>
				)}
			</p>
			<p class="whereto-session">
				<b>{words.seating.when[entry.kind](time(startsAt), time(admitFrom), time(admitUntil))}</b>{" "}
				{name(readTitle(title, language), language)}
			</p>
		</div>
	);
}

/** Where to, as a picture: the hall with the seats lit. Nothing where there are none. */
export function Hall({ session, seats }: Omit<WhereProps, "place">) {
	const { words } = useReader();
	if (!isSeated(session) || seats.length === 0) return null;
	const { entry } = session;
	return (
		<div class="hall">
			<SeatPicture
				plan={entry}
				seats={seats}
				label={words.seating.seats(runsOf(entry, seats))}
				front={words.seating.front[entry.front]}
			/>
		</div>
	);
}
