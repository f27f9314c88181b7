import type { Filter } from "./filter.ts";
import type { LibraryEngine } from "./library.ts";
import { factorTo, type Size } from "./size.ts";
import type { WasmEngine } from "./wasm.ts";

export type Engine = WasmEngine | LibraryEngine;
export type Attempt = { readonly size: Size; readonly filter: Filter; readonly engine: Engine };

const plain: Attempt = { size: "frame", filter: "none", engine: "wasm" };

/**
 * What is tried on one frame after another while no code is read, over and over; a code stays in view for dozens of
 * frames. Every other look is the plain one, which costs least and reads most; between them come the rest, in order of
 * what each adds to those before it.
 */
const schedule: readonly Attempt[] = [
	plain,
	{ size: "frame", filter: "sharp", engine: "denoised" },
	plain,
	{ size: "larger", filter: "sharp", engine: "denoised" },
	{ size: "full", filter: "none", engine: "wasm" },
	plain,
	{ size: "half", filter: "sharp", engine: "denoised" },
	plain,
	{ size: "frame", filter: "none", engine: "hybrid" },
	plain,
	{ size: "larger", filter: "none", engine: "denoised" },
	{ size: "full", filter: "sharp", engine: "denoised" },
	plain,
	{ size: "frame", filter: "none", engine: "global" },
	plain,
	{ size: "frame", filter: "sharper", engine: "denoised" },
	plain,
	{ size: "half", filter: "none", engine: "hybrid" },
	plain,
	{ size: "frame", filter: "level", engine: "denoised" },
	plain,
	{ size: "frame", filter: "none", engine: "inverted" },
	plain,
	{ size: "larger", filter: "sharp", engine: "histogram" },
	plain,
	{ size: "half", filter: "none", engine: "denoised" },
	plain,
	{ size: "frame", filter: "sharp", engine: "hybrid" },
	plain,
	{ size: "larger", filter: "level", engine: "denoised" },
];

/** The schedule for pictures of a size: without the rows that would be another's twin at that size. */
export function attemptsFor(width: number, height: number): readonly Attempt[] {
	return schedule.filter(({ size }) => factorTo(size, width, height) !== null);
}
