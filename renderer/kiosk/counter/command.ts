import { isEnter, type Key } from "../scan/key.ts";
import type { CounterEvent } from "./counter.ts";

/** The panels over the verdict area; one is open at a time. */
export type PanelName = "number" | "lookUp" | "void" | "reprint" | "override" | "shift";

/** What a key or a click does at the counter. */
export type Command =
	| { readonly kind: "choose"; readonly persons: number }
	| { readonly kind: "step"; readonly by: 1 | -1 }
	| { readonly kind: "confirm" }
	| { readonly kind: "dismiss" }
	| { readonly kind: "panel"; readonly panel: PanelName }
	/** Whether the ticket in doubt was printed. */
	| { readonly kind: "ticket"; readonly isThere: boolean }
	| { readonly kind: "keymap" }
	| { readonly kind: "language" }
	| { readonly kind: "sync" }
	| { readonly kind: "setup" };

export type CommandName =
	| "choose"
	| "fewer"
	| "more"
	| "confirm"
	| "dismiss"
	| PanelName
	| "there"
	| "missing"
	| Extract<Command["kind"], "keymap" | "language" | "sync" | "setup">;

export type CommandKey = {
	readonly name: CommandName;
	/** The labels printed on the keys. */
	readonly caps: readonly string[];
	/** Positions on the keyboard (`code`), because an input method hides the character. */
	readonly codes: readonly string[];
	readonly isOnBar: boolean;
	readonly command: Command;
};

/** Every key of the counter; the key map and the function bar are drawn from this table. */
export const commandKeys: readonly CommandKey[] = [
	commandKey("choose", ["1 – 9"], [], { kind: "choose", persons: 1 }),
	commandKey("fewer", ["←", "−"], ["ArrowLeft", "ArrowDown", "Minus", "NumpadSubtract"], { kind: "step", by: -1 }),
	commandKey("more", ["→", "+"], ["ArrowRight", "ArrowUp", "Equal", "NumpadAdd"], { kind: "step", by: 1 }),
	commandKey("confirm", ["Enter"], ["Enter", "NumpadEnter"], { kind: "confirm" }),
	commandKey("dismiss", ["Esc"], ["Escape"], { kind: "dismiss" }),
	commandKey("keymap", ["F1", "?"], ["F1"], { kind: "keymap" }, true),
	panelKey("number", "F2"),
	panelKey("lookUp", "F3"),
	panelKey("void", "F4"),
	commandKey("sync", ["F5"], ["F5"], { kind: "sync" }),
	panelKey("reprint", "F6"),
	panelKey("override", "F7"),
	commandKey("language", ["F8"], ["F8"], { kind: "language" }),
	panelKey("shift", "F9"),
	commandKey("setup", ["F10"], ["F10"], { kind: "setup" }, true),
	commandKey("there", ["Y"], ["KeyY"], { kind: "ticket", isThere: true }),
	commandKey("missing", ["N"], ["KeyN"], { kind: "ticket", isThere: false }),
];

export function commandOfKey(key: Key): Command | null {
	if (isEnter(key)) return { kind: "confirm" };
	const digit = key.shift ? undefined : /^(?:Digit|Numpad)([1-9])$/.exec(key.code)?.[1];
	if (digit !== undefined) return { kind: "choose", persons: Number(digit) };
	if (key.key === "?" || (key.code === "Slash" && key.shift)) return { kind: "keymap" };
	return commandKeys.find(({ codes }) => codes.includes(key.code))?.command ?? null;
}

/** The counter's event for a command; null for commands of the whole screen. */
export function counterEventOf(command: Command, atMs: number): CounterEvent | null {
	switch (command.kind) {
		case "choose":
			return { kind: "chose", persons: command.persons };
		case "step":
			return { kind: "stepped", by: command.by };
		case "confirm":
			return { kind: "confirmed", atMs };
		case "dismiss":
			return { kind: "dismissed", atMs };
		case "panel":
		case "ticket":
		case "keymap":
		case "language":
		case "sync":
		case "setup":
			return null;
	}
}

/** Function keys go to the screen even while a panel is open; every other key goes to the panel. */
export function isScreenCommand(command: Command | null): boolean {
	switch (command?.kind) {
		case "panel":
		case "keymap":
		case "language":
		case "sync":
		case "setup":
			return true;
		case "choose":
		case "step":
		case "confirm":
		case "dismiss":
		case "ticket":
		case undefined:
			return false;
	}
}

function panelKey(name: PanelName, cap: string): CommandKey {
	return commandKey(name, [cap], [cap], { kind: "panel", panel: name }, true);
}

function commandKey(
	name: CommandName,
	caps: readonly string[],
	codes: readonly string[],
	command: Command,
	isOnBar = false,
): CommandKey {
	return { name, caps, codes, isOnBar, command };
}
