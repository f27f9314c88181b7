import type { Session } from "../../../../core/allocation/session.ts";
import type { SessionTally } from "../../../../core/contract/contract.ts";
import { type Language, readTitle } from "../../../words/language.ts";
import { tellTime } from "../../../words/moment.ts";
import type { Words } from "../../../words/zh-CN/words.ts";
import { useReader } from "../../reader.ts";
import { phrase } from "../phrase.ts";

type ActivitiesProps = { readonly sessions: readonly SessionTally[]; readonly nowMs: number };

/** More than anybody reads standing. */
const mostShown = 4;

/** What is on today and may still be entered: the next to start first. */
export function Activities({ sessions, nowMs }: ActivitiesProps) {
	const { words, language } = useReader();
	const { selfService } = words;
	const open = sessions
		.filter(({ session }) => nowMs < session.admitUntil)
		.toSorted((a, b) => a.session.startsAt - b.session.startsAt || a.session.session - b.session.session);
	const shown = open.slice(0, mostShown);
	const later = open.length - shown.length;
	return (
		<section class="activities">
			<h2>{selfService.today}</h2>
			{shown.length === 0 && (
				<p class="activities-none">{sessions.length === 0 ? selfService.noneToday : selfService.allOver}</p>
			)}
			<ul data-spare>
				{shown.map((tally) => (
					<Activity key={tally.session.session} tally={tally} nowMs={nowMs} />
				))}
			</ul>
			{later > 0 && <p class="activities-more">{phrase(selfService.moreSessions(later), language)}</p>}
		</section>
	);
}

function Activity({ tally, nowMs }: { readonly tally: SessionTally; readonly nowMs: number }) {
	const { words, language } = useReader();
	const { session, allocated, admitted } = tally;
	const isAdmitting = session.admitFrom <= nowMs;
	// Whoever came in without being on the list has taken a place too.
	const left = session.capacity - Math.max(allocated, admitted);
	const { places, noPlaces } = words.selfService;
	return (
		<li class={isAdmitting ? "activity activity-on" : "activity"} data-session={session.session}>
			<time>{tellTime(session.startsAt, language)}</time>
			<p class="activity-what">
				<b>{readTitle(session.title, language)}</b>
				<span>{session.hall && readTitle(session.hall, language)}</span>
			</p>
			<p class="activity-when">
				<b>{phrase(whenOf(session, isAdmitting, words, language), language)}</b>
				<span data-left={left}>{phrase(left > 0 ? places(left) : noPlaces, language)}</span>
			</p>
		</li>
	);
}

function whenOf(
	{ entry, admitFrom, admitUntil }: Session,
	isAdmitting: boolean,
	words: Words,
	language: Language,
): string {
	const [from, until] = [tellTime(admitFrom, language), tellTime(admitUntil, language)];
	if (entry.kind === "boarding") {
		return isAdmitting ? words.seating.boardingCloses(until) : words.seating.boardingOpens(from);
	}
	return isAdmitting ? words.selfService.admittingUntil(until) : words.selfService.admitsFrom(from);
}
