import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeBase45 } from "../../../core/bytes/base45.ts";
import { noPrefix, readPrefix } from "../../../renderer/kiosk/scan/gun-prefix.ts";
import { fingerStrokes, gunStrokes, play, type Stroke } from "./keyStrokes.ts";

// A barcode may spell whatever a keyboard can: guns type control characters as keys, chords and function keys.

const voucher = `V1:${encodeBase45(Uint8Array.from({ length: 100 }, (_, i) => (i * 31 + 7) % 256))}`;

const short: readonly (readonly string[])[] = [
	["Enter"],
	["9"],
	["1", "Enter"],
	["9", "Enter", "Enter"],
	["Enter", "Enter", "Enter", "Enter", "Enter"],
	["1", "2", "Enter"],
	["ArrowDown", "Enter"],
	["ArrowLeft", "ArrowLeft", "Enter"],
	["Escape"],
	["Escape", "Escape", "Enter"],
	["F2", "1", "Enter"],
	["F5"],
	["F8", "F8"],
	["Ctrl+M"],
	["Ctrl+J", "Ctrl+M"],
	["1", "Ctrl+M"],
	["Tab", "Enter"],
	["Backspace", "Delete", "Enter"],
];

test("a code of three characters and fewer presses nothing, whatever it spells", () => {
	for (const keys of short) {
		for (const gapMs of [2, 10, 25, 40, 60])
			assert.deepEqual(play(gunStrokes(keys, 0, gapMs)).descriptions, [], keys.join(" "));
	}
});

test("a short code presses nothing when its Enter comes late", () => {
	assert.deepEqual(play([...gunStrokes("9", 0), ...gunStrokes(["Enter"], 120)]).descriptions, []);
});

test("a chord with Ctrl, which some guns type for Enter, is no key of the counter's, whoever presses it", () => {
	for (const chord of ["Ctrl+M", "Ctrl+J", "Ctrl+V"]) assert.deepEqual(play(fingerStrokes(chord, 0)).descriptions, []);
});

test("an Enter less than 30 ms from another key is nobody's, even where no key is seen to be let go", () => {
	const held = (strokes: readonly Stroke[]) => strokes.map((stroke) => ({ ...stroke, forMs: 500 }));
	for (const keys of [
		["1", "Enter"],
		["Enter", "1"],
		["Enter", "Enter"],
		["ArrowDown", "Enter"],
	]) {
		assert.deepEqual(play(held(gunStrokes(keys, 0, 25))).descriptions, [], keys.join(" "));
	}
});

test("a long code presses nothing, whatever it spells, and is a scan that no voucher has", () => {
	for (const keys of [
		[..."11111111111", "Enter"],
		["1", "Enter", "1", "Enter", "1", "Enter", "1", "Enter", "1", "Enter"],
		[..."V1:", "F2", ..."ABC", "Escape", "Enter"],
		["F2", ..."12345678901", "1234", "Enter"],
		[...voucher.slice(0, 80), "ArrowDown", ...voucher.slice(80), "Enter"],
		[...voucher.slice(0, 80), "Ctrl+A", ...voucher.slice(80), "Enter"],
	]) {
		const { descriptions } = play(gunStrokes(keys, 0));
		assert.ok(
			descriptions.every((one) => one.startsWith("scan ")),
			descriptions.join(),
		);
		assert.ok(!descriptions.includes(`scan ${voucher}`));
	}
});

test("what follows a code's own Enter presses nothing", () => {
	for (const rest of [["9", "Enter"], ["Enter"], ["Escape"], ["1"], ["ArrowDown", "Enter"], ["Enter", "9", "Enter"]]) {
		assert.deepEqual(
			play(gunStrokes([...voucher, "Enter", ...rest], 0)).descriptions,
			[`scan ${voucher}`],
			rest.join(" "),
		);
		const slow = gunStrokes([...voucher, "Enter"], 0, 48).concat(gunStrokes(rest, 154 * 48, 48));
		const held = slow.map((stroke) => ({ ...stroke, forMs: 45 }));
		assert.deepEqual(play(held).descriptions, [`scan ${voucher}`], rest.join(" "));
	}
});

test("a gun that holds its keys long is safe once it has a prefix", () => {
	const slow = (keys: readonly string[]) => gunStrokes(keys, 0, 48).map((stroke) => ({ ...stroke, forMs: 45 }));
	for (const keys of short) {
		const { descriptions } = play(slow(["~", ...keys, "Enter"]), readPrefix("~") ?? noPrefix);
		assert.deepEqual(
			descriptions.filter((one) => one.startsWith("key")),
			[],
			keys.join(" "),
		);
	}
});

test("the prefix is none of the code, and a code of any length is one", () => {
	for (const setting of ["~", "]Q1", "Ctrl+B", "F12"]) {
		const prefix = readPrefix(setting) ?? noPrefix;
		const typed = setting.length > 1 && !setting.startsWith("]") ? [setting] : [...setting];
		assert.deepEqual(
			play(gunStrokes([...typed, ...voucher, "Enter"], 0), prefix).descriptions,
			[`scan ${voucher}`],
			setting,
		);
		assert.deepEqual(play(gunStrokes([...typed, ..."42", "Enter"], 0), prefix).descriptions, ["scan 42"], setting);
		assert.deepEqual(play(gunStrokes([...typed, "Enter"], 0), prefix).descriptions, [], setting);
	}
});

test("beside a gun with a prefix, one without is heard and a person's keys are keys", () => {
	const prefix = readPrefix("~") ?? noPrefix;
	assert.deepEqual(play(gunStrokes([...voucher, "Enter"], 0), prefix).descriptions, [`scan ${voucher}`]);
	const person = [
		...fingerStrokes("2", 0),
		...fingerStrokes("Enter", 200),
		...gunStrokes(["~", ...voucher, "Enter"], 400),
	];
	assert.deepEqual(play(person, prefix).descriptions, ["key 2", "key Enter", `scan ${voucher}`]);
	const mixed = [...fingerStrokes("2", 0), ...gunStrokes(["~", "9", "Enter"], 20)];
	assert.deepEqual(play(mixed, prefix).descriptions, ["key 2", "scan 9"]);
});

test("a prefix that begins like something a clerk types, or ends a code, is none", () => {
	for (const setting of ["5", "V1", "+", "-", " ", "F2", "F8", "Ctrl+M", "Ctrl+V", "Enter", "~~~~~~~~~", "é", "\n"]) {
		assert.equal(readPrefix(setting), null, setting);
	}
	assert.deepEqual(readPrefix(""), noPrefix);
});
