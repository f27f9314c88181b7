import type { CancelTimer, PageClock } from "../page-clock.ts";
import type { FrameHealth, FromDecoder } from "./worker/message.ts";

export type DecodeResult = { readonly text: string; readonly ms: number };
export type DecoderEvents = {
	readonly onResult: (result: DecodeResult) => void;
	readonly onHealth: (health: FrameHealth) => void;
};
export type SupervisedWorker = { readonly stop: () => void };
export type WorkerEvents = { readonly onMessage: (message: FromDecoder) => void; readonly onError: () => void };

/** zxing-cpp's heap grows a little with each code it reads, so a worker is replaced after this many. */
export const maxHitsPerWorker = 3000;
export const heartbeatTimeoutMs = 6000;
/** One check a second: a worker that fails while it starts is not restarted in a tight loop. */
export const checkIntervalMs = 1000;

type WorkerRun = {
	readonly worker: SupervisedWorker;
	lastMessageAtMs: number;
	hits: number;
	isReady: boolean;
	isDead: boolean;
};

/**
 * Keeps one decoder worker running until stopped. A worker that failed or sends no heartbeat is replaced at the next
 * check. One that has reached `maxHitsPerWorker` runs until its successor is ready, so that no code in view is missed.
 */
export function superviseWorkers(
	startWorker: (events: WorkerEvents) => SupervisedWorker,
	{ onResult, onHealth }: DecoderEvents,
	clock: PageClock,
): SupervisedWorker {
	let current = startRun();
	let successor: WorkerRun | null = null;
	const cancelChecks: CancelTimer = clock.every(checkIntervalMs, check);

	function check(): void {
		if (successor !== null && isUnresponsive(successor)) {
			successor.worker.stop();
			successor = null;
		}
		if (isUnresponsive(current) || successor?.isReady) {
			current.worker.stop();
			current = successor ?? startRun();
			successor = null;
		}
		if (current.hits > maxHitsPerWorker) successor ??= startRun();
	}

	function startRun(): WorkerRun {
		// The first message may take twice as long: the worker's program and the WebAssembly are loaded before it.
		const health = { lastMessageAtMs: clock.monoMs() + heartbeatTimeoutMs, hits: 0, isReady: false, isDead: false };
		const worker = startWorker({
			onError: () => {
				run.isDead = true;
			},
			onMessage: (message) => receive(run, message),
		});
		const run: WorkerRun = { worker, ...health };
		return run;
	}

	function receive(run: WorkerRun, message: FromDecoder): void {
		run.lastMessageAtMs = Math.max(run.lastMessageAtMs, clock.monoMs());
		switch (message.kind) {
			case "ready":
				run.isReady = true;
				return;
			case "text":
				onResult({ text: message.text, ms: message.ms });
				return;
			case "alive":
				run.hits = message.hits;
				if (run === current) onHealth(message.health);
				return;
			case "ended":
				run.isDead = true;
		}
	}

	function isUnresponsive({ lastMessageAtMs, isDead }: WorkerRun): boolean {
		return isDead || clock.monoMs() - lastMessageAtMs > heartbeatTimeoutMs;
	}

	return {
		stop() {
			cancelChecks();
			current.worker.stop();
			successor?.worker.stop();
		},
	};
}
