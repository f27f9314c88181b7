import type { ComponentChildren } from "preact";
import { Arrow, Attention, Cross } from "../../../ui/shapes.tsx";
import { readTitle } from "../../../words/language.ts";
import { tellTime } from "../../../words/moment.ts";
import type { RefusalLines } from "../../../words/refusal-words.ts";
import { useReader } from "../../reader.ts";
import { Sentence } from "../../sentence.tsx";
import type { Stage } from "../stage.ts";
import type { Touch } from "../touch.ts";

type RefusedProps = {
	readonly stage: Extract<Stage, { kind: "refused" }>;
	readonly lines: RefusalLines;
	readonly callKey: ComponentChildren;
	readonly touch: Touch;
};

/** Why not, in one line, and what to do now, in the next. Never the override: that is for staff. */
export function Refused({ stage: { verdict }, lines, callKey, touch }: RefusedProps) {
	const { words, language } = useReader();
	const { session, refusal } = verdict;
	// These two tell the session's time themselves.
	const isTimeTold = refusal.reason === "tooEarly" || refusal.reason === "tooLate";
	return (
		<>
			<section class="saying saying-refused">
				<Cross class="saying-shape" />
				<h1 class="saying-word">{words.selfService.refused}</h1>
				<Lines lines={lines} />
				{session !== null && (
					<p class="saying-session">
						{!isTimeTold && <b>{tellTime(session.startsAt, language)}</b>} {readTitle(session.title, language)}
						{session.hall && <span> {readTitle(session.hall, language)}</span>}
					</p>
				)}
			</section>
			<Onward callKey={callKey} touch={touch} />
		</>
	);
}

type InTroubleProps = Pick<RefusedProps, "callKey" | "touch"> & {
	readonly stage: Extract<Stage, { kind: "trouble" }>;
};

/** No answer is no verdict: its own look, so that nobody takes it for a "no" or a "yes". */
export function InTrouble({ stage, callKey, touch }: InTroubleProps) {
	const { words } = useReader();
	return (
		<>
			<section class="saying saying-trouble">
				<Attention class="saying-shape" />
				<h1 class="saying-word">{words.selfService.troubleWord}</h1>
				<Lines lines={words.selfService.troubles[stage.why]} />
			</section>
			<Onward callKey={callKey} touch={touch} />
		</>
	);
}

export function Lines({ lines: { line, remedy } }: { readonly lines: RefusalLines }) {
	return (
		<>
			<p class="saying-line">
				<Sentence text={line} />
			</p>
			<p class="saying-remedy">
				<Arrow />
				<Sentence text={remedy} />
			</p>
		</>
	);
}

function Onward({ callKey, touch }: Pick<RefusedProps, "callKey" | "touch">) {
	const { words } = useReader();
	return (
		<section class="hand hand-two">
			{callKey}
			<button type="button" class="key" data-touch="dismiss" onClick={() => touch({ kind: "dismissed" })}>
				{words.selfService.understood}
			</button>
		</section>
	);
}
