import assert from "node:assert/strict";
import { test } from "node:test";
import type { FromDecoder } from "../../../renderer/kiosk/scan/worker/message.ts";
import {
	checkIntervalMs,
	heartbeatTimeoutMs,
	maxHitsPerWorker,
	superviseWorkers,
	type WorkerEvents,
} from "../../../renderer/kiosk/scan/worker-supervisor.ts";
import { type ManualPageClock, manualPageClock } from "../manualPageClock.ts";

const health = { frames: 100, waitedMs: 0, frozenMs: 0, hasNoise: false };
const alive = (hits: number): FromDecoder => ({ kind: "alive", hits, health });

type StartedWorker = WorkerEvents & { isStopped: boolean };
type Rig = {
	readonly clock: ManualPageClock;
	readonly workers: StartedWorker[];
	readonly texts: string[];
	readonly running: () => readonly number[];
	readonly stop: () => void;
	/** A second passes in which these workers say what a healthy one says. */
	readonly beat: (seconds: number, ...healthy: readonly number[]) => Promise<void>;
	readonly send: (worker: number, message: FromDecoder) => void;
};

function openRig(): Rig {
	const clock = manualPageClock();
	const workers: StartedWorker[] = [];
	const texts: string[] = [];
	const { stop } = superviseWorkers(
		(events) => {
			const worker: StartedWorker = { ...events, isStopped: false };
			workers.push(worker);
			return {
				stop() {
					worker.isStopped = true;
				},
			};
		},
		{ onResult: ({ text }) => void texts.push(text), onHealth: () => {} },
		clock,
	);
	const send = (worker: number, message: FromDecoder) => workers[worker]?.onMessage(message);
	return {
		clock,
		workers,
		texts,
		running: () => workers.flatMap(({ isStopped }, i) => (isStopped ? [] : [i])),
		stop,
		send,
		async beat(seconds, ...healthy) {
			for (let i = 0; i < seconds; i++) {
				for (const worker of healthy) send(worker, alive(0));
				await clock.move(checkIntervalMs);
			}
		},
	};
}

test("a worker that says each second that it is alive reads on for good", async () => {
	const rig = openRig();
	await rig.beat(600, 0);
	rig.send(0, { kind: "text", text: "V1:A", ms: 4 });
	assert.deepEqual([rig.running(), rig.texts], [[0], ["V1:A"]]);
});

test("a worker that has said nothing for six seconds is replaced, but its first word may take twelve", async () => {
	const rig = openRig();
	await rig.clock.move(2 * heartbeatTimeoutMs);
	assert.deepEqual(rig.running(), [0]);
	await rig.clock.move(checkIntervalMs);
	assert.deepEqual(rig.running(), [1]);
	await rig.beat(12, 1);
	await rig.clock.move(heartbeatTimeoutMs + checkIntervalMs);
	assert.deepEqual(rig.running(), [2]);
});

test("a worker that dies as it starts is started again once a second, and never in a tight loop", async () => {
	const rig = openRig();
	for (let second = 1; second <= 10; second++) {
		rig.workers.at(-1)?.onError();
		await rig.clock.move(checkIntervalMs);
		assert.deepEqual([rig.workers.length, rig.running()], [second + 1, [second]]);
	}
});

test("a worker whose camera gives no more frames is replaced", async () => {
	const rig = openRig();
	rig.send(0, { kind: "ended" });
	await rig.clock.move(checkIntervalMs);
	assert.deepEqual(rig.running(), [1]);
});

test("a worker that has read enough reads on until its successor is ready, and then gives way to it", async () => {
	const rig = openRig();
	rig.send(0, alive(maxHitsPerWorker));
	await rig.clock.move(checkIntervalMs);
	assert.deepEqual(rig.running(), [0]);
	rig.send(0, alive(maxHitsPerWorker + 1));
	await rig.clock.move(checkIntervalMs);
	assert.deepEqual(rig.running(), [0, 1]);
	rig.send(0, { kind: "text", text: "V1:MEANWHILE", ms: 4 });
	rig.send(1, { kind: "ready" });
	await rig.clock.move(checkIntervalMs);
	assert.deepEqual([rig.running(), rig.texts], [[1], ["V1:MEANWHILE"]]);
});

test("a successor that fails is started anew, and the worker before it reads on meanwhile", async () => {
	const rig = openRig();
	rig.send(0, alive(maxHitsPerWorker + 1));
	await rig.clock.move(checkIntervalMs);
	rig.workers[1]?.onError();
	rig.send(0, alive(maxHitsPerWorker + 1));
	await rig.clock.move(checkIntervalMs);
	assert.deepEqual(rig.running(), [0, 2]);
});

test("when reading ends, every worker is stopped and none is started after", async () => {
	const rig = openRig();
	rig.send(0, alive(maxHitsPerWorker + 1));
	await rig.clock.move(checkIntervalMs);
	rig.stop();
	await rig.clock.move(60_000);
	assert.deepEqual([rig.workers.length, rig.running()], [2, []]);
});
