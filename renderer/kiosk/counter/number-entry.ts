import { readShortNumber } from "../../../core/shortNumber.ts";
import { isEnter, type Key } from "../scan/key.ts";

/**
 * What a clerk types for a member whose phone is dead. Pure: keys in, the next state out. A wrong check digit is said
 * before the card is asked for. A scan puts the entry aside and keeps it; Escape throws it away.
 */
export type NumberEntry = {
	readonly isOpen: boolean;
	readonly field: "digits" | "card";
	readonly digits: string;
	readonly card: string;
	readonly slip: Slip | null;
};

/** What is wrong with what was typed. It costs no try: nobody was asked. */
export type Slip = "length" | "checkDigit" | "card";

export type NumberEvent =
	| { readonly kind: "opened" }
	| { readonly kind: "putAside" }
	/** `isLocked`: the entry takes nothing now, and can only be closed. */
	| { readonly kind: "pressed"; readonly key: Key; readonly isLocked: boolean }
	/** A field was filled whole, as by an input method or a pasted number. */
	| { readonly kind: "filled"; readonly field: NumberEntry["field"]; readonly text: string };

/** The next entry, and what to ask the main process once it is complete. */
export type EntryStep = { readonly entry: NumberEntry; readonly ask: TypedNumber | null };
export type TypedNumber = { readonly number: string; readonly card: string };

export const lengths = { digits: 11, card: 4 } as const;
export const closedEntry: NumberEntry = { isOpen: false, field: "digits", digits: "", card: "", slip: null };

export function advanceEntry(entry: NumberEntry, event: NumberEvent): EntryStep {
	switch (event.kind) {
		case "opened":
			return still({ ...entry, isOpen: true });
		case "putAside":
			return still({ ...entry, isOpen: false });
		case "filled":
			return still(fill(entry, event.field, event.text.replaceAll(/[^0-9]/g, "")));
		case "pressed":
			if (!entry.isOpen) return still(entry);
			if (event.key.code === "Escape" || event.key.code === "F2") return still(closedEntry);
			return event.isLocked ? still(entry) : press(entry, event.key);
	}
}

function press(entry: NumberEntry, key: Key): EntryStep {
	if (isEnter(key)) return confirm(entry);
	const { field } = entry;
	const digit = /^(?:Digit|Numpad)([0-9])$/.exec(key.code)?.[1];
	if (digit !== undefined && !key.shift) {
		return still(entry[field].length < lengths[field] ? fill(entry, field, entry[field] + digit) : entry);
	}
	switch (key.code) {
		case "Backspace":
			return still(erase(entry));
		case "Delete":
			return still({ ...closedEntry, isOpen: true });
		case "Tab":
		case "ArrowRight":
		case "ArrowDown":
			return still(field === "digits" ? toCard(entry) : entry);
		case "ArrowLeft":
		case "ArrowUp":
			return still({ ...entry, field: "digits" });
		default:
			return still(entry);
	}
}

/** The last digit leads on to the card, or says that one of them is wrong. */
function fill(entry: NumberEntry, field: NumberEntry["field"], text: string): NumberEntry {
	const filled = { ...entry, field, [field]: text.slice(0, lengths[field]), slip: null };
	return field === "digits" && filled.digits.length === lengths.digits ? toCard(filled) : filled;
}

function toCard(entry: NumberEntry): NumberEntry {
	const reading = readShortNumber(entry.digits);
	if (reading.kind === "shortNumber") return { ...entry, field: "card", slip: null };
	return { ...entry, field: "digits", slip: reading.why === "checkDigit" ? "checkDigit" : "length" };
}

/** In an empty card field Backspace goes back to the number. */
function erase(entry: NumberEntry): NumberEntry {
	const field = entry.field === "card" && entry.card === "" ? "digits" : entry.field;
	return { ...entry, field, [field]: entry[field].slice(0, -1), slip: null };
}

function confirm(entry: NumberEntry): EntryStep {
	const checked = toCard(entry);
	if (checked.slip !== null || entry.field === "digits") return still(checked);
	if (entry.card.length < lengths.card) return still({ ...entry, slip: "card" });
	return { entry: closedEntry, ask: { number: entry.digits, card: entry.card } };
}

function still(entry: NumberEntry): EntryStep {
	return { entry, ask: null };
}
