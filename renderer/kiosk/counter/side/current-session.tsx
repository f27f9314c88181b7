import type { SessionCounts } from "../../../../core/contract/contract.ts";
import { localizeTitle } from "../../../words/language.ts";
import { formatTime } from "../../../words/time-format.ts";
import { useLocalization } from "../../localization.ts";
import { EntryNote } from "../verdict/entry-note.tsx";
import { ArrivalChart } from "./arrival-chart.tsx";

/** The current session: its places and its arrivals. */
export function CurrentSession({ tally, nowMs }: { readonly tally: SessionCounts; readonly nowMs: number }) {
	const { words, language } = useLocalization();
	const { session, allocated, admitted } = tally;
	const time = (ms: number) => formatTime(ms, language);
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
				<span>{localizeTitle(session.title, language)}</span>
				{session.hall && <em>{localizeTitle(session.hall, language)}</em>}
			</h2>
			<EntryNote tally={tally} nowMs={nowMs} />
			<AdmissionBar allocated={allocated} admitted={admitted} />
			<div class="now-foot">
				<dl class="now-figures">
					<Figure name={words.side.admitted} value={admitted} kind="admitted" />
					<Figure name={words.side.expected} value={expected} kind="expected" />
					<Figure name={words.side.allocated} value={allocated} kind="allocated" />
				</dl>
				<ArrivalChart tally={tally} nowMs={nowMs} />
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

export function AdmissionBar({ allocated, admitted }: { readonly allocated: number; readonly admitted: number }) {
	const share = allocated === 0 ? 0 : Math.min(1, admitted / allocated);
	return (
		<div class="bar" aria-hidden="true">
			<div class="bar-admitted" style={{ transform: `scaleX(${share})` }} />
		</div>
	);
}
