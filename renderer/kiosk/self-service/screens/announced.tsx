import type { Utterance } from "../../../ui/voice.ts";
import { pause } from "../../../words/refusal-words.ts";
import { useReader } from "../../reader.ts";
import type { Call } from "../call.ts";
import type { Closure } from "../closure.ts";
import { linesOf } from "./closed.tsx";

type AnnouncedProps = {
	readonly utterance: Utterance | null;
	/** Set where it is all that the screen shows. */
	readonly closure: Closure | null;
	readonly call: Call;
};

/** The screen's one voice for assistive technology: it stays while what it says is replaced, or it would not be read out. */
export function Announced({ utterance, closure, call }: AnnouncedProps) {
	const { words } = useReader();
	const { selfService } = words;
	const lines = closure === null ? null : linesOf(closure, selfService);
	const said = [
		utterance?.text,
		lines && selfService.closedWord,
		lines?.line,
		lines?.remedy,
		call.isWanted ? selfService.coming : null,
		call.hasFailed ? selfService.callFailed : null,
	];
	return (
		<p class="visually-hidden" role="status" aria-live="assertive">
			{said
				.filter((one) => typeof one === "string")
				.join(" ")
				.replaceAll(pause, "")}
		</p>
	);
}
