import type { PageClock } from "../page-clock.ts";

/** The parts of a text field that the guard uses, so that tests need no DOM. */
export type GuardedField = {
	value: string;
	readonly selectionStart: number | null;
	readonly selectionEnd: number | null;
	readonly isConnected: boolean;
	readonly focus: () => void;
	readonly blur: () => void;
	readonly setSelectionRange: (from: number, to: number) => void;
};

/** The page around the field. */
export type FieldGuardPage<F extends GuardedField> = {
	/** The text field that has the focus. */
	readonly focusedField: () => F | null;
	/** Reports a change of the field's value to the page, as typing would. */
	readonly notifyInput: (field: F) => void;
};

/** The parts of an `input` or `compositionend` event that are read. */
export type FieldEvent = Pick<Event, "isTrusted" | "timeStamp" | "stopImmediatePropagation"> & {
	readonly target: unknown;
};

/** Restores the focused text field after a gun has typed into it. */
export type FieldGuard = {
	/** Typing begins, by a gun or a person: saves the state of the field. */
	readonly takeSnapshot: () => void;
	/** It was a gun: removes its characters, and those that an input method still holds. */
	readonly restore: () => void;
	/** Handles each `input` and `compositionend` of the page, before the page does. */
	readonly handleChange: (event: FieldEvent) => void;
};

type FieldSnapshot<F> = { readonly field: F; readonly value: string; readonly from: number; readonly to: number };

/** An input method commits its text some time after the gun's last key. A person's next key ends the wait. */
export const imeSettleMs = 1500;

export function createFieldGuard<F extends GuardedField>(
	page: FieldGuardPage<F>,
	clock: Pick<PageClock, "monoMs">,
): FieldGuard {
	let snapshot: FieldSnapshot<F> | null = null;
	let guardedUntilMs = 0;
	let isRestoring = false;

	function restoreField(): void {
		if (snapshot === null || !snapshot.field.isConnected) return;
		const { field, value, from, to } = snapshot;
		isRestoring = true;
		const hadFocus = page.focusedField() === field;
		// Without the focus an input method ends its composition.
		field.blur();
		if (field.value !== value) {
			field.value = value;
			page.notifyInput(field);
		}
		if (hadFocus) field.focus();
		field.setSelectionRange(from, to);
		isRestoring = false;
	}

	return {
		takeSnapshot() {
			const field = page.focusedField();
			snapshot = field === null ? null : snapshotOf(field);
			guardedUntilMs = 0;
		},
		restore() {
			guardedUntilMs = clock.monoMs() + imeSettleMs;
			restoreField();
		},
		/**
		 * Undoes late changes by an input method before the page sees them. The on-screen keyboard's events come from the
		 * page itself (not `isTrusted`) and are a person's.
		 */
		handleChange(event) {
			if (isRestoring || !event.isTrusted || event.target !== snapshot?.field || event.timeStamp >= guardedUntilMs)
				return;
			event.stopImmediatePropagation();
			restoreField();
		},
	};
}

function snapshotOf<F extends GuardedField>(field: F): FieldSnapshot<F> {
	const end = field.value.length;
	return { field, value: field.value, from: field.selectionStart ?? end, to: field.selectionEnd ?? end };
}
