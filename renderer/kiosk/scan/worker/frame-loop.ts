import type { FrameScheduler } from "./frame-scheduler.ts";
import type { FrameWatch } from "./frame-watch.ts";
import type { GreyImage } from "./grey-image.ts";

/** Every second frame at 30 fps: no noticeable delay, at half the cost. */
export const minFrameGapMs = 55;
const maxFailures = 10;

type Closable = { readonly close: () => void };

export type FrameLoopOptions<Frame> = {
	readonly readFrame: (frame: Frame) => Promise<GreyImage>;
	readonly watch: Pick<FrameWatch, "awaitFrame" | "countFrame" | "inspect">;
	readonly schedule: FrameScheduler;
	readonly nowMs: () => number;
	readonly onText: (text: string, ms: number) => void;
};

/**
 * Reads frames until the stream ends. A frame that cannot be copied or decoded is skipped; `maxFailures` in succession
 * are a fault of the worker, and the last error is thrown.
 */
export async function runFrameLoop<Frame extends Closable>(
	frames: ReadableStreamDefaultReader<Frame>,
	{ readFrame, watch, schedule, nowMs, onText }: FrameLoopOptions<Frame>,
): Promise<void> {
	let dueMs = Number.NEGATIVE_INFINITY;
	let failures = 0;
	for (;;) {
		watch.awaitFrame();
		const { value: frame, done } = await frames.read();
		if (done) return;
		watch.countFrame();
		const startedMs = nowMs();
		try {
			if (startedMs < dueMs) continue;
			dueMs = startedMs + minFrameGapMs;
			const picture = await readFrame(frame);
			watch.inspect(picture);
			const texts = schedule(picture, startedMs);
			for (const text of texts) onText(text, nowMs() - startedMs);
			failures = 0;
		} catch (error) {
			failures++;
			// After a trap the memory of the WebAssembly module may be corrupt.
			if (failures === maxFailures || error instanceof WebAssembly.RuntimeError) throw error;
		} finally {
			frame.close();
		}
	}
}
