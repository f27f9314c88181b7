import {
	createHmac,
	createPrivateKey,
	createPublicKey,
	createSecretKey,
	hash as hashOnce,
	type KeyObject,
	sign,
	verify as verifyEd25519,
} from "node:crypto";
import { type Crypto, concat, fromHex, type Sign, toHex } from "../../core/bytes/bytes.ts";
import { PublicKey } from "../../core/identity.ts";
import type { Random } from "../clock.ts";
import { createLruCache } from "../lruCache.ts";

const hash: Crypto["hash"] = (bytes) => {
	// A digest as a binary string, unpacked here, takes a quarter of the time of a Buffer: it matters for Merkle trees of small nodes.
	const text = hashOnce("sha256", bytes, "binary");
	const digest = new Uint8Array(32);
	for (let i = 0; i < 32; i++) digest[i] = text.charCodeAt(i);
	return digest;
};

const mac: Crypto["mac"] = (key, bytes) => createHmac("sha256", findSecretKey(key)).update(bytes).digest();

/** A KeyObject that is reused makes HMAC five times as fast; it lives as long as its bytes. */
const secretKeys = new WeakMap<Uint8Array, KeyObject>();

function findSecretKey(bytes: Uint8Array): KeyObject {
	const known = secretKeys.get(bytes);
	if (known !== undefined) return known;
	const key = createSecretKey(bytes);
	secretKeys.set(bytes, key);
	return key;
}

/**
 * Points of order 1, 2, 4 and 8 with their sign bit cleared. Under such a key one signature verifies for many messages;
 * BoringSSL accepts them (OpenSSL 3.5 does not), and RFC 8032 leaves it open, so neither A nor R may be one.
 */
const smallOrder = new Set([
	"0000000000000000000000000000000000000000000000000000000000000000",
	"0100000000000000000000000000000000000000000000000000000000000000",
	"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
	"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
	"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]);

/** 2^255 - 19, the field of RFC 8032 §5.1, and L, the order of its base point; little-endian, as points and scalars are written. */
const fieldPrime = fromHex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f") as Uint8Array;
const groupOrder = fromHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010") as Uint8Array;

const spkiPrefix = fromHex("302a300506032b6570032100") as Uint8Array;

/**
 * Verifies Ed25519 (RFC 8032) over exact bytes; raw 32-byte key, 64-byte signature. False, never an exception, otherwise.
 * What §5.1.7 requires to refuse is refused here, because the libraries differ: BoringSSL accepts a key whose y is above p.
 */
const verify: Crypto["verify"] = (publicKey, message, signature) => {
	if (publicKey.length !== 32 || signature.length !== 64) return false;
	if (!isCanonicalPoint(publicKey) || !isCanonicalPoint(signature.subarray(0, 32))) return false;
	if (!isBelow(signature.subarray(32), groupOrder)) return false;
	const key = findKeyObject(publicKey);
	return key !== null && verifyEd25519(null, message, key, signature);
};

/** The cryptography that core is given, implemented by node:crypto (OpenSSL in Node, BoringSSL in Electron). */
export const crypto: Crypto = { hash, mac, verify };

/** Canonically encoded, and not of small order. Whether it lies on the curve is checked by the library. */
function isCanonicalPoint(point: Uint8Array): boolean {
	const unsigned = Uint8Array.from(point);
	unsigned[31] = (unsigned[31] as number) & 0x7f;
	return isBelow(unsigned, fieldPrime) && !smallOrder.has(toHex(unsigned));
}

/** Compares two little-endian numbers of 32 bytes. Neither is secret, so the comparison may take variable time. */
function isBelow(number: Uint8Array, bound: Uint8Array): boolean {
	for (let i = 31; i >= 0; i--) {
		const difference = (number[i] as number) - (bound[i] as number);
		if (difference !== 0) return difference < 0;
	}
	return false;
}

/** Keys come from signed documents and enrolments: a few dozen at a kiosk, thousands at a hub. Null for a key that is not on the curve. */
const keyObjects = createLruCache<KeyObject | null>({ mostKeys: 20_000 });

function findKeyObject(publicKey: Uint8Array): KeyObject | null {
	return keyObjects.getOrMake(toHex(publicKey), () => {
		try {
			return createPublicKey({ key: Buffer.from(concat(spkiPrefix, publicKey)), format: "der", type: "spki" });
		} catch {
			// Not a point on the curve.
			return null;
		}
	});
}

export type KeyPair = { readonly publicKey: PublicKey; readonly pkcs8: Buffer };

/** A new Ed25519 key pair; its seed is 32 random bytes (RFC 8032 §5.1.5). */
export function createKeyPair(random: Random): KeyPair {
	return keyPairOfSeed(random(32));
}

/** The key pair of a PKCS #8 private key; throws when it is not an Ed25519 key. */
export function keyPairOf(pkcs8: Buffer): KeyPair {
	const privateKey = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
	if (privateKey.asymmetricKeyType !== "ed25519") throw new Error("This private key is not an Ed25519 key.");
	return { publicKey: toPublicKey(createPublicKey(privateKey)), pkcs8 };
}

/** The key pair of a 32-byte seed (RFC 8032 §5.1.5). */
export function keyPairOfSeed(seed: Uint8Array): KeyPair {
	return keyPairOf(Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]));
}

export function publicKeyOf(pkcs8: Buffer): PublicKey {
	return toPublicKey(createPublicKey(createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" })));
}

export function signerOf(pkcs8: Buffer): Sign {
	const key = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
	return (message) => sign(null, message, key);
}

function toPublicKey(key: KeyObject): PublicKey {
	return PublicKey.parse(key.export({ format: "der", type: "spki" }).subarray(-32).toString("hex"));
}
