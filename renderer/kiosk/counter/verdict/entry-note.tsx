import type { SessionCounts } from "../../../../core/contract/contract.ts";
import { localizeTitle } from "../../../words/language.ts";
import { formatTime } from "../../../words/time-format.ts";
import { useLocalization } from "../../localization.ts";

/** The countdown to the end of boarding starts this long before it. */
const countdownMs = 30 * 60_000;

/**
 * What the clerk must watch for this kind of entry: the day's quota, or the end of boarding. Empty for halls and gates.
 */
export function EntryNote({ tally, nowMs }: { readonly tally: SessionCounts; readonly nowMs: number }) {
	const { entry } = tally.session;
	switch (entry.kind) {
		case "open":
		case "seated":
			return null;
		case "quota":
			return <QuotaNote tally={tally} />;
		case "boarding":
			return <BoardingNote tally={tally} nowMs={nowMs} />;
	}
}

function QuotaNote({ tally: { session, admitted } }: { readonly tally: SessionCounts }) {
	const { words } = useLocalization();
	const left = Math.max(0, session.capacity - admitted);
	return (
		<p class={left === 0 ? "entry-note entry-note-over" : "entry-note"} data-entry="quota" data-left={left}>
			{words.seating.quota(session.capacity)}
			<b>{left === 0 ? words.seating.quotaFull : words.seating.quotaHere(admitted)}</b>
		</p>
	);
}

function BoardingNote({ tally, nowMs }: { readonly tally: SessionCounts; readonly nowMs: number }) {
	const { words, language } = useLocalization();
	const { entry, startsAt, admitFrom, admitUntil } = tally.session;
	const time = (ms: number) => formatTime(ms, language);
	const leftMs = admitUntil - nowMs;
	const isClosed = leftMs <= 0;
	const isCounted = !isClosed && nowMs >= admitFrom && leftMs <= countdownMs;
	const seconds = Math.ceil(leftMs / 1000);
	const closing = isClosed ? words.seating.boardingClosed : words.seating.boardingCloses;
	const pier = entry.kind === "boarding" ? entry.pier : null;
	return (
		<p
			class={isClosed ? "entry-note entry-note-over" : isCounted ? "entry-note entry-note-soon" : "entry-note"}
			data-entry="boarding"
			data-left={isCounted ? seconds : ""}
		>
			{nowMs < admitFrom ? words.seating.boardingOpens(time(admitFrom)) : closing(time(admitUntil))}
			{isCounted ? (
				<b role="timer">
					{seconds < 60 ? words.seating.secondsLeft(seconds) : words.seating.minutesLeft(Math.floor(seconds / 60))}
				</b>
			) : (
				<b>
					{[words.seating.when.boarding(time(startsAt)), pier && localizeTitle(pier, language)]
						.filter(Boolean)
						.join(" · ")}
				</b>
			)}
		</p>
	);
}
