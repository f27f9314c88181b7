import { isEnter, type Key } from "../scan/key.ts";
import type { Tried } from "../scan/scan-test.ts";
import { useKeys } from "../use-keys.ts";
import { enter, leave, typeKey } from "./typing.ts";

type Parts = {
	readonly gunPrefix: string | null;
	readonly onScan: (tried: Tried) => void;
	readonly onEscape: () => void;
};

/** Set-up by keyboard, with a barcode gun beside it: no code types into a field, presses a button or moves on. */
export function useServiceKeys({ onScan, onEscape, gunPrefix }: Parts): void {
	useKeys((emission) => {
		if (emission.kind === "scan") onScan({ source: "wedge", text: emission.text, burst: emission.burst });
		else press(emission.key, onEscape);
	}, gunPrefix);
}

function press(key: Key, onEscape: () => void): void {
	const focused = document.activeElement;
	const field = focused instanceof HTMLInputElement ? focused : null;
	if (key.key === "Tab") move(focused, key.shift ? -1 : 1);
	else if (key.key === "Escape") field === null ? onEscape() : leave(field);
	else if (field !== null) isEnter(key) ? enter(field) : typeKey(field, key);
	else if (focused instanceof HTMLButtonElement && (isEnter(key) || key.key === " ")) focused.click();
	else if (key.key in steps) step(focused, steps[key.key] ?? 1);
}

const steps: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
const stops = "button:not(:disabled, [tabindex='-1']), input:not(:disabled)";

/** To the next stop, round and round. */
function move(from: Element | null, by: 1 | -1): void {
	focusNext([...document.querySelectorAll<HTMLElement>(`.service :is(${stops})`)], from, by);
}

/** Arrows stay within one choice, or within the sections. */
function step(from: Element | null, by: 1 | -1): void {
	const group = from?.closest("fieldset, nav");
	if (group) focusNext([...group.querySelectorAll<HTMLElement>(stops)], from, by);
}

function focusNext(all: readonly HTMLElement[], from: Element | null, by: 1 | -1): void {
	const at = all.findIndex((one) => one.isSameNode(from));
	const next = at === -1 ? (by === 1 ? 0 : all.length - 1) : (at + by + all.length) % all.length;
	all[next]?.focus();
}
