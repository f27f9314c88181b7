import type { Filter } from "./filter.ts";
import type { LibraryEngine } from "./library.ts";
import { factorTo, type Size } from "./size.ts";
import type { WasmEngine } from "./wasm.ts";

export type Engine = WasmEngine | LibraryEngine;
export type Attempt = { readonly size: Size; readonly filter: Filter; readonly engine: Engine };

const plain: Attempt = { size: "frame", filter: "none", engine: "wasm" };

/**
 * What is tried on one frame after another while no code is read, over and over; a code stays in view for dozens of
 * frames. The plain attempt, which reads nine codes in ten at a tenth of the others' cost, is every second or third; the
 * others follow in order of what they add (`npm run bench -- decode`).
 */
const schedule: readonly Attempt[] = [
	plain,
	{ size: "frame", filter: "sharp", engine: "denoised" },
	plain,
	{ size: "larger", filter: "sharp", engine: "denoised" },
	{ size: "full", filter: "none", engine: "wasm" },
	plain,
	{ size: "half", filter: "sharp", engine: "denoised" },
	{ size: "frame", filter: "none", engine: "hybrid" },
	plain,
	{ size: "larger", filter: "none", engine: "denoised" },
	{ size: "full", filter: "sharp", engine: "denoised" },
	{ size: "frame", filter: "none", engine: "global" },
	plain,
	{ size: "frame", filter: "sharper", engine: "denoised" },
	{ size: "half", filter: "none", engine: "hybrid" },
	plain,
	{ size: "frame", filter: "level", engine: "denoised" },
	{ size: "frame", filter: "none", engine: "inverted" },
	plain,
	{ size: "larger", filter: "sharp", engine: "histogram" },
	{ size: "half", filter: "none", engine: "denoised" },
	plain,
	{ size: "larger", filter: "sharp", engine: "hybrid" },
	{ size: "frame", filter: "none", engine: "histogram" },
];

/** The schedule for pictures of a size: without the rows that would be another's twin at that size. */
export function attemptsFor(width: number, height: number): readonly Attempt[] {
	return schedule.filter(({ size }) => factorTo(size, width, height) !== null);
}
