import {
	createHash,
	createHmac,
	createPrivateKey,
	createPublicKey,
	createSecretKey,
	generateKeyPairSync,
	type KeyObject,
	sign,
	verify as verifyEd25519,
} from "node:crypto";
import { concat, fromHex, type Hash, type Mac, type Sign, toHex, type Verify } from "../core/bytes.ts";
import { PublicKey } from "../core/identity.ts";

/** Core's cryptography, fulfilled by node:crypto (OpenSSL in Node, BoringSSL in Electron). */
export const hash: Hash = (bytes) => createHash("sha256").update(bytes).digest();

export const mac: Mac = (key, bytes) => createHmac("sha256", secretKey(key)).update(bytes).digest();

/** A key made into OpenSSL's form once is five times as quick to use; it lives as long as its bytes. */
const secretKeys = new WeakMap<Uint8Array, KeyObject>();

function secretKey(bytes: Uint8Array): KeyObject {
	const known = secretKeys.get(bytes);
	if (known !== undefined) return known;
	const key = createSecretKey(bytes);
	secretKeys.set(bytes, key);
	return key;
}

/**
 * Points of order 1, 2, 4 and 8 with their sign bit cleared, in canonical and other encodings. Under such a key one
 * signature fits many messages, and libraries disagree about it (RFC 8032 leaves it open), so neither A nor R may be one.
 */
const smallOrder = new Set([
	"0000000000000000000000000000000000000000000000000000000000000000",
	"0100000000000000000000000000000000000000000000000000000000000000",
	"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
	"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
	"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]);

const spkiPrefix = fromHex("302a300506032b6570032100") as Uint8Array;

/** Ed25519 (RFC 8032) over exact bytes; raw 32-byte key, 64-byte signature. False, never a throw, for anything else. */
export const verify: Verify = (publicKey, message, signature) => {
	if (publicKey.length !== 32 || signature.length !== 64) return false;
	if (isSmallOrder(publicKey) || isSmallOrder(signature.subarray(0, 32))) return false;
	const key = keyObject(publicKey);
	return key !== null && verifyEd25519(null, message, key, signature);
};

function isSmallOrder(point: Uint8Array): boolean {
	const unsigned = Uint8Array.from(point);
	unsigned[31] = (unsigned[31] as number) & 0x7f;
	return smallOrder.has(toHex(unsigned));
}

/** Keys come from signed documents and enrolments, a few dozen a kiosk and thousands a hub; a bound all the same. */
const keyObjects = new Map<string, KeyObject>();
const mostKeyObjects = 20_000;

function keyObject(publicKey: Uint8Array): KeyObject | null {
	const name = toHex(publicKey);
	const known = keyObjects.get(name);
	if (known !== undefined) return known;
	try {
		const key = createPublicKey({ key: Buffer.from(concat(spkiPrefix, publicKey)), format: "der", type: "spki" });
		if (keyObjects.size >= mostKeyObjects) keyObjects.clear();
		keyObjects.set(name, key);
		return key;
	} catch {
		return null;
	}
}

export type KeyPair = { readonly publicKey: PublicKey; readonly pkcs8: Buffer };

export function newKeyPair(): KeyPair {
	const pair = generateKeyPairSync("ed25519");
	return { publicKey: rawPublicKey(pair.publicKey), pkcs8: pair.privateKey.export({ format: "der", type: "pkcs8" }) };
}

/** The pair of a 32-byte seed (RFC 8032 §5.1.5): for demonstrations and tests that must give the same bytes each time. */
export function keyPairOfSeed(seed: Uint8Array): KeyPair {
	const pkcs8 = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
	const privateKey = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
	return { publicKey: rawPublicKey(createPublicKey(privateKey)), pkcs8 };
}

export function publicKeyOf(pkcs8: Buffer): PublicKey {
	return rawPublicKey(createPublicKey(createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" })));
}

export function signerOf(pkcs8: Buffer): Sign {
	const key = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
	return (message) => sign(null, message, key);
}

function rawPublicKey(key: KeyObject): PublicKey {
	return PublicKey.parse(key.export({ format: "der", type: "spki" }).subarray(-32).toString("hex"));
}
