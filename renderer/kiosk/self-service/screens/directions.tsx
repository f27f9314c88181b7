import { isSeated, seatRunsOf } from "../../../../core/allocation/seating.ts";
import type { Session } from "../../../../core/allocation/session.ts";
import { SeatPlanDrawing } from "../../../ui/seat-plan.tsx";
import { SeatRunsText } from "../../../ui/seat-runs-text.tsx";
import { localizeTitle } from "../../../words/language.ts";
import { formatTime } from "../../../words/time-format.ts";
import { useLocalization } from "../../localization.ts";
import { allowBreaksBetweenWords } from "../line-breaks.ts";

type DirectionsProps = {
	readonly session: Session;
	/** The gate group; only where there are no seats. */
	readonly place: number;
	/** The seat numbers of the persons concerned. */
	readonly seats: readonly number[];
};

/** The directions: hall, gate or pier and the seats in large type, and the session's title. */
export function Directions({ session, place, seats }: DirectionsProps) {
	const { words, language } = useLocalization();
	const { entry, hall, startsAt, admitFrom, admitUntil, title } = session;
	const time = (ms: number) => formatTime(ms, language);
	const goal = hall ?? (entry.kind === "boarding" ? entry.pier : null);
	return (
		<div class="whereto" data-seats={seats.join(" ")}>
			<p class="whereto-place">
				{goal && <strong>{allowBreaksBetweenWords(localizeTitle(goal, language), language)}</strong>}
				{entry.kind !== "seated" && place > 0 && <strong>{words.counter.place(place)}</strong>}
				{entry.kind === "seated" && seats.length > 0 && (
					<strong class="whereto-seats">
						<SeatRunsText runs={seatRunsOf(entry, seats)} format={words.seating.seats} />
					</strong>
				)}
			</p>
			<p class="whereto-session">
				<b>{words.seating.when[entry.kind](time(startsAt), time(admitFrom), time(admitUntil))}</b>{" "}
				{allowBreaksBetweenWords(localizeTitle(title, language), language)}
			</p>
		</div>
	);
}

/** The directions as a picture: the seat plan with the seats highlighted. Empty where there are no seats. */
export function SeatPlanPicture({ session, seats }: Omit<DirectionsProps, "place">) {
	const { words } = useLocalization();
	if (!isSeated(session) || seats.length === 0) return null;
	const { entry } = session;
	return (
		<div class="hall">
			<SeatPlanDrawing
				plan={entry}
				seats={seats}
				label={words.seating.seats(seatRunsOf(entry, seats))}
				front={words.seating.front[entry.front]}
			/>
		</div>
	);
}
