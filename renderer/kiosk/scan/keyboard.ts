import { pageClock } from "../page-clock.ts";
import { openFieldGuard } from "./field-guard.ts";
import { type GunPrefix, noPrefix } from "./gun-prefix.ts";
import { openKeyboardSession } from "./keyboard-session.ts";
import type { Emission } from "./wedge.ts";

export type KeyboardListener = { readonly stop: () => void };

/**
 * Listens to every key of the window before anything else does. While `isTyping` says that a text field has the focus,
 * keys other than Enter also reach that field; otherwise nothing in the page sees a key.
 */
export function listenToKeyboard(
	isTyping: () => boolean,
	onEmission: (emission: Emission) => void,
	prefix: GunPrefix = noPrefix,
): KeyboardListener {
	const field = openFieldGuard();
	const session = openKeyboardSession({ isTyping, onEmission, prefix, field }, pageClock);
	const handlePaste = (event: ClipboardEvent) => session.handlePaste(event.clipboardData?.getData("text/plain") ?? "");
	window.addEventListener("keydown", session.handleKeyDown, { capture: true });
	window.addEventListener("keyup", session.handleKeyUp, { capture: true });
	window.addEventListener("paste", handlePaste);
	return {
		stop() {
			session.stop();
			field.stop();
			window.removeEventListener("keydown", session.handleKeyDown, { capture: true });
			window.removeEventListener("keyup", session.handleKeyUp, { capture: true });
			window.removeEventListener("paste", handlePaste);
		},
	};
}
