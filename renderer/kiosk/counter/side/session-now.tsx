import type { SessionTally } from "../../../../core/contract/contract.ts";
import { readTitle } from "../../../words/language.ts";
import { tellTime } from "../../../words/moment.ts";
import { useReader } from "../../reader.ts";
import { EntryNote } from "../verdict/entry-note.tsx";
import { Arrivals } from "./arrivals.tsx";

/** The session on now: its places, and how its people come. */
export function SessionNow({ tally, nowMs }: { readonly tally: SessionTally; readonly nowMs: number }) {
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
			<div class="now-foot">
				<dl class="now-figures">
					<Figure name={words.side.admitted} value={admitted} kind="admitted" />
					<Figure name={words.side.expected} value={expected} kind="expected" />
					<Figure name={words.side.allocated} value={allocated} kind="allocated" />
				</dl>
				<Arrivals tally={tally} nowMs={nowMs} />
			</div>
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

export function Bar({ allocated, admitted }: { readonly allocated: number; readonly admitted: number }) {
	const share = allocated === 0 ? 0 : Math.min(1, admitted / allocated);
	return (
		<div class="bar" aria-hidden="true">
			<div class="bar-admitted" style={{ transform: `scaleX(${share})` }} />
		</div>
	);
}
