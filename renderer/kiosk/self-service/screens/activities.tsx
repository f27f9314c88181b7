import type { Session } from "../../../../core/allocation/session.ts";
import type { SessionCounts } from "../../../../core/contract/contract.ts";
import { type Language, localizeTitle } from "../../../words/language.ts";
import { formatTime } from "../../../words/time-format.ts";
import type { Words } from "../../../words/zh-CN/words.ts";
import { useLocalization } from "../../localization.ts";
import { activityListOf, placesLeftOf } from "../activity-list.ts";
import { keepFiguresTogether } from "../line-breaks.ts";

type ActivitiesProps = { readonly sessions: readonly SessionCounts[]; readonly nowMs: number };

/** Today's sessions that can still be entered, the next to start first. */
export function Activities({ sessions, nowMs }: ActivitiesProps) {
	const { words, language } = useLocalization();
	const { selfService } = words;
	const { shown, laterCount } = activityListOf(sessions, nowMs);
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
			{laterCount > 0 && (
				<p class="activities-more">{keepFiguresTogether(selfService.moreSessions(laterCount), language)}</p>
			)}
		</section>
	);
}

function Activity({ tally, nowMs }: { readonly tally: SessionCounts; readonly nowMs: number }) {
	const { words, language } = useLocalization();
	const { session } = tally;
	const isAdmitting = session.admitFrom <= nowMs;
	const left = placesLeftOf(tally);
	const { places, noPlaces } = words.selfService;
	return (
		<li class={isAdmitting ? "activity activity-on" : "activity"} data-session={session.session}>
			<time>{formatTime(session.startsAt, language)}</time>
			<p class="activity-what">
				<b>{localizeTitle(session.title, language)}</b>
				<span>{session.hall && localizeTitle(session.hall, language)}</span>
			</p>
			<p class="activity-when">
				<b>{keepFiguresTogether(activityTimeOf(session, isAdmitting, words, language), language)}</b>
				<span data-left={left}>{keepFiguresTogether(left > 0 ? places(left) : noPlaces, language)}</span>
			</p>
		</li>
	);
}

function activityTimeOf(
	{ entry, admitFrom, admitUntil }: Session,
	isAdmitting: boolean,
	words: Words,
	language: Language,
): string {
	const [from, until] = [formatTime(admitFrom, language), formatTime(admitUntil, language)];
	if (entry.kind === "boarding") {
		return isAdmitting ? words.seating.boardingCloses(until) : words.seating.boardingOpens(from);
	}
	return isAdmitting ? words.selfService.admittingUntil(until) : words.selfService.admitsFrom(from);
}
