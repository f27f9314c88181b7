import { seatRunsOf } from "../../../../core/allocation/seating.ts";
import type { Session } from "../../../../core/allocation/session.ts";
import type { FoundAdmission, RecentScan } from "../../../../core/contract/contract.ts";
import { localizeTitle } from "../../../words/language.ts";
import { formatTime, formatTimeWithSeconds } from "../../../words/time-format.ts";
import { useLocalization } from "../../localization.ts";

type ScanLineProps = {
	readonly scans: readonly RecentScan[];
	/** What is known of them besides. */
	readonly found: readonly FoundAdmission[];
	readonly line: string;
};

/** An admission as a choice: time, number of persons, card, session, seats, and its line in the journal. */
export function ScanLine({ scans, found, line }: ScanLineProps) {
	const { words, language } = useLocalization();
	const scan = scans.find((one) => String(one.line) === line);
	if (scan?.outcome.kind !== "admitted") return null;
	const details = found.find((one) => one.line === scan.line) ?? null;
	return (
		<span class="scan-line">
			<time>{formatTimeWithSeconds(scan.atMs, language)}</time>
			<b>{words.side.admittedOutcome(scan.outcome.persons)}</b>
			{scan.outcome.isOverride && <em class="tag tag-override">{words.panels.overrideTag}</em>}
			<small>{[...(details === null ? [] : formatDetails(details)), words.side.line(scan.line)].join(" · ")}</small>
		</span>
	);

	function formatDetails({ card, session, seats }: FoundAdmission): readonly string[] {
		const plan = session?.entry.kind === "seated" && seats.length > 0 ? session.entry : null;
		return [
			card !== null && `…${card}`,
			session !== null && formatTime(session.startsAt, language),
			plan !== null && words.seating.seats(seatRunsOf(plan, seats)),
		].filter((part) => typeof part === "string");
	}
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
