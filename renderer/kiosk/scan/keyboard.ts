import { openFieldGuard } from "./field-guard.ts";
import { type GunPrefix, noPrefix } from "./gun-prefix.ts";
import { controlCharacterOf, type Key, noCharacter } from "./key.ts";
import {
	createWedge,
	dueAtMs,
	type Emission,
	elapse,
	isGunTyping,
	pressKey,
	releaseKey,
	type WedgeStep,
} from "./wedge.ts";

export type KeyboardListener = { readonly stop: () => void };

/** A timer later than this was kept waiting, and so may be keys that came in time. */
const timerSlackMs = 10;

/**
 * Listens to every key of the window before anything else does. While `isTyping` says a text field has the focus, keys
 * also go where they are typed, but for Enter; else nothing in the page ever sees one.
 */
export function listenToKeyboard(
	isTyping: () => boolean,
	onEmission: (emission: Emission) => void,
	prefix: GunPrefix = noPrefix,
): KeyboardListener {
	let wedge = createWedge(prefix);
	let timer: ReturnType<typeof setTimeout> | undefined;
	let altDigits = "";
	const field = openFieldGuard();

	/** The pause is counted from the last key's own time: keys that come late come late together. */
	function take({ wedge: next, emitted }: WedgeStep, heardAtMs: number): void {
		wedge = next;
		clearTimeout(timer);
		const due = dueAtMs(wedge);
		if (due !== null) awaitPause(due, Math.max(0, due - heardAtMs), false);
		for (const emission of emitted) {
			if (emission.kind === "scan") field.restore();
			onEmission(emission);
		}
	}

	function awaitPause(due: number, forMs: number, isSecond: boolean): void {
		const startedMs = performance.now();
		timer = setTimeout(() => {
			const isLate = performance.now() - startedMs - forMs > timerSlackMs;
			if (isLate && !isSecond) awaitPause(due, timerSlackMs, true);
			else take(elapse(wedge, due), due);
		}, forMs);
	}

	function down(event: KeyboardEvent): void {
		if (isModifier(event.key) || event.metaKey) return;
		event.stopPropagation();
		if (event.altKey && /^Numpad\d$/.test(event.code)) {
			altDigits += event.code.slice(-1);
			event.preventDefault();
			return;
		}
		const key = keyFromEvent(event);
		const step = event.repeat ? { wedge, emitted: [] } : pressKey(wedge, key);
		const isFirst = step.wedge.heldKeys[0]?.key === key && key.atMs >= step.wedge.ignoreUntilMs;
		if (isFirst) field.takeSnapshot();
		const isScan = isGunTyping(step.wedge) || step.emitted.some(({ kind }) => kind === "scan");
		if (isScan || isSuppressed(event, isTyping())) event.preventDefault();
		if (!event.repeat) take(step, key.atMs);
	}

	function up(event: KeyboardEvent): void {
		if (event.key === "Alt" && altDigits !== "") {
			const key = altCharacter(altDigits, event.timeStamp);
			altDigits = "";
			const step = pressKey(wedge, key);
			take({ ...step, wedge: releaseKey(step.wedge, key) }, key.atMs);
		} else if (!isModifier(event.key)) {
			take({ wedge: releaseKey(wedge, keyFromEvent(event)), emitted: [] }, event.timeStamp);
		}
	}

	/** A code that somebody copied from a message is as good as one scanned. */
	function paste(event: ClipboardEvent): void {
		const text = event.clipboardData?.getData("text/plain").trim() ?? "";
		if (!isTyping() && text !== "") onEmission({ kind: "scan", text, burst: null });
	}

	window.addEventListener("keydown", down, { capture: true });
	window.addEventListener("keyup", up, { capture: true });
	window.addEventListener("paste", paste);
	return {
		stop: () => {
			clearTimeout(timer);
			field.stop();
			window.removeEventListener("keydown", down, { capture: true });
			window.removeEventListener("keyup", up, { capture: true });
			window.removeEventListener("paste", paste);
		},
	};
}

/** Whether the page and the browser are not to see the key, whoever pressed it. */
function isSuppressed(event: KeyboardEvent, isTyping: boolean): boolean {
	if (isChord(event)) return !/^Key[ACVXZ]$/.test(event.code);
	return !isTyping || event.code.endsWith("Enter") || /^F\d+$/.test(event.key);
}

/** AltGr only chooses among a key's characters. */
function isChord(event: KeyboardEvent): boolean {
	return (event.ctrlKey || event.altKey) && !event.getModifierState("AltGraph");
}

function keyFromEvent(event: KeyboardEvent): Key {
	return {
		key: isChord(event) ? chordOf(event) : event.key,
		code: event.code,
		shift: event.shiftKey,
		capsLock: event.getModifierState("CapsLock"),
		// 229 is what browsers report of a key that an input method took (UI Events, 7.3.1).
		composing: event.isComposing || event.keyCode === 229,
		atMs: event.timeStamp,
	};
}

/** Some guns type control characters as chords with Ctrl. */
function chordOf({ altKey, code }: KeyboardEvent): string {
	const letter = /^Key([A-Z])$/.exec(code)?.[1];
	return letter === undefined || altKey ? noCharacter : controlCharacterOf(letter);
}

/** Others type each character by its number, with Alt held down: the same on every layout. They let go at once, too. */
function altCharacter(digits: string, atMs: number): Key {
	const key = String.fromCharCode(Number(digits) % 256);
	return { key, code: "", shift: false, capsLock: false, composing: false, atMs };
}

function isModifier(key: string): boolean {
	return ["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock", "NumLock", "Fn"].includes(key);
}
