import assert from "node:assert/strict";
import { scrypt } from "node:crypto";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { sleep, withTimeout } from "../../sync/clock.ts";
import { type PendingWork, watchPendingWork } from "./pendingWork.ts";
import { simulatedClock } from "./simulatedClock.ts";

let pending: PendingWork;
before(() => {
	pending = watchPendingWork();
});
after(() => pending.close());

const startMs = Date.parse("2026-10-01T14:10:00+08:00");

test("time passes only in advance, by the same amount on both clocks", async () => {
	const clock = simulatedClock(startMs, pending);
	assert.deepEqual([clock.nowMs(), clock.monoMs()], [startMs, 0]);
	await clock.advance(1500);
	assert.deepEqual([clock.nowMs(), clock.monoMs()], [startMs + 1500, 1500]);
});

test("timers run in the order in which they are due, each at its own time, whatever order they were set in", async () => {
	const clock = simulatedClock(startMs, pending);
	const ran: [string, number][] = [];
	const note = (name: string) => () => void ran.push([name, clock.monoMs()]);
	clock.after(300, note("late"));
	clock.after(100, note("early"));
	clock.every(100, note("each"));
	const cancel = clock.after(200, note("never"));
	cancel();
	await clock.advance(300);
	assert.deepEqual(ran, [
		["early", 100],
		["each", 100],
		["each", 200],
		["late", 300],
		["each", 300],
	]);
	await clock.advance(99);
	assert.equal(ran.length, 5, "nothing is due before its time");
});

test("work begun by a timer ends before time passes on, also when it waits for the thread pool", async () => {
	const clock = simulatedClock(startMs, pending);
	const hashed: number[] = [];
	clock.every(1000, () => {
		const work = async () => {
			await promisify(scrypt)("pin", "salt", 16);
			await new Promise((resolve) => setImmediate(resolve));
			hashed.push(clock.monoMs());
		};
		void work();
	});
	await clock.advance(3500);
	assert.deepEqual(hashed, [1000, 2000, 3000]);
});

test("a timer may set another within the same advance, and a loop that sleeps runs at its interval", async () => {
	const clock = simulatedClock(startMs, pending);
	let rounds = 0;
	const loop = async () => {
		for (;;) {
			await sleep(clock, 15_000);
			rounds++;
		}
	};
	void loop();
	await clock.advance(3600_000);
	assert.equal(rounds, 240);
});

test("a timeout ends by the simulated clock", async () => {
	const clock = simulatedClock(startMs, pending);
	const answer = withTimeout(clock, 1000, new Promise(() => {}));
	await clock.advance(1000);
	assert.equal(await answer, null);
});

test("a timer of the system is listed, with the place that set it", () => {
	const before = pending.systemTimers.length;
	clearTimeout(setTimeout(() => {}, 1));
	assert.match(pending.systemTimers.slice(before).join("\n"), /simulatedClock\.test\.ts/);
});

test("a call of WebCrypto ends before time passes on", async () => {
	const clock = simulatedClock(startMs, pending);
	const made: number[] = [];
	const make = async () => {
		await crypto.subtle.generateKey(
			{ name: "RSA-OAEP", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" },
			true,
			["encrypt", "decrypt"],
		);
		made.push(clock.monoMs());
	};
	clock.after(1000, () => void make());
	await clock.advance(5000);
	assert.deepEqual(made, [1000]);
});
