import { concat, encodeText, fromHex, toHex, withDomainPrefix } from "../bytes/bytes.ts";
import type { Day, KioskId } from "../identity.ts";

/**
 * The secrets of a venue's day, sealed together to each kiosk of the venue: K_alloc names rows, K_day makes codes
 * rotate (docs/formats.md, "Sealed day secrets").
 */
export type DaySecrets = { readonly allocationKey: Uint8Array; readonly dayKey: Uint8Array };

const secretLength = 32;
const encapsulatedLength = 32;

/** HPKE's `info` binds the sealed secrets to one venue, day and kiosk. */
export function buildSealingInfo(venue: number, day: Day, kiosk: KioskId): Uint8Array {
	return withDomainPrefix("seal", encodeText(`day-secrets\n${venue}\n${day}\n${kiosk}`));
}

/** K_alloc ‖ K_day. */
export function packSecrets({ allocationKey, dayKey }: DaySecrets): Uint8Array {
	return concat(allocationKey, dayKey);
}

export function unpackSecrets(packed: Uint8Array): DaySecrets | null {
	if (packed.length !== 2 * secretLength) return null;
	return { allocationKey: packed.slice(0, secretLength), dayKey: packed.slice(secretLength) };
}

/** As in the header: the encapsulated key, and the ciphertext with its tag. */
export type SealedHex = { readonly enc: string; readonly sealed: string };

export function encodeSealed(bytes: Uint8Array): SealedHex {
	return { enc: toHex(bytes.subarray(0, encapsulatedLength)), sealed: toHex(bytes.subarray(encapsulatedLength)) };
}

/** The bytes to open. Both are hex, because the header's shape was checked. */
export function decodeSealed({ enc, sealed }: SealedHex): Uint8Array {
	return concat(fromHex(enc) ?? new Uint8Array(0), fromHex(sealed) ?? new Uint8Array(0));
}
