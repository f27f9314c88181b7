import assert from "node:assert/strict";
import { test } from "node:test";
import { makeShortNumber } from "../../core/shortNumber.ts";
import { commandOf } from "../../renderer/kiosk/counter/command.ts";
import { advance, type Counter, idleCounter } from "../../renderer/kiosk/counter/counter.ts";
import {
	advanceEntry,
	closedEntry,
	type EntryStep,
	type NumberEntry,
} from "../../renderer/kiosk/counter/number-entry.ts";
import type { Key } from "../../renderer/kiosk/scan/key.ts";

const number = makeShortNumber("0123456789");
const slipped = number.slice(0, 10) + String((Number(number[10]) + 1) % 10);
const opened: NumberEntry = { ...closedEntry, isOpen: true };

function keyOf(code: string): Key {
	const key = code.replace(/^(Digit|Numpad)/, "");
	return { key, code, shift: false, capsLock: false, composing: false, atMs: 0 };
}

/** A person's keys, one after the other; a figure stands for its key. */
function type(from: NumberEntry, ...strokes: readonly string[]): EntryStep {
	let step: EntryStep = { entry: from, ask: null };
	for (const stroke of strokes) {
		const codes = /^\d+$/.test(stroke) ? [...stroke].map((digit) => `Digit${digit}`) : [stroke];
		for (const code of codes) {
			step = advanceEntry(step.entry, { kind: "pressed", key: keyOf(code), isLocked: false });
		}
	}
	return step;
}

test("eleven digits lead on to the card by themselves, and Enter asks with both", () => {
	const { entry } = type(opened, number);
	assert.deepEqual([entry.field, entry.slip], ["card", null]);
	const { entry: after, ask } = type(entry, "0007", "Enter");
	assert.deepEqual(ask, { number, card: "0007" });
	assert.deepEqual(after, closedEntry, "nothing of the member is left");
});

test("a wrong check digit is said at once, and the card is not asked for", () => {
	const { entry } = type(opened, slipped);
	assert.deepEqual([entry.field, entry.slip, entry.digits], ["digits", "checkDigit", slipped]);
	const still = type(entry, "5", "Enter");
	assert.deepEqual([still.ask, still.entry.slip, still.entry.digits], [null, "checkDigit", slipped]);
	const mended = type(entry, "Backspace", number.slice(10));
	assert.deepEqual([mended.entry.field, mended.entry.slip], ["card", null]);
});

test("Enter too early says what is missing and asks nobody", () => {
	assert.deepEqual([type(opened, "123", "Enter").entry.slip, type(opened, "123", "Enter").ask], ["length", null]);
	const card = type(opened, number, "12", "Enter");
	assert.deepEqual([card.entry.slip, card.ask, card.entry.card], ["card", null, "12"]);
	assert.equal(type(card.entry, "3").entry.slip, null);
});

test("Backspace goes back from an empty card to the number, and the arrows go between them", () => {
	const back = type(opened, number, "1", "Backspace", "Backspace").entry;
	assert.deepEqual([back.field, back.digits, back.card], ["digits", number.slice(0, 10), ""]);
	assert.equal(type(opened, number, "ArrowUp").entry.field, "digits");
	assert.equal(type(opened, number, "ArrowUp", "Tab").entry.field, "card");
	assert.deepEqual(type(opened, number, "12", "Delete").entry, opened);
});

test("the numeric pad types too; letters and signs type nothing", () => {
	assert.equal(type(opened, "Numpad7", "KeyA", "Minus", "Digit8").entry.digits, "78");
	const shifted = advanceEntry(opened, { kind: "pressed", key: { ...keyOf("Digit5"), shift: true }, isLocked: false });
	assert.equal(shifted.entry.digits, "");
});

test("Escape throws away what was typed; a scan only puts it aside", () => {
	assert.deepEqual(type(opened, "12345", "Escape").entry, closedEntry);
	const aside = advanceEntry(type(opened, "12345").entry, { kind: "putAside" }).entry;
	assert.deepEqual([aside.isOpen, aside.digits], [false, "12345"]);
	assert.equal(type(aside, "6").entry.digits, "12345", "put aside, it takes no keys");
	assert.deepEqual(advanceEntry(aside, { kind: "opened" }).entry, type(opened, "12345").entry);
});

test("locked, it takes no digits and can be closed", () => {
	const press = (code: string) => advanceEntry(opened, { kind: "pressed", key: keyOf(code), isLocked: true });
	assert.deepEqual(press("Digit1"), { entry: opened, ask: null });
	assert.deepEqual(press("Enter"), { entry: opened, ask: null });
	assert.deepEqual(press("Escape").entry, closedEntry);
	assert.deepEqual(press("F2").entry, closedEntry);
});

test("a field filled whole keeps its figures and nothing else", () => {
	const fill = (field: "digits" | "card", text: string, from = opened) =>
		advanceEntry(from, { kind: "filled", field, text }).entry;
	const digits = fill("digits", ` ${number.slice(0, 4)}-${number.slice(4)} `);
	assert.deepEqual([digits.digits, digits.field], [number, "card"]);
	assert.equal(fill("card", "00071", digits).card, "0007");
	assert.equal(fill("digits", slipped).slip, "checkDigit");
});

test("the counter asks a typed number in its turn, and shows its verdict as any other", () => {
	const typed = { kind: "typed", number, card: "0007", atMs: 0 } as const;
	const asking = advance(idleCounter, typed);
	assert.deepEqual(asking.ask?.scan, { scan: 1, text: number, source: "number", card: "0007" });
	assert.equal(advance(asking, typed), asking, "Enter twice is one question");
	const scanning: Counter = advance(idleCounter, { kind: "seen", text: "V1:A", source: "wedge", atMs: 0 });
	const both = advance(scanning, typed);
	assert.deepEqual([both.ask?.scan.source, both.queue.map(({ source }) => source)], ["wedge", ["number"]]);
});

test("F2 is the short number's key, and F5 that of the hub", () => {
	assert.deepEqual(commandOf(keyOf("F2")), { kind: "number" });
	assert.deepEqual(commandOf(keyOf("F5")), { kind: "sync" });
});
