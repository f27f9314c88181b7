import { createFrameReader } from "./frame.ts";
import { libraryDecoders } from "./library.ts";
import type { FromDecoder, ToDecoder } from "./message.ts";
import type { Decode } from "./picture.ts";
import { attemptsFor, type Engine } from "./schedule.ts";
import { loadWasmDecoder } from "./wasm.ts";

/** Frames in, texts out. Runs in its own worker, so that a hard picture never delays the screen. */
const aliveEveryMs = 1000;
let frames = 0;
let hits = 0;
let reader: ReadableStreamDefaultReader<VideoFrame> | null = null;

self.onmessage = ({ data }: MessageEvent<ToDecoder>) => {
	switch (data.kind) {
		case "watch":
			reader = data.frames.getReader();
			// A worker that failed says so by its error event, and is replaced.
			watch(reader).catch(reportError);
			return;
		case "stop":
			void reader?.cancel();
	}
};

setInterval(() => tell({ kind: "alive", frames, hits }), aliveEveryMs);

async function watch(from: ReadableStreamDefaultReader<VideoFrame>): Promise<void> {
	const decoders: Readonly<Record<Engine, Decode>> = { ...libraryDecoders, wasm: await loadWasmDecoder() };
	const read = createFrameReader();
	let misses = 0;
	for (;;) {
		// The processor keeps one frame only, the newest: there is never a backlog.
		const { value: frame, done } = await from.read();
		if (done) break;
		const startedMs = performance.now();
		try {
			const found = await decodeFrame(frame, misses);
			misses = found === null ? misses + 1 : 0;
			if (found !== null) {
				hits++;
				tell({ kind: "text", ...found, ms: performance.now() - startedMs });
			}
		} finally {
			frame.close();
			frames++;
		}
	}
	tell({ kind: "ended" });

	async function decodeFrame(frame: VideoFrame, misses: number): Promise<{ text: string; engine: Engine } | null> {
		for (const { engine, area } of attemptsFor(frames, misses)) {
			const text = decoders[engine](await read(frame, area));
			if (text !== null) return { text, engine };
		}
		return null;
	}
}

function tell(message: FromDecoder): void {
	self.postMessage(message);
}
