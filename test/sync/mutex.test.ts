import assert from "node:assert/strict";
import { test } from "node:test";
import { createKeyedMutex, createMutex } from "../../sync/mutex.ts";

/** Work that notes when it begins and ends, and ends when it is told to. */
function createWork(events: string[], name: string) {
	let finish = () => {};
	const isFinished = new Promise<void>((resolve) => {
		finish = resolve;
	});
	async function work(): Promise<string> {
		events.push(`${name} begins`);
		await isFinished;
		events.push(`${name} ends`);
		return name;
	}
	return { work, finish };
}

test("work is run one at a time in the order of the calls, and a rejection stops nothing", async () => {
	const events: string[] = [];
	const inTurn = createMutex();
	const [first, third] = [createWork(events, "first"), createWork(events, "third")];
	const results = [inTurn(first.work), inTurn(() => Promise.reject(new Error("broken"))), inTurn(third.work)];
	third.finish();
	first.finish();
	const settled = await Promise.allSettled(results);
	assert.deepEqual(
		settled.map(({ status }) => status),
		["fulfilled", "rejected", "fulfilled"],
	);
	assert.deepEqual(events, ["first begins", "first ends", "third begins", "third ends"]);
});

test("keys do not wait for each other", async () => {
	const events: string[] = [];
	const inTurn = createKeyedMutex<number>();
	const [slow, quick, next] = ["slow", "quick", "next"].map((name) => createWork(events, name));
	if (slow === undefined || quick === undefined || next === undefined) throw new Error("unreachable");
	const waiting = [inTurn(1, slow.work), inTurn(1, next.work)];
	quick.finish();
	assert.equal(await inTurn(2, quick.work), "quick");
	next.finish();
	slow.finish();
	await Promise.all(waiting);
	assert.deepEqual(events, ["slow begins", "quick begins", "quick ends", "slow ends", "next begins", "next ends"]);
});
