import { isSeated, runsOf } from "../../../../core/allocation/seating.ts";
import type { Session } from "../../../../core/allocation/session.ts";
import { SeatPicture } from "../../../ui/seat-plan.tsx";
import { SeatWords } from "../../../ui/seat-words.tsx";
import { readTitle } from "../../../words/language.ts";
import { tellTime } from "../../../words/moment.ts";
import { useReader } from "../../reader.ts";

type WhereProps = {
	readonly session: Session;
	/** The gate group, where there are no seats. */
	readonly place: number;
	/** The seats of those who are meant, by their numbers. */
	readonly seats: readonly number[];
};

/** Where to, in words: the hall and the seats, the gate or the pier; and to what. */
export function Where({ session, place, seats }: WhereProps) {
	const { words, language } = useReader();
	const { entry, hall, startsAt, admitFrom, admitUntil, title } = session;
	const time = (ms: number) => tellTime(ms, language);
	return (
		<div class="where" data-seats={seats.join(" ")}>
			{hall && <strong>{readTitle(hall, language)}</strong>}
			{entry.kind === "boarding" && entry.pier && <strong>{readTitle(entry.pier, language)}</strong>}
			{entry.kind === "seated" ? (
				<strong class={seats.length > 0 ? "where-seats" : "where-unseated"}>
					{seats.length > 0 ? (
						<SeatWords runs={runsOf(entry, seats)} tell={words.seating.seats} />
					) : (
						words.seating.noSeats
					)}
				</strong>
			) : (
				place > 0 && <strong>{words.counter.place(place)}</strong>
			)}
			<span>
				{words.seating.when[entry.kind](time(startsAt), time(admitFrom), time(admitUntil))} {readTitle(title, language)}
			</span>
		</div>
	);
}

/** Where to, as a picture: the hall with the seats lit. Nothing where there are none. */
export function SeatsInHall({ session, seats }: Omit<WhereProps, "place">) {
	const { words } = useReader();
	if (!isSeated(session) || seats.length === 0) return null;
	const { entry } = session;
	return (
		<div class="where-hall">
			<SeatPicture
				plan={entry}
				seats={seats}
				label={words.seating.seats(runsOf(entry, seats))}
				front={words.seating.front[entry.front]}
			/>
		</div>
	);
}
