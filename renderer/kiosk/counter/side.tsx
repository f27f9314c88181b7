import type { RecentScan, SessionTally } from "../../../core/contract.ts";
import { Arch, Cross, Tick } from "../../ui/shapes.tsx";
import { readTitle } from "../../words/language.ts";
import { tellTime } from "../../words/moment.ts";
import { isReason } from "../../words/refusal-words.ts";
import { useReader } from "../reader.ts";
import type { ReadyState } from "../screens/counter.tsx";
import { EntryNote } from "./entry-note.tsx";

const mostOthers = 5;

export function Side({ state, nowMs }: { readonly state: ReadyState; readonly nowMs: number }) {
	const current = state.sessions.find(({ session }) => session.session === state.current) ?? null;
	// Of a long day those that are over give way to those to come.
	const isOver = ({ session }: SessionTally) => session.admitUntil <= nowMs;
	const others = state.sessions
		.filter((tally) => tally !== current)
		.toSorted((a, b) => Number(isOver(a)) - Number(isOver(b)) || a.session.startsAt - b.session.startsAt)
		.slice(0, mostOthers);
	return (
		<aside class="side">
			{current === null ? <NoSession /> : <SessionNow tally={current} nowMs={nowMs} />}
			{others.length > 0 && <OtherSessions tallies={others} />}
			<Recent recent={state.recent} />
		</aside>
	);
}

function SessionNow({ tally, nowMs }: { readonly tally: SessionTally; readonly nowMs: number }) {
	const { words, language } = useReader();
	const { session, allocated, admitted } = tally;
	const time = (ms: number) => tellTime(ms, language);
	const isOn = session.admitFrom <= nowMs && nowMs < session.admitUntil;
	const phases = words.seating.phases[session.entry.kind];
	const when = isOn ? phases.now : nowMs < session.admitFrom ? phases.next : phases.over;
	const expected = Math.max(0, allocated - admitted);
	return (
		<section
			class="card now"
			data-session={session.session}
			data-allocated={allocated}
			data-admitted={admitted}
			data-expected={expected}
		>
			<div class="now-head">
				<span class={isOn ? "now-when now-on" : "now-when"}>{when}</span>
				<span class="now-times">
					{words.seating.admits[session.entry.kind](time(session.admitFrom), time(session.admitUntil))}
				</span>
			</div>
			<h2 class="now-title">
				{session.entry.kind !== "quota" && <time>{time(session.startsAt)}</time>}
				<span>{readTitle(session.title, language)}</span>
				{session.hall && <em>{readTitle(session.hall, language)}</em>}
			</h2>
			<EntryNote tally={tally} nowMs={nowMs} />
			<Bar allocated={allocated} admitted={admitted} />
			<dl class="now-figures">
				<Figure name={words.side.admitted} value={admitted} kind="admitted" />
				<Figure name={words.side.expected} value={expected} kind="expected" />
				<Figure name={words.side.allocated} value={allocated} kind="allocated" />
			</dl>
		</section>
	);
}

function Figure({ name, value, kind }: { readonly name: string; readonly value: number; readonly kind: string }) {
	return (
		<div class={`figure figure-${kind}`}>
			<dt>{name}</dt>
			<dd>{value}</dd>
		</div>
	);
}

function Bar({ allocated, admitted }: { readonly allocated: number; readonly admitted: number }) {
	const share = allocated === 0 ? 0 : Math.min(1, admitted / allocated);
	return (
		<div class="bar" aria-hidden="true">
			<div class="bar-admitted" style={{ transform: `scaleX(${share})` }} />
		</div>
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
			<ul>
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

function Recent({ recent }: { readonly recent: readonly RecentScan[] }) {
	const { words, language } = useReader();
	const latest = recent.toSorted((a, b) => b.line - a.line).slice(0, 12);
	return (
		<section class="card recent">
			<h3>{words.side.recent}</h3>
			{latest.length === 0 && (
				<p class="recent-none">
					<Arch />
					{words.side.noRecent}
				</p>
			)}
			<ul hidden={latest.length === 0} data-spare>
				{latest.map(({ line, atMs, outcome }) => (
					<li
						key={line}
						data-line={line}
						data-outcome={outcome.kind}
						data-persons={outcome.kind === "admitted" ? outcome.persons : 0}
					>
						<time>{tellTime(atMs, language)}</time>
						{outcome.kind === "admitted" ? <Tick /> : <Cross />}
						<span>
							{outcome.kind === "admitted"
								? words.side.admittedOutcome(outcome.persons)
								: isReason(words.refusals, outcome.reason)
									? words.refusals[outcome.reason].short
									: words.side.unknownRefusal}
						</span>
						<small>{words.side.line(line)}</small>
					</li>
				))}
			</ul>
		</section>
	);
}
