import assert from "node:assert/strict";
import { test } from "node:test";
import { advance, interruptedCounter, staleMs } from "../../../renderer/kiosk/counter/counter.ts";

test("a page that was lost says so until the next scan, which takes its place at once", () => {
	assert.deepEqual([interruptedCounter.shown.kind, interruptedCounter.ask], ["trouble", null]);
	const next = advance(interruptedCounter, { kind: "seen", text: "V1:NEXT", source: "wedge", atMs: 700 });
	assert.equal(next.ask?.scan.text, "V1:NEXT");
});

test("a page that was lost waits again when nobody comes, or when the clerk has read it", () => {
	assert.equal(advance(interruptedCounter, { kind: "ticked", atMs: staleMs - 1 }).shown.kind, "trouble");
	assert.equal(advance(interruptedCounter, { kind: "ticked", atMs: staleMs }).shown.kind, "waiting");
	assert.equal(advance(interruptedCounter, { kind: "confirmed", atMs: 900 }).shown.kind, "waiting");
	assert.equal(advance(interruptedCounter, { kind: "dismissed", atMs: 900 }).shown.kind, "waiting");
});
