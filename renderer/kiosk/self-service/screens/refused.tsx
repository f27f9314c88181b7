import type { ComponentChildren } from "preact";
import { Arrow, Cross, Warning } from "../../../ui/shapes.tsx";
import { localizeTitle } from "../../../words/language.ts";
import type { RefusalLines } from "../../../words/refusal-words.ts";
import { formatTime } from "../../../words/time-format.ts";
import { useLocalization } from "../../localization.ts";
import { Sentence } from "../../sentence.tsx";
import type { TouchHandler } from "../visit.ts";
import type { VisitStage } from "../visit-stage.ts";

type RefusedScreenProps = {
	readonly stage: Extract<VisitStage, { kind: "refused" }>;
	readonly lines: RefusalLines;
	readonly callKey: ComponentChildren;
	readonly touch: TouchHandler;
};

/** The reason and the remedy. The override is not mentioned: it is for staff. */
export function RefusedScreen({ stage: { verdict }, lines, callKey, touch }: RefusedScreenProps) {
	const { words, language } = useLocalization();
	const { session, refusal } = verdict;
	// The text of these two refusals already contains the session's time.
	const isTimeInText = refusal.reason === "tooEarly" || refusal.reason === "tooLate";
	return (
		<>
			<section class="saying saying-refused">
				<Cross class="saying-shape" />
				<h1 class="saying-word">{words.selfService.refused}</h1>
				<RefusalText lines={lines} />
				{session !== null && (
					<p class="saying-session">
						{!isTimeInText && <b>{formatTime(session.startsAt, language)}</b>} {localizeTitle(session.title, language)}
						{session.hall && <span> {localizeTitle(session.hall, language)}</span>}
					</p>
				)}
			</section>
			<RefusedActions callKey={callKey} touch={touch} />
		</>
	);
}

type RequestFailedScreenProps = Pick<RefusedScreenProps, "callKey" | "touch"> & {
	readonly stage: Extract<VisitStage, { kind: "trouble" }>;
};

/** A missing answer is not a verdict: it has its own appearance, unlike a refusal or an admission. */
export function RequestFailedScreen({ stage, callKey, touch }: RequestFailedScreenProps) {
	const { words } = useLocalization();
	return (
		<>
			<section class="saying saying-trouble">
				<Warning class="saying-shape" />
				<h1 class="saying-word">{words.selfService.troubleWord}</h1>
				<RefusalText lines={words.selfService.troubles[stage.why]} />
			</section>
			<RefusedActions callKey={callKey} touch={touch} />
		</>
	);
}

export function RefusalText({ lines: { line, remedy } }: { readonly lines: RefusalLines }) {
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

function RefusedActions({ callKey, touch }: Pick<RefusedScreenProps, "callKey" | "touch">) {
	const { words } = useLocalization();
	return (
		<section class="hand hand-two">
			{callKey}
			<button type="button" class="key" data-touch="dismiss" onClick={() => touch({ kind: "dismissed" })}>
				{words.selfService.understood}
			</button>
		</section>
	);
}
