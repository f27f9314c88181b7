import { pageClock } from "../page-clock.ts";
import { createFieldGuard, type FieldGuardPage } from "./field-guard.ts";
import { type GunPrefix, noPrefix } from "./gun-prefix.ts";
import { openKeyboardSession } from "./keyboard-session.ts";
import type { Emission } from "./wedge.ts";

type TextField = HTMLInputElement | HTMLTextAreaElement;

const changeEvents = ["input", "compositionend"] as const;

const fieldGuardPage: FieldGuardPage<TextField> = {
	focusedField() {
		const focused = document.activeElement;
		return focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement ? focused : null;
	},
	notifyInput: (field) => void field.dispatchEvent(new InputEvent("input", { bubbles: true })),
};

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
	const field = createFieldGuard(fieldGuardPage, pageClock);
	const session = openKeyboardSession({ isTyping, onEmission, prefix, field }, pageClock);
	const handlePaste = (event: ClipboardEvent) => session.handlePaste(event.clipboardData?.getData("text/plain") ?? "");
	for (const kind of changeEvents) window.addEventListener(kind, field.handleChange, { capture: true });
	window.addEventListener("keydown", session.handleKeyDown, { capture: true });
	window.addEventListener("keyup", session.handleKeyUp, { capture: true });
	window.addEventListener("paste", handlePaste);
	return {
		stop() {
			session.stop();
			for (const kind of changeEvents) window.removeEventListener(kind, field.handleChange, { capture: true });
			window.removeEventListener("keydown", session.handleKeyDown, { capture: true });
			window.removeEventListener("keyup", session.handleKeyUp, { capture: true });
			window.removeEventListener("paste", handlePaste);
		},
	};
}
