import type { Verdict } from "../../../../core/contract/contract.ts";
import { Keycap } from "../../../ui/keycap.tsx";
import { Arrow, Cross, Warning } from "../../../ui/shapes.tsx";
import { localizeTitle } from "../../../words/language.ts";
import { formatTime } from "../../../words/time-format.ts";
import { useLocalization } from "../../localization.ts";
import type { RequestFailure } from "../../request-driver.ts";
import { Sentence } from "../../sentence.tsx";
import type { Command } from "../command.ts";
import { useFormatRefusal } from "./use-format-refusal.ts";

type RefusedViewProps = {
	readonly verdict: Extract<Verdict, { kind: "refused" }>;
	readonly runCommand: (command: Command) => void;
};

export function RefusedView({ verdict, runCommand }: RefusedViewProps) {
	const { words, language } = useLocalization();
	const { refusal, session, atMs, override, undoable } = verdict;
	const { line, remedy } = useFormatRefusal(atMs, session)(refusal);
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
							formatTime(session.startsAt, language),
							session.hall && localizeTitle(session.hall, language),
							localizeTitle(session.title, language),
						]
							.filter(Boolean)
							.join(" "),
					)}
				</p>
			)}
			{override !== null && (
				<button type="button" class="refused-override" onClick={() => runCommand({ kind: "panel", panel: "override" })}>
					<Keycap>F7</Keycap>
					{words.panels.override.may}
				</button>
			)}
			{undoable.length > 0 && (
				<button type="button" class="refused-override" onClick={() => runCommand({ kind: "panel", panel: "void" })}>
					<Keycap>F4</Keycap>
					{words.panels.void.title}
				</button>
			)}
		</>
	);
}

/** A missing answer is not a verdict: it has its own appearance, unlike a refusal or an admission. */
export function RequestFailedView({ why }: { readonly why: RequestFailure }) {
	const { words } = useLocalization();
	const { line, remedy } = words.counter[why];
	return (
		<>
			<div class="verdict-head">
				<Warning class="verdict-shape" />
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
