import { applyFilter } from "./filter.ts";
import type { Decode, GreyImage } from "./grey-image.ts";
import { scaleFactorFor, scaleImage } from "./image-size.ts";
import type { Attempt, Engine } from "./schedule.ts";

export type Decoders = Readonly<Record<Engine, Decode>>;

/** The smallest QR code has 21 × 21 modules, at one pixel each. */
const minSidePx = 21;

/** Runs one row of the schedule on a picture: scales, filters and decodes it. */
export function runAttempt(picture: GreyImage, { engine, size, filter }: Attempt, decoders: Decoders): string | null {
	const factor = scaleFactorFor(size, picture.width, picture.height);
	if (factor === null || Math.min(picture.width, picture.height) * factor < minSidePx) return null;
	return decoders[engine](applyFilter(scaleImage(picture, factor), filter));
}
