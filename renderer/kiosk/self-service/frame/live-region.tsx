import type { Utterance } from "../../../ui/speaker.ts";
import { lineBreakOpportunity } from "../../../words/refusal-words.ts";
import { useLocalization } from "../../localization.ts";
import type { CallButtonState } from "../call-button.ts";
import type { ClosedReason } from "../closed-reason.ts";
import { closedLinesOf } from "../screens/closed.tsx";

type LiveRegionProps = {
	readonly utterance: Utterance | null;
	/** Set where the message is all that the screen shows. */
	readonly closedReason: ClosedReason | null;
	readonly call: CallButtonState;
};

/** The screen's one live region. The element stays while its text is replaced; otherwise it would not be announced. */
export function LiveRegion({ utterance, closedReason, call }: LiveRegionProps) {
	const { words } = useLocalization();
	const { selfService } = words;
	const lines = closedReason === null ? null : closedLinesOf(closedReason, selfService);
	const said = [
		utterance?.text,
		lines && selfService.closedWord,
		lines?.line,
		lines?.remedy,
		call.isCalled ? selfService.coming : null,
		call.hasFailed ? selfService.callFailed : null,
	];
	return (
		<p class="visually-hidden" role="status" aria-live="assertive">
			{said
				.filter((one) => typeof one === "string")
				.join(" ")
				.replaceAll(lineBreakOpportunity, "")}
		</p>
	);
}
