import type { Filter } from "./filter.ts";
import { type ImageSize, scaleFactorFor } from "./image-size.ts";
import type { LibraryEngine } from "./zxing-library.ts";
import type { WasmEngine } from "./zxing-wasm.ts";

export type Engine = WasmEngine | LibraryEngine;
export type Attempt = { readonly size: ImageSize; readonly filter: Filter; readonly engine: Engine };

const plainAttempt: Attempt = { size: "frame", filter: "none", engine: "wasm" };

/**
 * What is tried on one frame after another while no code is read, over and over; a code stays in view for dozens of
 * frames. Every other look is the plain one, which costs least and reads most; between them come the rest, in order of
 * what each adds to those before it.
 */
const schedule: readonly Attempt[] = [
	plainAttempt,
	{ size: "frame", filter: "sharp", engine: "denoised" },
	plainAttempt,
	{ size: "larger", filter: "sharp", engine: "denoised" },
	{ size: "full", filter: "none", engine: "wasm" },
	plainAttempt,
	{ size: "half", filter: "sharp", engine: "denoised" },
	plainAttempt,
	{ size: "frame", filter: "none", engine: "hybrid" },
	plainAttempt,
	{ size: "larger", filter: "none", engine: "denoised" },
	{ size: "full", filter: "sharp", engine: "denoised" },
	plainAttempt,
	{ size: "frame", filter: "none", engine: "global" },
	plainAttempt,
	{ size: "frame", filter: "sharper", engine: "denoised" },
	plainAttempt,
	{ size: "half", filter: "none", engine: "hybrid" },
	plainAttempt,
	{ size: "frame", filter: "level", engine: "denoised" },
	plainAttempt,
	{ size: "frame", filter: "none", engine: "inverted" },
	plainAttempt,
	{ size: "larger", filter: "sharp", engine: "histogram" },
	plainAttempt,
	{ size: "half", filter: "none", engine: "denoised" },
	plainAttempt,
	{ size: "frame", filter: "sharp", engine: "hybrid" },
	plainAttempt,
	{ size: "larger", filter: "level", engine: "denoised" },
];

/** The schedule for pictures of a size: without the rows that would be another's twin at that size. */
export function attemptsFor(width: number, height: number): readonly Attempt[] {
	return schedule.filter(({ size }) => scaleFactorFor(size, width, height) !== null);
}
