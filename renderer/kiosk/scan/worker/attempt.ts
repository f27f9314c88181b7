import { filtered } from "./filter.ts";
import type { Decode, Picture } from "./picture.ts";
import type { Attempt, Engine } from "./schedule.ts";
import { factorTo, scaled } from "./size.ts";

export type Decoders = Readonly<Record<Engine, Decode>>;

/** One row of the schedule on one picture: sized, filtered, read. */
export function attempt(picture: Picture, { engine, size, filter }: Attempt, decoders: Decoders): string | null {
	const factor = factorTo(size, picture.width, picture.height);
	return factor === null ? null : decoders[engine](filtered(scaled(picture, factor), filter));
}
