import { applyFilter, type Filter } from "./filter.ts";
import type { Decode, GreyImage } from "./grey-image.ts";
import { type ImageSize, scaleFactorFor, scaleImage } from "./image-size.ts";
import type { LibraryEngine } from "./zxing-library.ts";
import type { WasmEngine } from "./zxing-wasm.ts";

export type Engine = WasmEngine | LibraryEngine;
export type Attempt = { readonly size: ImageSize; readonly filter: Filter; readonly engine: Engine };

const plainAttempt: Attempt = { size: "frame", filter: "none", engine: "wasm" };

/**
 * The attempts, one per frame in rotation while no code is read; a code stays in view for dozens of frames. About every
 * other attempt is the plain one, which costs least and reads most; the others come between, ordered by how many codes
 * each reads that those before it do not.
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

/** The schedule for pictures of this size, without the rows that would duplicate another at it. */
export function attemptsFor(width: number, height: number): readonly Attempt[] {
	return schedule.filter(({ size }) => scaleFactorFor(size, width, height) !== null);
}

export type Decoders = Readonly<Record<Engine, Decode>>;

/** The smallest QR code has 21 × 21 modules, at one pixel each. */
const minSidePx = 21;

/** Runs one row of the schedule on a picture: scales, filters and decodes it. */
export function runAttempt(
	picture: GreyImage,
	{ engine, size, filter }: Attempt,
	decoders: Decoders,
): readonly string[] {
	const factor = scaleFactorFor(size, picture.width, picture.height);
	if (factor === null || Math.min(picture.width, picture.height) * factor < minSidePx) return [];
	return decoders[engine](applyFilter(scaleImage(picture, factor), filter));
}
