import type { Gaze } from "./frame-scheduler.ts";
import type { Picture } from "./picture.ts";

/** Every second frame of thirty a second: a code is seen as soon, as people feel it, at half the cost. */
export const restMs = 55;
const mostFailures = 10;

type Closable = { readonly close: () => void };

export type Watching<Frame> = {
	readonly take: (frame: Frame) => Promise<Picture>;
	readonly gaze: Gaze;
	readonly nowMs: () => number;
	readonly onText: (text: string, ms: number) => void;
};

/**
 * Reads frames until there are no more. A frame that cannot be taken or read is left out; that many of them in succession
 * are a fault of the worker's, and thrown.
 */
export async function watch<Frame extends Closable>(
	frames: ReadableStreamDefaultReader<Frame>,
	{ take, gaze, nowMs, onText }: Watching<Frame>,
): Promise<void> {
	let dueMs = Number.NEGATIVE_INFINITY;
	let failures = 0;
	for (;;) {
		const { value: frame, done } = await frames.read();
		if (done) return;
		const startedMs = nowMs();
		try {
			if (startedMs < dueMs) continue;
			dueMs = startedMs + restMs;
			const text = gaze(await take(frame), startedMs);
			if (text !== null) onText(text, nowMs() - startedMs);
			failures = 0;
		} catch (error) {
			failures++;
			// After a trap the wasm's memory is not to be trusted.
			if (failures === mostFailures || error instanceof WebAssembly.RuntimeError) throw error;
		} finally {
			frame.close();
		}
	}
}
