import { isEnter, type Key } from "../scan/key.ts";
import type { CounterEvent } from "./counter.ts";

/** What the clerk asks for by a key. */
export type Command =
	| { readonly kind: "choose"; readonly persons: number }
	| { readonly kind: "step"; readonly by: 1 | -1 }
	| { readonly kind: "confirm" }
	| { readonly kind: "dismiss" }
	| { readonly kind: "number" }
	| { readonly kind: "keymap" }
	| { readonly kind: "language" }
	| { readonly kind: "sync" };

export function commandOf(key: Key): Command | null {
	if (isEnter(key)) return { kind: "confirm" };
	// By place on the keyboard where an input method hides the character.
	const digit = /^(?:Digit|Numpad)([1-9])$/.exec(key.code)?.[1];
	if (digit !== undefined && !key.shift) return { kind: "choose", persons: Number(digit) };
	switch (key.code) {
		case "ArrowLeft":
		case "ArrowDown":
		case "Minus":
		case "NumpadSubtract":
			return { kind: "step", by: -1 };
		case "ArrowRight":
		case "ArrowUp":
		case "Equal":
		case "NumpadAdd":
			return { kind: "step", by: 1 };
		case "Escape":
			return { kind: "dismiss" };
		case "F1":
			return { kind: "keymap" };
		case "Slash":
			return key.shift || key.key === "?" ? { kind: "keymap" } : null;
		case "F2":
			return { kind: "number" };
		case "F5":
			return { kind: "sync" };
		case "F8":
			return { kind: "language" };
		default:
			return null;
	}
}

/** The commands that are the counter's; null for those of the whole screen. */
export function eventOf(command: Command, atMs: number): CounterEvent | null {
	switch (command.kind) {
		case "choose":
			return { kind: "chose", persons: command.persons };
		case "step":
			return { kind: "stepped", by: command.by };
		case "confirm":
			return { kind: "confirmed", atMs };
		case "dismiss":
			return { kind: "dismissed", atMs };
		case "number":
		case "keymap":
		case "language":
		case "sync":
			return null;
	}
}
