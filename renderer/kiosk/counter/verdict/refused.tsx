import type { Verdict } from "../../../../core/contract/contract.ts";
import { Keycap } from "../../../ui/keycap.tsx";
import { Arrow, Attention, Cross } from "../../../ui/shapes.tsx";
import { readTitle } from "../../../words/language.ts";
import { tellTime } from "../../../words/moment.ts";
import { useReader } from "../../reader.ts";
import { Sentence } from "../../sentence.tsx";
import type { Command } from "../command.ts";
import type { AskTrouble } from "../counter.ts";
import { useTellRefusal } from "./use-tell-refusal.ts";

type RefusedProps = {
	readonly verdict: Extract<Verdict, { kind: "refused" }>;
	readonly obey: (command: Command) => void;
};

export function Refused({ verdict: { refusal, session, atMs, override }, obey }: RefusedProps) {
	const { words, language } = useReader();
	const { line, remedy } = useTellRefusal(atMs, session)(refusal);
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
			{override !== null && (
				<button type="button" class="refused-override" onClick={() => obey({ kind: "panel", panel: "override" })}>
					<Keycap>F7</Keycap>
					{words.panels.override.may}
				</button>
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
