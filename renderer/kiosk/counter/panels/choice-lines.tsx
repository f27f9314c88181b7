import type { Session } from "../../../../core/allocation/session.ts";
import type { RecentScan } from "../../../../core/contract/contract.ts";
import { localizeTitle } from "../../../words/language.ts";
import { formatTime } from "../../../words/time-format.ts";
import { useLocalization } from "../../localization.ts";

/** A recent admission as a choice: time, number of persons, and its line in the journal. */
export function ScanLine({ scans, line }: { readonly scans: readonly RecentScan[]; readonly line: string }) {
	const { words, language } = useLocalization();
	const scan = scans.find((one) => String(one.line) === line);
	if (scan?.outcome.kind !== "admitted") return null;
	return (
		<span class="scan-line">
			<time>{formatTime(scan.atMs, language)}</time>
			<b>{words.side.admittedOutcome(scan.outcome.persons)}</b>
			{scan.outcome.isOverride && <em class="tag tag-override">{words.panels.overrideTag}</em>}
			<small>{words.side.line(scan.line)}</small>
		</span>
	);
}

/** A session in one line: time, hall and title. */
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
