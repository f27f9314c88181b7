import assert from "node:assert/strict";
import { test } from "node:test";
import type { Key } from "../../renderer/kiosk/scan/key.ts";
import { dueAtMs, type Emission, idleWedge, press, type Wedge, wait } from "../../renderer/kiosk/scan/wedge.ts";

const voucher = `V1:${"0A $%*+-./:Z".repeat(13).slice(0, 150)}`;

test("a gun's burst closed by Enter is one scan, and nothing else", () => {
	const { emitted } = play(typed(voucher, 0, 8), [keyOf("Enter", voucher.length * 8)]);
	assert.deepEqual(said(emitted), [`scan ${voucher}`]);
});

test("a gun that sends no Enter is heard by its pause", () => {
	const { emitted } = play(typed(voucher, 0, 8));
	assert.deepEqual(said(emitted), [`scan ${voucher}`]);
});

test("a gun known to send no Enter is waited for only 80 ms", () => {
	const { wedge } = play(typed("ABCDEFGHIJ", 0, 5));
	const next = typed("KLMNOPQRST", 5000, 5).reduce((at, key) => press(at, key).wedge, wedge);
	assert.equal(dueAtMs(next), 5045 + 80);
});

test("an Enter that comes late after a burst admits nobody", () => {
	const { emitted } = play(typed(voucher, 0, 5), [keyOf("Enter", 153 * 5 + 300)]);
	assert.deepEqual(said(emitted), [`scan ${voucher}`]);
});

test("a person's digit and Enter are keys, a little later than they were pressed", () => {
	const { emitted } = play([keyOf("2", 0)], [keyOf("Enter", 180)]);
	assert.deepEqual(said(emitted), ["key 2", "key Enter"]);
	assert.equal(dueAtMs(press(idleWedge, keyOf("2", 1000)).wedge), 1040);
});

test("two keys rolled together by a quick hand are two keys", () => {
	const { emitted } = play([keyOf("2", 0), keyOf("Enter", 15)]);
	assert.deepEqual(said(emitted), ["key 2", "key Enter"]);
});

test("a person who types slowly never scans", () => {
	const { emitted } = play(typed("ABCDEFGHIJKLMNOP", 0, 120));
	assert.ok(emitted.every(({ kind }) => kind === "key"));
});

test("a short code of digits with its Enter presses nothing", () => {
	const { emitted } = play(typed("23571113", 0, 6), [keyOf("Enter", 48)]);
	assert.deepEqual(said(emitted), ["scan 23571113"]);
});

test("an Enter just before the burst is none of its characters", () => {
	const { emitted } = play([keyOf("Enter", 0)], typed("V1:ABCDEFGH", 20, 6));
	assert.deepEqual(said(emitted), ["scan V1:ABCDEFGH"]);
});

test("a code longer than any is cut and sent once", () => {
	const { emitted } = play(typed("7".repeat(900), 0, 5), [keyOf("Enter", 4500)]);
	assert.deepEqual(said(emitted), [`scan ${"7".repeat(513)}`]);
});

test("a burst is read by the keys' places while an input method swallows them", () => {
	const keys: Key[] = [...voucher].map((character, i) => ({
		...keyOf(character, i * 6),
		key: "Process",
		composing: true,
	}));
	const { emitted } = play(keys, [{ ...keyOf("Enter", 920), key: "Process", composing: true }]);
	assert.deepEqual(said(emitted), [`scan ${voucher}`]);
});

test("letters keep their case, by Shift and by CapsLock", () => {
	const hidden = { key: "Process", composing: true };
	const keys: Key[] = [..."aBcDeFgHiJkL"].map((character, i) => ({ ...keyOf(character, i * 6), ...hidden }));
	assert.deepEqual(said(play(keys).emitted), ["scan aBcDeFgHiJkL"]);
	const locked = keys.map((key) => ({ ...key, capsLock: true, shift: !key.shift }));
	assert.deepEqual(said(play(locked).emitted), ["scan aBcDeFgHiJkL"]);
});

test("an arrow acts at once, and closes what was being typed", () => {
	const first = press(idleWedge, keyOf("3", 0));
	const { emitted } = press(first.wedge, { ...keyOf("ArrowLeft", 20), code: "ArrowLeft" });
	assert.deepEqual(said(emitted), ["key 3", "key ArrowLeft"]);
});

test("two codes in quick succession are two scans", () => {
	const { emitted } = play(typed("AAAAAAAAAAAA", 0, 5), [keyOf("Enter", 60)], typed("BBBBBBBBBBBB", 150, 5), [
		keyOf("Enter", 210),
	]);
	assert.deepEqual(said(emitted), ["scan AAAAAAAAAAAA", "scan BBBBBBBBBBBB"]);
});

function play(...bursts: readonly (readonly Key[])[]): { wedge: Wedge; emitted: Emission[] } {
	const emitted: Emission[] = [];
	let wedge = idleWedge;
	for (const key of bursts.flat()) {
		letPass(key.atMs);
		const step = press(wedge, key);
		wedge = step.wedge;
		emitted.push(...step.emitted);
	}
	letPass(Number.POSITIVE_INFINITY);
	return { wedge, emitted };

	/** As the page's timer does: each time something falls due. */
	function letPass(untilMs: number): void {
		for (let due = dueAtMs(wedge); due !== null && due <= untilMs; due = dueAtMs(wedge)) {
			const step = wait(wedge, due);
			wedge = step.wedge;
			emitted.push(...step.emitted);
		}
	}
}

function typed(text: string, fromMs: number, gapMs: number): Key[] {
	return [...text].map((character, i) => keyOf(character, fromMs + i * gapMs));
}

const places: Readonly<Record<string, string>> = {
	" ": "Space",
	$: "Digit4",
	"%": "Digit5",
	"*": "Digit8",
	"+": "Equal",
	"-": "Minus",
	".": "Period",
	"/": "Slash",
	":": "Semicolon",
};

function keyOf(key: string, atMs: number): Key {
	const code =
		places[key] ?? (/^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : /^\d$/.test(key) ? `Digit${key}` : key);
	const shift = /^[A-Z$%*+:]$/.test(key);
	return { key, code, shift, capsLock: false, composing: false, atMs };
}

function said(emitted: readonly Emission[]): string[] {
	return emitted.map((emission) => (emission.kind === "scan" ? `scan ${emission.text}` : `key ${emission.key.key}`));
}
