import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";
import { runFrameLoop } from "./frame-loop.ts";
import { createFrameReader } from "./frame-reader.ts";
import { createFrameScheduler } from "./frame-scheduler.ts";
import { createFrameWatch, type FrameWatch } from "./frame-watch.ts";
import type { FromDecoder, ToDecoder } from "./message.ts";
import { libraryDecoders } from "./zxing-library.ts";
import { loadWasmDecoders } from "./zxing-wasm.ts";

/** The decoder worker: frames in, texts out. Its own thread keeps slow decoding from delaying the screen. */
const heartbeatIntervalMs = 500;
let hits = 0;
let reader: ReadableStreamDefaultReader<VideoFrame> | null = null;
let watch: FrameWatch = createFrameWatch(() => performance.now(), false);

self.onmessage = ({ data }: MessageEvent<ToDecoder>) => {
	switch (data.kind) {
		case "watch":
			watch = createFrameWatch(() => performance.now(), data.expectsNoise);
			reader = data.frames.getReader();
			// The error event of the worker makes the supervisor replace it.
			decode(reader).catch(reportError);
			return;
		case "stop":
			void reader?.cancel();
	}
};

setInterval(() => post({ kind: "alive", hits, health: watch.health() }), heartbeatIntervalMs);

async function decode(frames: ReadableStreamDefaultReader<VideoFrame>): Promise<void> {
	const decoders = { ...libraryDecoders, ...(await loadWasmDecoders({ locateFile: () => wasmUrl })) };
	post({ kind: "ready" });
	await runFrameLoop(frames, {
		readFrame: createFrameReader(),
		watch,
		schedule: createFrameScheduler(decoders),
		nowMs: () => performance.now(),
		onText: (text, ms) => {
			hits++;
			post({ kind: "text", text, ms });
		},
	});
	post({ kind: "ended" });
}

function post(message: FromDecoder): void {
	self.postMessage(message);
}
