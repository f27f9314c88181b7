import type { Session } from "../../../../core/allocation/session.ts";
import { readTitle } from "../../../words/language.ts";
import { tellTime } from "../../../words/moment.ts";
import { useReader } from "../../reader.ts";

/** A session in one line: when, where, and what. */
export function SessionLine({ session }: { readonly session: Session }) {
	const { language } = useReader();
	const { startsAt, hall, title } = session;
	return (
		<span class="session-line">
			<time>{tellTime(startsAt, language)}</time> {hall !== null && `${readTitle(hall, language)} `}
			{readTitle(title, language)}
		</span>
	);
}
