import { isEnter, type Key } from "../scan/key.ts";
import type { ScanTestInput } from "../scan/scan-test.ts";
import { useKeys } from "../use-input.ts";
import { cancelEdit, submitField, typeKeyInto } from "./field-editing.ts";

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
	if (key.key === "Tab") moveFocus(focused, key.shift ? -1 : 1);
	else if (key.key === "Escape") field === null ? onEscape() : cancelEdit(field);
	else if (field !== null) isEnter(key) ? submitField(field) : typeKeyInto(field, key);
	else if (focused instanceof HTMLButtonElement && (isEnter(key) || key.key === " ")) focused.click();
	else if (key.key in arrowSteps) moveFocusInGroup(focused, arrowSteps[key.key] ?? 1);
}

const arrowSteps: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
const focusableSelector = "button:not(:disabled, [tabindex='-1']), input:not(:disabled)";

/** Moves the focus to the next control, cyclically. */
function moveFocus(from: Element | null, by: 1 | -1): void {
	focusNext([...document.querySelectorAll<HTMLElement>(`.setup :is(${focusableSelector})`)], from, by);
}

/** Arrows stay within one choice, or within the sections. */
function moveFocusInGroup(from: Element | null, by: 1 | -1): void {
	const group = from?.closest("fieldset, nav");
	if (group) focusNext([...group.querySelectorAll<HTMLElement>(focusableSelector)], from, by);
}

function focusNext(all: readonly HTMLElement[], from: Element | null, by: 1 | -1): void {
	const at = all.findIndex((one) => one.isSameNode(from));
	const next = at === -1 ? (by === 1 ? 0 : all.length - 1) : (at + by + all.length) % all.length;
	all[next]?.focus();
}
