import assert from "node:assert/strict";
import { test } from "node:test";
import { interruptedCounter, reduceCounter, verdictExpiryMs } from "../../../renderer/kiosk/counter/counter.ts";

test("a page that was lost says so until the next scan, which takes its place at once", () => {
	assert.deepEqual([interruptedCounter.display.kind, interruptedCounter.request], ["trouble", null]);
	const next = reduceCounter(interruptedCounter, { kind: "seen", text: "V1:NEXT", source: "wedge", atMs: 700 });
	assert.equal(next.request?.scan.text, "V1:NEXT");
});

test("a page that was lost waits again when nobody comes, or when the clerk has read it", () => {
	assert.equal(
		reduceCounter(interruptedCounter, { kind: "ticked", atMs: verdictExpiryMs - 1 }).display.kind,
		"trouble",
	);
	assert.equal(reduceCounter(interruptedCounter, { kind: "ticked", atMs: verdictExpiryMs }).display.kind, "waiting");
	assert.equal(reduceCounter(interruptedCounter, { kind: "confirmed", atMs: 900 }).display.kind, "waiting");
	assert.equal(reduceCounter(interruptedCounter, { kind: "dismissed", atMs: 900 }).display.kind, "waiting");
});
