import { encodeText, signedBytes } from "./bytes.ts";
import type { Day, KioskId } from "./identity.ts";

/** The secrets of a venue's day that are sealed to each of its windows: K_alloc names rows, K_day makes codes rotate. */
export type SealedUse = "allocation-key" | "day-key";

/** HPKE's `info`: a secret sealed for one use, venue, day or window opens as no other. */
export function sealedFor(use: SealedUse, venue: number, day: Day, kiosk: KioskId): Uint8Array {
	return signedBytes("seal", encodeText(`${use}\n${venue}\n${day}\n${kiosk}`));
}
