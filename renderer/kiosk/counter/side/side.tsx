import type { SessionTally } from "../../../../core/contract/contract.ts";
import { readTitle } from "../../../words/language.ts";
import { tellTime } from "../../../words/moment.ts";
import { useReader } from "../../reader.ts";
import type { ReadyState } from "../../screens/counter.tsx";
import type { Command } from "../command.ts";
import { Doubt } from "./doubt.tsx";
import { Notices } from "./notices.tsx";
import { Recent } from "./recent.tsx";
import { Bar, SessionNow } from "./session-now.tsx";
import type { Settling } from "./use-doubt.ts";

const mostOthers = 3;

type SideProps = {
	readonly state: ReadyState;
	readonly nowMs: number;
	readonly settling: Settling;
	readonly obey: (command: Command) => void;
};

export function Side({ state, nowMs, settling, obey }: SideProps) {
	const current = state.sessions.find(({ session }) => session.session === state.current) ?? null;
	// Of a long day those that are over give way to those to come.
	const isOver = ({ session }: SessionTally) => session.admitUntil <= nowMs;
	// Where a ticket is asked about, the last scans are what the answer is found by: they keep their room.
	const most = state.ticketsInDoubt.length > 0 ? 0 : mostOthers;
	const others = state.sessions
		.filter((tally) => tally !== current)
		.toSorted((a, b) => Number(isOver(a)) - Number(isOver(b)) || a.session.startsAt - b.session.startsAt)
		.slice(0, most);
	return (
		<aside class="side">
			<Notices state={state} nowMs={nowMs} />
			{current === null ? <NoSession /> : <SessionNow tally={current} nowMs={nowMs} />}
			{others.length > 0 && <OtherSessions tallies={others} />}
			<Recent recent={state.recent} />
			<Doubt tickets={state.ticketsInDoubt} settling={settling} obey={obey} />
		</aside>
	);
}

function NoSession() {
	const { words } = useReader();
	return (
		<section class="card now now-none">
			<h2>{words.side.noSessions}</h2>
			<p>{words.side.noSessionsWhy}</p>
		</section>
	);
}

function OtherSessions({ tallies }: { readonly tallies: readonly SessionTally[] }) {
	const { words, language } = useReader();
	return (
		<section class="card others">
			<h3>{words.side.others}</h3>
			<ul data-spare>
				{tallies.map(({ session, allocated, admitted }) => (
					<li key={session.session} data-session={session.session} data-admitted={admitted}>
						<time>{tellTime(session.startsAt, language)}</time>
						<span class="others-title">
							{readTitle(session.title, language)}
							{session.hall && <em>{readTitle(session.hall, language)}</em>}
						</span>
						<Bar allocated={allocated} admitted={admitted} />
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
