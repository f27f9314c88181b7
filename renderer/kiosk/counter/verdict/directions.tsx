import { isSeated, seatRunsOf } from "../../../../core/allocation/seating.ts";
import type { Session } from "../../../../core/allocation/session.ts";
import { SeatPlanDrawing } from "../../../ui/seat-plan.tsx";
import { SeatRunsText } from "../../../ui/seat-runs-text.tsx";
import { localizeTitle } from "../../../words/language.ts";
import { formatTime } from "../../../words/time-format.ts";
import { useLocalization } from "../../localization.ts";

type DirectionsViewProps = {
	readonly session: Session;
	/** The gate group; only where there are no seats. */
	readonly place: number;
	/** The seat numbers of the persons concerned. */
	readonly seats: readonly number[];
};

/** The directions in words: hall and seats, gate or pier, and the session's title. */
export function DirectionsView({ session, place, seats }: DirectionsViewProps) {
	const { words, language } = useLocalization();
	const { entry, hall, startsAt, admitFrom, admitUntil, title } = session;
	const time = (ms: number) => formatTime(ms, language);
	return (
		<div class="where" data-seats={seats.join(" ")}>
			{hall && <strong>{localizeTitle(hall, language)}</strong>}
			{entry.kind === "boarding" && entry.pier && <strong>{localizeTitle(entry.pier, language)}</strong>}
			{entry.kind === "seated" ? (
				<strong class={seats.length > 0 ? "where-seats" : "where-unseated"}>
					{seats.length > 0 ? (
						<SeatRunsText runs={seatRunsOf(entry, seats)} format={words.seating.seats} />
					) : (
						words.seating.noSeats
					)}
				</strong>
			) : (
				place > 0 && <strong>{words.counter.place(place)}</strong>
			)}
			<span>
				{words.seating.when[entry.kind](time(startsAt), time(admitFrom), time(admitUntil))}{" "}
				{localizeTitle(title, language)}
			</span>
		</div>
	);
}

/** The directions as a picture: the seat plan with the seats highlighted. Empty where there are no seats. */
export function SeatPlanView({ session, seats }: Omit<DirectionsViewProps, "place">) {
	const { words } = useLocalization();
	if (!isSeated(session) || seats.length === 0) return null;
	const { entry } = session;
	return (
		<div class="where-hall">
			<SeatPlanDrawing
				plan={entry}
				seats={seats}
				label={words.seating.seats(seatRunsOf(entry, seats))}
				front={words.seating.front[entry.front]}
			/>
		</div>
	);
}
