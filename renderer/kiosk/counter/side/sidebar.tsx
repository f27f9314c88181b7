import type { SessionCounts } from "../../../../core/contract/contract.ts";
import type { ReadyState } from "../../../../core/contract/kioskState.ts";
import { localizeTitle } from "../../../words/language.ts";
import { formatTime } from "../../../words/time-format.ts";
import { useLocalization } from "../../localization.ts";
import type { Command } from "../command.ts";
import { AdmissionBar, CurrentSession } from "./current-session.tsx";
import { StaffNotices } from "./notice-list.tsx";
import { RecentScans } from "./recent-scans.tsx";
import { TicketDoubtPrompt } from "./ticket-doubt.tsx";
import type { SettleStatus } from "./ticket-settlement.ts";

const maxOthers = 3;

type SidebarProps = {
	readonly state: ReadyState;
	readonly nowMs: number;
	readonly settleStatus: SettleStatus;
	readonly runCommand: (command: Command) => void;
};

export function Sidebar({ state, nowMs, settleStatus, runCommand }: SidebarProps) {
	const current = state.sessions.find(({ session }) => session.session === state.currentSession) ?? null;
	// On a long day, sessions that are over give way to those to come.
	const isOver = ({ session }: SessionCounts) => session.admitUntil <= nowMs;
	// While a ticket is in doubt, the recent scans need the room: they help to answer.
	const most = state.ticketsInDoubt.length > 0 ? 0 : maxOthers;
	const others = state.sessions
		.filter((tally) => tally !== current)
		.toSorted((a, b) => Number(isOver(a)) - Number(isOver(b)) || a.session.startsAt - b.session.startsAt)
		.slice(0, most);
	return (
		<aside class="side">
			<StaffNotices state={state} nowMs={nowMs} />
			{current === null ? <NoSession /> : <CurrentSession tally={current} nowMs={nowMs} />}
			{others.length > 0 && <OtherSessions tallies={others} />}
			<RecentScans recent={state.recentScans} />
			<TicketDoubtPrompt tickets={state.ticketsInDoubt} settleStatus={settleStatus} runCommand={runCommand} />
		</aside>
	);
}

function NoSession() {
	const { words } = useLocalization();
	return (
		<section class="card now now-none">
			<h2>{words.side.noSessions}</h2>
			<p>{words.side.noSessionsWhy}</p>
		</section>
	);
}

function OtherSessions({ tallies }: { readonly tallies: readonly SessionCounts[] }) {
	const { words, language } = useLocalization();
	return (
		<section class="card others">
			<h3>{words.side.others}</h3>
			<ul data-spare>
				{tallies.map(({ session, allocated, admitted }) => (
					<li key={session.session} data-session={session.session} data-admitted={admitted}>
						<time>{formatTime(session.startsAt, language)}</time>
						<span class="others-title">
							{localizeTitle(session.title, language)}
							{session.hall && <em>{localizeTitle(session.hall, language)}</em>}
						</span>
						<AdmissionBar allocated={allocated} admitted={admitted} />
						<span class="others-figures">
							{admitted}
							<i> / {allocated}</i>
						</span>
					</li>
				))}
			</ul>
		</section>
	);
}
