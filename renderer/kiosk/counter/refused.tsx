import type { Verdict } from "../../../core/contract.ts";
import { Arrow, Attention, Cross } from "../../ui/shapes.tsx";
import { readTitle } from "../../words/language.ts";
import { tellDay, tellMoment, tellTime } from "../../words/moment.ts";
import { tellRefusal } from "../../words/refusal-words.ts";
import { useReader } from "../reader.ts";
import { Sentence } from "../sentence.tsx";
import type { AskTrouble } from "./counter.ts";

type RefusedProps = { readonly verdict: Extract<Verdict, { kind: "refused" }> };

export function Refused({ verdict: { refusal, session, atMs } }: RefusedProps) {
	const { words, language } = useReader();
	const { line, remedy } = tellRefusal(words.refusals, refusal, {
		nowMs: atMs,
		entry: session?.entry.kind ?? "open",
		moment: (ms) => tellMoment(ms, atMs, language),
		day: (ms) => tellDay(ms, language),
		title: (title) => readTitle(title, language),
	});
	return (
		<>
			<div class="verdict-head">
				<Cross class="verdict-shape" />
				<h2 class="verdict-word">{words.counter.refused}</h2>
			</div>
			<p class="verdict-reason">
				<Sentence text={line} />
			</p>
			<p class="verdict-remedy">
				<Arrow />
				<Sentence text={remedy} />
			</p>
			{session !== null && (
				<p class="verdict-session">
					{words.counter.notFor(
						[
							tellTime(session.startsAt, language),
							session.hall && readTitle(session.hall, language),
							readTitle(session.title, language),
						]
							.filter(Boolean)
							.join(" "),
					)}
				</p>
			)}
		</>
	);
}

/** No answer is no verdict: its own look, so that nobody takes it for a "no" or a "yes". */
export function InTrouble({ why }: { readonly why: AskTrouble }) {
	const { words } = useReader();
	const { line, remedy } = words.counter[why];
	return (
		<>
			<div class="verdict-head">
				<Attention class="verdict-shape" />
				<h2 class="verdict-word">{words.counter.troubleWord}</h2>
			</div>
			<p class="verdict-reason">
				<Sentence text={line} />
			</p>
			<p class="verdict-remedy">
				<Arrow />
				<Sentence text={remedy} />
			</p>
		</>
	);
}
