import type { Key } from "./key.ts";
import { dueAtMs, type Emission, idleWedge, press, type Step, wait } from "./wedge.ts";

export type Keyboard = { readonly stop: () => void };

/**
 * Listens to every key of the window before anything else does. While `isTyping` says a text field has the focus, keys
 * also go where they are typed, but for Enter; else nothing in the page ever sees one.
 */
export function listenToKeyboard(isTyping: () => boolean, onEmission: (emission: Emission) => void): Keyboard {
	let wedge = idleWedge;
	let timer: ReturnType<typeof setTimeout> | undefined;

	function take({ wedge: next, emitted }: Step): void {
		wedge = next;
		clearTimeout(timer);
		const due = dueAtMs(wedge);
		if (due !== null)
			timer = setTimeout(() => take(wait(wedge, performance.now())), Math.max(0, due - performance.now()) + 1);
		for (const emission of emitted) onEmission(emission);
	}

	function hear(event: KeyboardEvent): void {
		if (isModifier(event.key)) return;
		// Copy, paste and the like are a person's, and the system's.
		if (event.ctrlKey || event.altKey || event.metaKey) return;
		const key = keyOf(event);
		if (!isTyping() || key.code.endsWith("Enter") || /^F\d+$/.test(key.key)) event.preventDefault();
		event.stopPropagation();
		if (!event.repeat) take(press(wedge, key));
	}

	/** A code that somebody copied from a message is as good as one scanned. */
	function paste(event: ClipboardEvent): void {
		const text = event.clipboardData?.getData("text/plain").trim() ?? "";
		if (!isTyping() && text !== "") onEmission({ kind: "scan", text });
	}

	window.addEventListener("keydown", hear, { capture: true });
	window.addEventListener("paste", paste);
	return {
		stop: () => {
			clearTimeout(timer);
			window.removeEventListener("keydown", hear, { capture: true });
			window.removeEventListener("paste", paste);
		},
	};
}

function keyOf(event: KeyboardEvent): Key {
	return {
		key: event.key,
		code: event.code,
		shift: event.shiftKey,
		capsLock: event.getModifierState("CapsLock"),
		// 229 is what browsers report of a key that an input method took (UI Events, 7.3.1).
		composing: event.isComposing || event.keyCode === 229,
		atMs: event.timeStamp,
	};
}

function isModifier(key: string): boolean {
	return ["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock", "NumLock", "Fn"].includes(key);
}
