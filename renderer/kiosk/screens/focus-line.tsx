import { Warning } from "../../ui/shapes.tsx";
import { useLocalization } from "../localization.ts";

/** Said over every screen while another window has the keys: a scanner that acts as a keyboard is not read then. */
export function FocusLine() {
	const { words } = useLocalization();
	return (
		<p class="focus-line" role="alert" data-focus="lost">
			<Warning />
			{words.focusLost}
		</p>
	);
}
