/** Restores the focused text field after a gun has typed into it. */
export type FieldGuard = {
	/** Typing begins, by a gun or a person: saves the state of the field. */
	readonly takeSnapshot: () => void;
	/** It was a gun: removes its characters, and those that an input method still holds. */
	readonly restore: () => void;
	readonly stop: () => void;
};

type TextField = HTMLInputElement | HTMLTextAreaElement;
type FieldSnapshot = { readonly field: TextField; readonly value: string; readonly from: number; readonly to: number };

/** An input method commits its text some time after the gun's last key. A person's next key ends the wait. */
const imeSettleMs = 1500;

export function openFieldGuard(): FieldGuard {
	let remembered: FieldSnapshot | null = null;
	let guardedUntilMs = 0;
	let isRestoring = false;

	function restoreField(): void {
		if (remembered === null || !remembered.field.isConnected) return;
		const { field, value, from, to } = remembered;
		isRestoring = true;
		const hadFocus = document.activeElement === field;
		// Without the focus an input method ends its composition.
		field.blur();
		if (field.value !== value) {
			field.value = value;
			field.dispatchEvent(new InputEvent("input", { bubbles: true }));
		}
		if (hadFocus) field.focus();
		field.setSelectionRange(from, to);
		isRestoring = false;
	}

	/**
	 * Undoes late changes by an input method before the page sees them. The on-screen keyboard's events come from the
	 * page itself (not `isTrusted`) and are a person's.
	 */
	function watch(event: Event): void {
		if (isRestoring || !event.isTrusted || event.target !== remembered?.field || event.timeStamp >= guardedUntilMs)
			return;
		event.stopImmediatePropagation();
		restoreField();
	}

	for (const kind of ["input", "compositionend"]) window.addEventListener(kind, watch, { capture: true });
	return {
		takeSnapshot() {
			const field = document.activeElement;
			const isText = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
			remembered = isText ? snapshotField(field) : null;
			guardedUntilMs = 0;
		},
		restore() {
			guardedUntilMs = performance.now() + imeSettleMs;
			restoreField();
		},
		stop() {
			for (const kind of ["input", "compositionend"]) window.removeEventListener(kind, watch, { capture: true });
		},
	};
}

function snapshotField(field: TextField): FieldSnapshot {
	const end = field.value.length;
	return { field, value: field.value, from: field.selectionStart ?? end, to: field.selectionEnd ?? end };
}
