import { createCipheriv, createDecipheriv } from "node:crypto";
import { concat } from "../../core/bytes/bytes.ts";
import type { Random } from "../clock.ts";

const nonceLength = 12;
const tagLength = 16;

/** Encrypts a short secret under a key of 32 bytes: nonce ‖ AES-256-GCM ‖ tag. `context` is authenticated, so that a box cannot take another's place. */
export function sealSecret(key: Uint8Array, context: Uint8Array, secret: Uint8Array, random: Random): Uint8Array {
	const nonce = random(nonceLength);
	const cipher = createCipheriv("aes-256-gcm", key, nonce);
	cipher.setAAD(context);
	return concat(nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag());
}

/** Null where the key or the context is another, or the box was changed. */
export function openSecret(key: Uint8Array, context: Uint8Array, box: Uint8Array): Uint8Array | null {
	if (box.length < nonceLength + tagLength) return null;
	const cipher = createDecipheriv("aes-256-gcm", key, box.subarray(0, nonceLength), { authTagLength: tagLength });
	cipher.setAAD(context);
	cipher.setAuthTag(box.subarray(-tagLength));
	const opened = cipher.update(box.subarray(nonceLength, -tagLength));
	try {
		return concat(opened, cipher.final());
	} catch {
		// The tag does not verify.
		return null;
	}
}
