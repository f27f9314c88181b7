import type { FromDecoder, ToDecoder } from "./worker/message.ts";

export type Reading = { readonly text: string; readonly ms: number };
export type Decoder = { readonly stop: () => void };

/** zxing-cpp's heap grows a little with each code it reads: after so many the worker is quietly replaced. */
const hitsBeforeReplacement = 3000;
const silenceMs = 6000;

type Run = { readonly worker: Worker; heardAtMs: number; hits: number; isReady: boolean; isDead: boolean };

/**
 * Keeps one worker reading codes off the track until stopped; one that dies or falls silent is replaced. One that has
 * read enough goes on until its successor is ready, so that nothing in view is missed.
 */
export function startDecoder(track: MediaStreamTrack, onReading: (reading: Reading) => void): Decoder {
	let current = startRun(track, onReading);
	let successor: Run | null = null;
	// Each second, so that a worker that fails as it starts is not started in a tight loop.
	const watchdog = setInterval(() => {
		if (successor !== null && isBroken(successor)) {
			stopWorker(successor.worker);
			successor = null;
		}
		if (isBroken(current) || successor?.isReady) {
			stopWorker(current.worker);
			current = successor ?? startRun(track, onReading);
			successor = null;
		}
		if (current.hits > hitsBeforeReplacement) successor ??= startRun(track, onReading);
	}, 1000);
	return {
		stop: () => {
			clearInterval(watchdog);
			stopWorker(current.worker);
			if (successor !== null) stopWorker(successor.worker);
		},
	};
}

function startRun(track: MediaStreamTrack, onReading: (reading: Reading) => void): Run {
	const worker = new Worker(new URL("./worker/decoder.worker.ts", import.meta.url), { type: "module" });
	// A worker's first word takes a while: its program and the wasm are loaded first.
	const run: Run = { worker, heardAtMs: performance.now() + silenceMs, hits: 0, isReady: false, isDead: false };
	worker.onerror = () => {
		run.isDead = true;
	};
	worker.onmessage = ({ data }: MessageEvent<FromDecoder>) => {
		run.heardAtMs = Math.max(run.heardAtMs, performance.now());
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

function isBroken({ heardAtMs, isDead }: Run): boolean {
	return isDead || performance.now() - heardAtMs > silenceMs;
}

function stopWorker(worker: Worker): void {
	worker.onmessage = null;
	worker.onerror = null;
	worker.postMessage({ kind: "stop" } satisfies ToDecoder);
	setTimeout(() => worker.terminate(), 500);
}
