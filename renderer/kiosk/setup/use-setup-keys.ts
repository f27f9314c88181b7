import type { Key } from "../scan/key.ts";
import type { ScanTestInput } from "../scan/scan-test.ts";
import { useKeys } from "../use-input.ts";
import { cancelEdit, submitField, typeKeyInto } from "./field-editing.ts";
import { type FocusedControl, nextFocusIndex, setupKeyActionOf } from "./setup-keys.ts";

type SetupKeysOptions = {
	readonly gunPrefix: string | null;
	readonly onScan: (lastScan: ScanTestInput) => void;
	readonly onEscape: () => void;
};

/** Set-up by keyboard, with a barcode gun beside it: no code types into a field, presses a button or moves on. */
export function useSetupKeys({ onScan, onEscape, gunPrefix }: SetupKeysOptions): void {
	useKeys((emission) => {
		if (emission.kind === "scan") onScan({ source: "wedge", text: emission.text, burst: emission.burst });
		else handleKey(emission.key, onEscape);
	}, gunPrefix);
}

function handleKey(key: Key, onEscape: () => void): void {
	const focused = document.activeElement;
	const field = focused instanceof HTMLInputElement ? focused : null;
	const action = setupKeyActionOf(key, controlOf(focused));
	if (action === null) return;
	switch (action.kind) {
		case "moveFocus":
			moveFocus(focused, action.by);
			return;
		case "moveFocusInGroup":
			moveFocusInGroup(focused, action.by);
			return;
		case "leaveSetup":
			onEscape();
			return;
		case "cancelEdit":
			if (field !== null) cancelEdit(field);
			return;
		case "submitField":
			if (field !== null) submitField(field);
			return;
		case "type":
			if (field !== null) typeKeyInto(field, key);
			return;
		case "pressButton":
			if (focused instanceof HTMLButtonElement) focused.click();
	}
}

function controlOf(focused: Element | null): FocusedControl {
	if (focused instanceof HTMLInputElement) return "field";
	return focused instanceof HTMLButtonElement ? "button" : "none";
}

const focusableSelector = "button:not(:disabled, [tabindex='-1']), input:not(:disabled)";

function moveFocus(from: Element | null, by: 1 | -1): void {
	focusNext([...document.querySelectorAll<HTMLElement>(`.setup :is(${focusableSelector})`)], from, by);
}

function moveFocusInGroup(from: Element | null, by: 1 | -1): void {
	const group = from?.closest("fieldset, nav");
	if (group) focusNext([...group.querySelectorAll<HTMLElement>(focusableSelector)], from, by);
}

function focusNext(all: readonly HTMLElement[], from: Element | null, by: 1 | -1): void {
	const at = all.findIndex((one) => one.isSameNode(from));
	all[nextFocusIndex(all.length, at, by)]?.focus();
}
