import { filtered } from "./filter.ts";
import type { Decode, Picture } from "./picture.ts";
import type { Attempt, Engine } from "./schedule.ts";
import { factorTo, scaled } from "./size.ts";

export type Decoders = Readonly<Record<Engine, Decode>>;

/** The smallest QR code's modules, at one pixel each. */
const leastSide = 21;

/** One row of the schedule on one picture: sized, filtered, read. */
export function attempt(picture: Picture, { engine, size, filter }: Attempt, decoders: Decoders): string | null {
	const factor = factorTo(size, picture.width, picture.height);
	if (factor === null || Math.min(picture.width, picture.height) * factor < leastSide) return null;
	return decoders[engine](filtered(scaled(picture, factor), filter));
}
