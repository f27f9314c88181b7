import { localizeTitle } from "../../../words/language.ts";
import { type DirectionsProps, formatSessionTime, SeatNumbers } from "../../directions.tsx";
import { useLocalization } from "../../localization.ts";
import { allowBreaksBetweenWords } from "../line-breaks.ts";

/** The directions: hall, gate or pier and the seats in large type, and the session's title. */
export function Directions({ session, place, seats }: DirectionsProps) {
	const reader = useLocalization();
	const { words, language } = reader;
	const { entry, hall, title } = session;
	const goal = hall ?? (entry.kind === "boarding" ? entry.pier : null);
	return (
		<div class="whereto" data-seats={seats.join(" ")}>
			<p class="whereto-place">
				{goal && <strong>{allowBreaksBetweenWords(localizeTitle(goal, language), language)}</strong>}
				{entry.kind !== "seated" && place > 0 && <strong>{words.counter.place(place)}</strong>}
				{entry.kind === "seated" && seats.length > 0 && (
					<strong class="whereto-seats">
						<SeatNumbers plan={entry} seats={seats} />
					</strong>
				)}
			</p>
			<p class="whereto-session">
				<b>{formatSessionTime(session, reader)}</b> {allowBreaksBetweenWords(localizeTitle(title, language), language)}
			</p>
		</div>
	);
}
