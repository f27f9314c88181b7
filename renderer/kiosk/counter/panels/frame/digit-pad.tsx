import { useLocalization } from "../../../localization.ts";
import type { Key } from "../../../scan/key.ts";
import { keyFromName } from "../use-panel.ts";

const digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"];

/** Digits to click or touch, where there is no keyboard. */
export function DigitPad({ press }: { readonly press: (key: Key) => void }) {
	const { words } = useLocalization();
	return (
		<fieldset class="pad" aria-label={words.staff.keypad}>
			{digits.map((figure) => (
				<button
					type="button"
					key={figure}
					aria-keyshortcuts={figure}
					onClick={() => press(keyFromName(`Digit${figure}`))}
				>
					{figure}
				</button>
			))}
			<button
				type="button"
				class="pad-erase"
				aria-keyshortcuts="Backspace"
				aria-label={words.staff.erase}
				onClick={() => press(keyFromName("Backspace"))}
			>
				<svg viewBox="0 0 48 40" aria-hidden="true">
					<path d="M16 8 H42 V32 H16 L5 20 Z M23 15 L33 25 M33 15 L23 25" />
				</svg>
			</button>
		</fieldset>
	);
}
