import { pageClock } from "../page-clock.ts";
import { openFieldGuard } from "./field-guard.ts";
import { type GunPrefix, noPrefix } from "./gun-prefix.ts";
import { openKeyboardSession } from "./keyboard-session.ts";
import type { Emission } from "./wedge.ts";

export type KeyboardListener = { readonly stop: () => void };

/**
 * Captures every key of the window before the page does. While `isTyping` says that a text field has the focus, keys
 * other than Enter also reach that field; otherwise the page sees no key.
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
