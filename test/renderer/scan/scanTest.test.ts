import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeBase45 } from "../../../core/bytes/base45.ts";
import { noPrefix, readPrefix } from "../../../renderer/kiosk/scan/gun-prefix.ts";
import { describeScan, type ScanTestLine, visibleText } from "../../../renderer/kiosk/scan/scan-test.ts";
import { applyLayout, gunStrokes, layouts, play, type Stroke } from "./keyStrokes.ts";

const voucher = `V1:${encodeBase45(new Uint8Array(100))}`;

test("a gun that is set up well is reported without advice", () => {
	assert.deepEqual(tried(gunStrokes(["~", ...voucher, "Enter"], 0), "~"), [
		{ kind: "what", of: "voucher" },
		{ kind: "pace", characters: 153, tookMs: 1530, meanGapMs: 10 },
		{ kind: "end", end: "Enter" },
		{ kind: "prefix", is: "sent" },
	]);
});

test("what stands before the code is offered as its prefix", () => {
	for (const prefix of ["~", "]Q1", "Ctrl+B"]) {
		const typed = prefix.startsWith("Ctrl") ? [prefix] : [...prefix];
		const lines = tried(gunStrokes([...typed, ...voucher, "Enter"], 0));
		assert.deepEqual(
			[lines[0], lines[3]],
			[
				{ kind: "what", of: "voucher" },
				{ kind: "prefixSeen", prefix },
			],
		);
	}
});

test("a letter before the code would do for no prefix, and is told as something to turn off (D5)", () => {
	const lines = tried(gunStrokes(`X${voucher}`, 0));
	assert.deepEqual(
		[lines[3], lines[4]],
		[
			{ kind: "prefix", is: "none" },
			{ kind: "added", text: "X" },
		],
	);
});

test("a gun that sends no end key, and a host of another layout, are reported", () => {
	const lines = tried(applyLayout(gunStrokes(voucher, 0), layouts.AZERTY));
	assert.deepEqual([lines[2], lines[4]], [{ kind: "end", end: null }, { kind: "byPlace" }]);
});

test("of the serial line and of a pasted text there is less to say", () => {
	assert.deepEqual(describeScan({ source: "serial", text: voucher }), [
		{ kind: "what", of: "voucher" },
		{ kind: "serial", characters: 153 },
	]);
	const enrolment = "ABCD-23456789.0123456789abcdef0123456789abcdef@https://hub.example";
	assert.deepEqual(describeScan({ source: "wedge", text: enrolment, burst: null }), [
		{ kind: "what", of: "enrolment" },
	]);
});

test("what a serial scanner adds and changes is told, with the code that was read (D5)", () => {
	assert.deepEqual(describeScan({ source: "serial", text: `]Q1\\000026${voucher.toLowerCase()}` }), [
		{ kind: "what", of: "voucher" },
		{ kind: "serial", characters: 163 },
		{ kind: "added", text: "]Q1\\000026" },
		{ kind: "recased" },
	]);
	assert.deepEqual(describeScan({ source: "serial", text: "7" })[0], { kind: "what", of: "other" });
});

test("nothing of a code stays unseen", () => {
	assert.equal(visibleText("A\x02B\x00 C"), "A␂B␀ C");
});

function tried(strokes: readonly Stroke[], prefix = ""): readonly ScanTestLine[] {
	const [emission] = play(strokes, readPrefix(prefix) ?? noPrefix).emitted;
	return emission?.kind === "scan" ? describeScan({ source: "wedge", ...emission }) : assert.fail("no scan");
}
