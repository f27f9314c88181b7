/** The text field that has the focus, as it was before a gun typed into it. */
export type FieldGuard = {
	/** Something is being typed now, by whomever. */
	readonly takeSnapshot: () => void;
	/** It was a gun: its letters are taken out again, and those that an input method still holds. */
	readonly restore: () => void;
	readonly stop: () => void;
};

type TextField = HTMLInputElement | HTMLTextAreaElement;
type FieldSnapshot = { readonly field: TextField; readonly value: string; readonly from: number; readonly to: number };

/** An input method gives what it holds into the field some time after the gun's last key; a person's next key ends the wait. */
const imeSettleMs = 1500;

export function openFieldGuard(): FieldGuard {
	let remembered: FieldSnapshot | null = null;
	let guardedUntilMs = 0;
	let isRestoring = false;

	function put(): void {
		if (remembered === null || !remembered.field.isConnected) return;
		const { field, value, from, to } = remembered;
		isRestoring = true;
		const hadFocus = document.activeElement === field;
		// Without the focus an input method has nothing to go on with.
		field.blur();
		if (field.value !== value) {
			field.value = value;
			field.dispatchEvent(new InputEvent("input", { bubbles: true }));
		}
		if (hadFocus) field.focus();
		field.setSelectionRange(from, to);
		isRestoring = false;
	}

	/** Before the page hears of it. What the keypad on the screen types is a person's: the page itself says so. */
	function watch(event: Event): void {
		if (isRestoring || !event.isTrusted || event.target !== remembered?.field || event.timeStamp >= guardedUntilMs)
			return;
		event.stopImmediatePropagation();
		put();
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
			put();
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
