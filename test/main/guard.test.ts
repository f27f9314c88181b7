import assert from "node:assert/strict";
import { test } from "node:test";
import { createGuard, guardTimers } from "../../sync/guard.ts";
import { silentLog } from "../../sync/log.ts";
import { createLifeClock } from "../lives/lifeClock.ts";

function failAt(place: "one" | "two"): never {
	throw place === "one" ? new Error("one") : new TypeError("two");
}

test("what a timer's work throws is reported once for its cause, and the timer goes on (C22)", () => {
	const clock = createLifeClock(0);
	const errors: string[] = [];
	const timers = guardTimers(clock, {
		...silentLog,
		error: (event, details) => errors.push(`${event} ${details?.error}`),
	});
	let runs = 0;
	timers.every(1000, () => {
		runs++;
		failAt("one");
	});
	timers.after(1500, () => failAt("two"));
	for (let i = 0; i < 10; i++) clock.advance(1000);
	assert.equal(runs, 10);
	assert.deepEqual(errors, ["timerFailed Error", "timerFailed TypeError"]);
	clock.advance(3600_000);
	assert.equal(errors.length, 3, "it is reported again after an hour");
});

test("what a listener throws or rejects with stays with the listener (C22)", async () => {
	const errors: string[] = [];
	const guard = createGuard("listenerFailed", createLifeClock(0), {
		...silentLog,
		error: (event) => errors.push(event),
	});
	guard.listener(() => failAt("one"))();
	guard.listener(async () => failAt("two"))();
	await Promise.resolve();
	await Promise.resolve();
	assert.deepEqual(errors, ["listenerFailed", "listenerFailed"]);
});
