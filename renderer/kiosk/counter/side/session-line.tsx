import type { Session } from "../../../../core/allocation/session.ts";
import { localizeTitle } from "../../../words/language.ts";
import { formatTime } from "../../../words/time-format.ts";
import { useLocalization } from "../../localization.ts";

/** A session in one line: when, where, and what. */
export function SessionLine({ session }: { readonly session: Session }) {
	const { language } = useLocalization();
	const { startsAt, hall, title } = session;
	return (
		<span class="session-line">
			<time>{formatTime(startsAt, language)}</time> {hall !== null && `${localizeTitle(hall, language)} `}
			{localizeTitle(title, language)}
		</span>
	);
}
