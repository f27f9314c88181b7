import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";
import { createFrameReader } from "./frame.ts";
import { watch } from "./frame-loop.ts";
import { createGaze } from "./frame-scheduler.ts";
import { libraryDecoders } from "./library.ts";
import type { FromDecoder, ToDecoder } from "./message.ts";
import { loadWasmDecoders } from "./wasm.ts";

/** Frames in, texts out. Runs in its own worker, so that a hard picture never delays the screen. */
const aliveEveryMs = 1000;
let hits = 0;
let reader: ReadableStreamDefaultReader<VideoFrame> | null = null;

self.onmessage = ({ data }: MessageEvent<ToDecoder>) => {
	switch (data.kind) {
		case "watch":
			reader = data.frames.getReader();
			// A worker that failed says so by its error event, and is replaced.
			decode(reader).catch(reportError);
			return;
		case "stop":
			void reader?.cancel();
	}
};

setInterval(() => tell({ kind: "alive", hits }), aliveEveryMs);

async function decode(frames: ReadableStreamDefaultReader<VideoFrame>): Promise<void> {
	const decoders = { ...libraryDecoders, ...(await loadWasmDecoders({ locateFile: () => wasmUrl })) };
	tell({ kind: "ready" });
	await watch(frames, {
		take: createFrameReader(),
		gaze: createGaze(decoders),
		nowMs: () => performance.now(),
		onText: (text, ms) => {
			hits++;
			tell({ kind: "text", text, ms });
		},
	});
	tell({ kind: "ended" });
}

function tell(message: FromDecoder): void {
	self.postMessage(message);
}
