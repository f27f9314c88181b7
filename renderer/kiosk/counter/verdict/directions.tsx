import { localizeTitle } from "../../../words/language.ts";
import { type DirectionsProps, formatSessionTime, SeatNumbers } from "../../directions.tsx";
import { useLocalization } from "../../localization.ts";

/** The directions in words: hall and seats, gate or pier, and the session's title. */
export function DirectionsView({ session, place, seats }: DirectionsProps) {
	const reader = useLocalization();
	const { words, language } = reader;
	const { entry, hall, title } = session;
	return (
		<div class="where" data-seats={seats.join(" ")}>
			{hall && <strong>{localizeTitle(hall, language)}</strong>}
			{entry.kind === "boarding" && entry.pier && <strong>{localizeTitle(entry.pier, language)}</strong>}
			{entry.kind === "seated" ? (
				<strong class={seats.length > 0 ? "where-seats" : "where-unseated"}>
					{seats.length > 0 ? <SeatNumbers plan={entry} seats={seats} /> : words.seating.noSeats}
				</strong>
			) : (
				place > 0 && <strong>{words.counter.place(place)}</strong>
			)}
			<span>
				{formatSessionTime(session, reader)} {localizeTitle(title, language)}
			</span>
		</div>
	);
}
