import type { FrameScheduler } from "./frame-scheduler.ts";
import type { GreyImage } from "./grey-image.ts";

/** Every second frame of thirty a second: a code is seen as soon, as people feel it, at half the cost. */
export const minFrameGapMs = 55;
const maxFailures = 10;

type Closable = { readonly close: () => void };

export type FrameLoopOptions<Frame> = {
	readonly readFrame: (frame: Frame) => Promise<GreyImage>;
	readonly schedule: FrameScheduler;
	readonly nowMs: () => number;
	readonly onText: (text: string, ms: number) => void;
};

/**
 * Reads frames until there are no more. A frame that cannot be taken or read is left out; that many of them in succession
 * are a fault of the worker's, and thrown.
 */
export async function runFrameLoop<Frame extends Closable>(
	frames: ReadableStreamDefaultReader<Frame>,
	{ readFrame, schedule, nowMs, onText }: FrameLoopOptions<Frame>,
): Promise<void> {
	let dueMs = Number.NEGATIVE_INFINITY;
	let failures = 0;
	for (;;) {
		const { value: frame, done } = await frames.read();
		if (done) return;
		const startedMs = nowMs();
		try {
			if (startedMs < dueMs) continue;
			dueMs = startedMs + minFrameGapMs;
			const text = schedule(await readFrame(frame), startedMs);
			if (text !== null) onText(text, nowMs() - startedMs);
			failures = 0;
		} catch (error) {
			failures++;
			// After a trap the wasm's memory is not to be trusted.
			if (failures === maxFailures || error instanceof WebAssembly.RuntimeError) throw error;
		} finally {
			frame.close();
		}
	}
}
