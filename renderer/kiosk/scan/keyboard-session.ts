import { findCode } from "../../../core/protocol/scannedText.ts";
import type { CancelTimer, PageClock } from "../page-clock.ts";
import type { FieldGuard } from "./field-guard.ts";
import type { GunPrefix } from "./gun-prefix.ts";
import { altDigitOf, isModifier, isSuppressed, type KeyEvent, keyFromAltDigits, keyFromEvent } from "./key-event.ts";
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

/** A key event as the session receives it; the session may suppress it. */
export type KeyDownEvent = KeyEvent & { readonly preventDefault: () => void; readonly stopPropagation: () => void };

export type KeyboardSession = {
	readonly handleKeyDown: (event: KeyDownEvent) => void;
	readonly handleKeyUp: (event: KeyEvent) => void;
	readonly handlePaste: (text: string) => void;
	readonly stop: () => void;
};

type KeyboardSessionOptions = {
	/** Whether the focus is in a text field that the browser itself types into. */
	readonly isTyping: () => boolean;
	readonly onEmission: (emission: Emission) => void;
	readonly prefix: GunPrefix;
	readonly field: Pick<FieldGuard, "takeSnapshot" | "restore">;
};

/** A timer that fires later than this was delayed, and keys that came in time may be delayed as well. */
const timerSlackMs = 10;

/** Feeds the page's keys to the wedge, runs its pauses by the clock, and keeps a gun's keys out of text fields. */
export function openKeyboardSession(
	{ isTyping, onEmission, prefix, field }: KeyboardSessionOptions,
	clock: PageClock,
): KeyboardSession {
	let wedge = createWedge(prefix);
	let cancelPause: CancelTimer = () => {};
	let altDigits = "";

	/**
	 * The pause counts from the last key's own time stamp, because keys that are delivered late are delivered together.
	 */
	function advance({ wedge: next, emitted }: WedgeStep, heardAtMs: number): void {
		wedge = next;
		cancelPause();
		const due = dueAtMs(wedge);
		if (due !== null) awaitPause(due, Math.max(0, due - heardAtMs), false);
		for (const emission of emitted) {
			if (emission.kind === "scan") field.restore();
			onEmission(emission);
		}
	}

	/** A timer that fired late waits once more, so that keys that came meanwhile are delivered first. */
	function awaitPause(due: number, delayMs: number, isSecond: boolean): void {
		const startedMs = clock.monoMs();
		cancelPause = clock.after(delayMs, () => {
			const isLate = clock.monoMs() - startedMs - delayMs > timerSlackMs;
			if (isLate && !isSecond) awaitPause(due, timerSlackMs, true);
			else advance(elapse(wedge, due), due);
		});
	}

	return {
		handleKeyDown(event) {
			if (isModifier(event.key) || event.metaKey) return;
			event.stopPropagation();
			const altDigit = altDigitOf(event);
			if (altDigit !== null) {
				altDigits += altDigit;
				event.preventDefault();
				return;
			}
			const key = keyFromEvent(event);
			const step = event.repeat ? { wedge, emitted: [] } : pressKey(wedge, key);
			const isFirst = step.wedge.heldKeys[0]?.key === key && key.atMs >= step.wedge.ignoreUntilMs;
			if (isFirst) field.takeSnapshot();
			const isScan = isGunTyping(step.wedge) || step.emitted.some(({ kind }) => kind === "scan");
			if (isScan || isSuppressed(event, isTyping())) event.preventDefault();
			if (!event.repeat) advance(step, key.atMs);
		},
		handleKeyUp(event) {
			if (event.key === "Alt" && altDigits !== "") {
				const key = keyFromAltDigits(altDigits, event.timeStamp);
				altDigits = "";
				// The character has no release of its own, so it is pressed and released at once.
				const step = pressKey(wedge, key);
				advance({ ...step, wedge: releaseKey(step.wedge, key) }, key.atMs);
			} else if (!isModifier(event.key)) {
				advance({ wedge: releaseKey(wedge, keyFromEvent(event)), emitted: [] }, event.timeStamp);
			}
		},
		/** A code copied from a message counts as a scan. */
		handlePaste(text) {
			const trimmed = text.trim();
			if (!isTyping() && trimmed !== "") onEmission({ kind: "scan", text: findCode(trimmed), burst: null });
		},
		stop: () => cancelPause(),
	};
}
