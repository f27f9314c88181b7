import { useLocalization } from "../../localization.ts";
import { Sentence } from "../../sentence.tsx";
import type { CallButtonState } from "../call-button.ts";
import { Bell } from "../screens/pictures.tsx";

/** Says that staff have been called, until the call is settled; or that the call failed. */
export function CallBanner({ call }: { readonly call: CallButtonState }) {
	const { words } = useLocalization();
	if (call.hasFailed) {
		return (
			<p class="calling calling-failed" data-call="failed">
				<Sentence text={words.selfService.callFailed} />
			</p>
		);
	}
	if (!call.isCalled) return null;
	return (
		<p class="calling" data-call="wanted">
			<Bell />
			<b>{words.selfService.coming}</b>
			<span>{words.selfService.comingHow}</span>
		</p>
	);
}
