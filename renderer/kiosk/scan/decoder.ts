import { pageClock } from "../page-clock.ts";
import type { FromDecoder, ToDecoder } from "./worker/message.ts";
import { type DecoderEvents, type SupervisedWorker, superviseWorkers, type WorkerEvents } from "./worker-supervisor.ts";

/** A worker closes its frames before it stops; it is terminated after this time in any case. */
const terminateDelayMs = 500;

/** Reads codes from the track in a worker, until stopped. `expectsNoise`: this camera's noise was seen before. */
export function startDecoder(
	track: MediaStreamTrack,
	events: DecoderEvents,
	expectsNoise: () => boolean,
): SupervisedWorker {
	return superviseWorkers((worker) => startWorker(track, expectsNoise(), worker), events, pageClock);
}

function startWorker(
	track: MediaStreamTrack,
	expectsNoise: boolean,
	{ onMessage, onError }: WorkerEvents,
): SupervisedWorker {
	const worker = new Worker(new URL("./worker/decoder.worker.ts", import.meta.url), { type: "module" });
	worker.onerror = onError;
	worker.onmessage = ({ data }: MessageEvent<FromDecoder>) => onMessage(data);
	// Created here and transferred: Chromium 130 has no MediaStreamTrackProcessor in workers.
	const frames = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 }).readable;
	worker.postMessage({ kind: "watch", frames, expectsNoise } satisfies ToDecoder, [frames]);
	return {
		stop() {
			worker.onmessage = null;
			worker.onerror = null;
			worker.postMessage({ kind: "stop" } satisfies ToDecoder);
			setTimeout(() => worker.terminate(), terminateDelayMs);
		},
	};
}
