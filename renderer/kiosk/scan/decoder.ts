import type { FromDecoder, ToDecoder } from "./worker/message.ts";

export type DecodeResult = { readonly text: string; readonly ms: number };
export type Decoder = { readonly stop: () => void };

/** zxing-cpp's heap grows a little with each code it reads: after so many the worker is quietly replaced. */
const maxHitsPerWorker = 3000;
const heartbeatTimeoutMs = 6000;

type WorkerRun = { readonly worker: Worker; lastMessageAtMs: number; hits: number; isReady: boolean; isDead: boolean };

/**
 * Keeps one worker reading codes off the track until stopped; one that dies or falls silent is replaced. One that has
 * read enough goes on until its successor is ready, so that nothing in view is missed.
 */
export function startDecoder(track: MediaStreamTrack, onReading: (reading: DecodeResult) => void): Decoder {
	let current = startRun(track, onReading);
	let successor: WorkerRun | null = null;
	// Each second, so that a worker that fails as it starts is not started in a tight loop.
	const watchdog = setInterval(() => {
		if (successor !== null && isUnresponsive(successor)) {
			stopWorker(successor.worker);
			successor = null;
		}
		if (isUnresponsive(current) || successor?.isReady) {
			stopWorker(current.worker);
			current = successor ?? startRun(track, onReading);
			successor = null;
		}
		if (current.hits > maxHitsPerWorker) successor ??= startRun(track, onReading);
	}, 1000);
	return {
		stop: () => {
			clearInterval(watchdog);
			stopWorker(current.worker);
			if (successor !== null) stopWorker(successor.worker);
		},
	};
}

function startRun(track: MediaStreamTrack, onReading: (reading: DecodeResult) => void): WorkerRun {
	const worker = new Worker(new URL("./worker/decoder.worker.ts", import.meta.url), { type: "module" });
	// A worker's first word takes a while: its program and the wasm are loaded first.
	const run: WorkerRun = {
		worker,
		lastMessageAtMs: performance.now() + heartbeatTimeoutMs,
		hits: 0,
		isReady: false,
		isDead: false,
	};
	worker.onerror = () => {
		run.isDead = true;
	};
	worker.onmessage = ({ data }: MessageEvent<FromDecoder>) => {
		run.lastMessageAtMs = Math.max(run.lastMessageAtMs, performance.now());
		switch (data.kind) {
			case "ready":
				run.isReady = true;
				return;
			case "text":
				return onReading({ text: data.text, ms: data.ms });
			case "alive":
				run.hits = data.hits;
				return;
			case "ended":
				run.isDead = true;
		}
	};
	// Made here and handed over: Chromium 130 has no MediaStreamTrackProcessor in workers.
	const frames = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 }).readable;
	worker.postMessage({ kind: "watch", frames } satisfies ToDecoder, [frames]);
	return run;
}

function isUnresponsive({ lastMessageAtMs, isDead }: WorkerRun): boolean {
	return isDead || performance.now() - lastMessageAtMs > heartbeatTimeoutMs;
}

function stopWorker(worker: Worker): void {
	worker.onmessage = null;
	worker.onerror = null;
	worker.postMessage({ kind: "stop" } satisfies ToDecoder);
	setTimeout(() => worker.terminate(), 500);
}
