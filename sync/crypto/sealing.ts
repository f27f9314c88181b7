import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import { concat } from "../../core/bytes/bytes.ts";
import type { Random } from "../clock.ts";

/** HPKE (RFC 9180), base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, over the platform's WebCrypto. */
const suite = new CipherSuite({
	kem: new DhkemX25519HkdfSha256(),
	kdf: new HkdfSha256(),
	aead: new Aes256Gcm(),
});
const encapsulatedLength = 32;
const tagLength = 16;

/** Raw X25519 keys of 32 bytes. Deleting the private key at the end of the day makes everything sealed to it unreadable. */
export type SealingKeyPair = { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array };

export async function createSealingKeyPair(random: Random): Promise<SealingKeyPair> {
	const { publicKey, privateKey } = await suite.kem.deriveKeyPair(toArrayBuffer(random(32)));
	return {
		publicKey: new Uint8Array(await suite.kem.serializePublicKey(publicKey)),
		privateKey: new Uint8Array(await suite.kem.serializePrivateKey(privateKey)),
	};
}

/**
 * The encapsulated key ‖ ciphertext ‖ tag: 48 bytes more than the secret. `info` says what the secret is for (see
 * `buildSealingInfo`); it opens with the same bytes only. Throws when the public key is invalid.
 */
export async function hpkeSeal(publicKey: Uint8Array, info: Uint8Array, secret: Uint8Array): Promise<Uint8Array> {
	const recipientPublicKey = await suite.kem.deserializePublicKey(toArrayBuffer(publicKey));
	const { enc, ct } = await suite.seal({ recipientPublicKey, info: toArrayBuffer(info) }, toArrayBuffer(secret));
	return concat(new Uint8Array(enc), new Uint8Array(ct));
}

/** The secret; null, never an exception, when it was sealed to another key or for another purpose, or was changed. */
export async function hpkeOpen(
	privateKey: Uint8Array,
	info: Uint8Array,
	sealed: Uint8Array,
): Promise<Uint8Array | null> {
	if (sealed.length < encapsulatedLength + tagLength) return null;
	const enc = toArrayBuffer(sealed.subarray(0, encapsulatedLength));
	const ciphertext = toArrayBuffer(sealed.subarray(encapsulatedLength));
	try {
		const recipientKey = await suite.kem.deserializePrivateKey(toArrayBuffer(privateKey));
		return new Uint8Array(await suite.open({ recipientKey, info: toArrayBuffer(info), enc }, ciphertext));
	} catch {
		// @hpke/core throws for a ciphertext that was changed, and for one sealed to another key or context.
		return null;
	}
}

/** WebCrypto takes whole ArrayBuffers; a Buffer of Node may be a view into a shared pool. */
function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
	return Uint8Array.from(bytes).buffer;
}
