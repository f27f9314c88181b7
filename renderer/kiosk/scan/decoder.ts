import type { FromDecoder, ToDecoder } from "./worker/message.ts";

export type Reading = { readonly text: string; readonly ms: number };
export type Decoder = { readonly stop: () => void };

/** zxing-cpp's heap grows a little with each code it reads: after so many the worker is quietly replaced. */
const hitsBeforeReplacement = 3000;
const silenceMs = 6000;

/** Keeps one worker reading codes off the track until stopped; a worker that dies or falls silent is replaced. */
export function startDecoder(track: MediaStreamTrack, onReading: (reading: Reading) => void): Decoder {
	let current = startWorker();
	const watchdog = setInterval(() => {
		if (performance.now() - current.heardAtMs > silenceMs || current.hits > hitsBeforeReplacement) replace();
	}, 1000);

	function replace(): void {
		stopWorker(current.worker);
		current = startWorker();
	}

	function startWorker(): { readonly worker: Worker; heardAtMs: number; hits: number } {
		const worker = new Worker(new URL("./worker/decoder.worker.ts", import.meta.url), { type: "module" });
		// A worker's first word takes a while: its program and the wasm are loaded first.
		const state = { worker, heardAtMs: performance.now() + silenceMs, hits: 0 };
		worker.onmessage = ({ data }: MessageEvent<FromDecoder>) => {
			state.heardAtMs = Math.max(state.heardAtMs, performance.now());
			if (data.kind === "alive") state.hits = data.hits;
			if (data.kind === "text") onReading({ text: data.text, ms: data.ms });
		};
		worker.onerror = () => {
			// Not at once: a worker that fails as it starts must not be started in a tight loop.
			state.heardAtMs = Number.NEGATIVE_INFINITY;
		};
		// Made here and handed over: Chromium 130 has no MediaStreamTrackProcessor in workers.
		const frames = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 }).readable;
		worker.postMessage({ kind: "watch", frames } satisfies ToDecoder, [frames]);
		return state;
	}

	return {
		stop: () => {
			clearInterval(watchdog);
			stopWorker(current.worker);
		},
	};
}

function stopWorker(worker: Worker): void {
	worker.onmessage = null;
	worker.onerror = null;
	worker.postMessage({ kind: "stop" } satisfies ToDecoder);
	setTimeout(() => worker.terminate(), 500);
}
