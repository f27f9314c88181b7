import { createCipheriv, createDecipheriv, type ScryptOptions, scrypt } from "node:crypto";
import { z } from "zod";
import { encodeText, fromBase64, toBase64, withDomainPrefix } from "../../core/bytes/bytes.ts";
import { PublicKey } from "../../core/identity.ts";
import type { Random } from "../clock.ts";
import { type KeyPair, keyPairOf } from "../crypto/signature.ts";

const Base64 = z.string().max(1024);

/** A private key encrypted with AES-256-GCM under a key derived from a passphrase by scrypt (RFC 7914). The public key is readable. */
export const OfflineKey = z.strictObject({
	v: z.literal(1),
	kind: z.literal("pailou offline key"),
	publicKey: PublicKey,
	/** Bounded, so that a foreign file cannot exhaust memory or time. */
	scrypt: z.strictObject({
		n: z
			.int()
			.min(1024)
			.max(1 << 20)
			.refine((n) => (n & (n - 1)) === 0, "n must be a power of two"),
		r: z.int().min(1).max(16),
		p: z.int().min(1).max(4),
		salt: Base64,
	}),
	nonce: Base64,
	/** The encrypted PKCS #8 key, then the 16-byte tag. */
	sealed: Base64,
});
export type OfflineKey = z.infer<typeof OfflineKey>;

/** 128 MiB and about half a second for each guess. */
export const offlineScryptCost = 1 << 17;
/** For demonstrations, where the passphrase lies beside the key. */
export const demonstrationScryptCost = 1 << 12;

const tagLength = 16;

export async function encryptKey(pair: KeyPair, passphrase: string, n: number, random: Random): Promise<OfflineKey> {
	const salt = random(16);
	const nonce = random(12);
	const open = {
		v: 1,
		kind: "pailou offline key",
		publicKey: pair.publicKey,
		scrypt: { n, r: 8, p: 1, salt: toBase64(salt) },
		nonce: toBase64(nonce),
	} as const;
	const cipher = createCipheriv("aes-256-gcm", await deriveKey(passphrase, open.scrypt), nonce);
	cipher.setAAD(associatedDataOf(open));
	const sealed = Buffer.concat([cipher.update(pair.pkcs8), cipher.final(), cipher.getAuthTag()]);
	return { ...open, sealed: toBase64(sealed) };
}

/** The key pair; null for a wrong passphrase or a damaged file, which cannot be told apart. */
export async function decryptKey(key: OfflineKey, passphrase: string): Promise<KeyPair | null> {
	const nonce = fromBase64(key.nonce);
	const sealed = fromBase64(key.sealed);
	if (nonce?.length !== 12 || sealed === null || sealed.length <= tagLength) return null;
	const secret = await deriveKey(passphrase, key.scrypt);
	try {
		const cipher = createDecipheriv("aes-256-gcm", secret, nonce, { authTagLength: tagLength });
		cipher.setAAD(associatedDataOf(key));
		cipher.setAuthTag(sealed.subarray(-tagLength));
		const pair = keyPairOf(Buffer.concat([cipher.update(sealed.subarray(0, -tagLength)), cipher.final()]));
		return pair.publicKey === key.publicKey ? pair : null;
	} catch {
		// The tag does not verify.
		return null;
	}
}

/** The readable fields are authenticated too: nobody can put another public key on an encrypted key. */
function associatedDataOf({
	v,
	kind,
	publicKey,
	scrypt: { n, r, p, salt },
	nonce,
}: Omit<OfflineKey, "sealed">): Uint8Array {
	return withDomainPrefix("offlineKey", encodeText(JSON.stringify([v, kind, publicKey, n, r, p, salt, nonce])));
}

/** NFKC: one passphrase, however its characters were composed by the keyboard. */
function deriveKey(passphrase: string, { n, r, p, salt }: OfflineKey["scrypt"]): Promise<Buffer> {
	const options: ScryptOptions = { N: n, r, p, maxmem: 128 * n * r + 32 * 1024 * 1024 };
	return new Promise((resolve, reject) => {
		scrypt(passphrase.normalize("NFKC"), fromBase64(salt) ?? new Uint8Array(), 32, options, (error, key) => {
			if (error === null) resolve(key);
			else reject(error);
		});
	});
}
