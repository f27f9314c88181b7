import { existsSync } from "node:fs";
import { join } from "node:path";
import type { PublicKey } from "../../core/identity.ts";
import type { Role } from "../../core/trust/envelope.ts";
import { type KeyPair, keyPairOf } from "../crypto/signature.ts";
import { DamagedFileError } from "../fileErrors.ts";
import type { OnlineRole } from "./authority.ts";
import { assertPrivateFolder, readSecret, writeSecret } from "./secretFile.ts";

/** Named by role and public key, so that the next key of a role lies beside the present one until a root names it. */
export function keyFilePath(folder: string, role: OnlineRole, publicKey: PublicKey): string {
	return join(folder, `${role}-${publicKey.slice(0, 16)}.pkcs8`);
}

export function writeKey(folder: string, role: OnlineRole, pair: KeyPair): void {
	writeSecret(keyFilePath(folder, role, pair.publicKey), pair.pkcs8);
}

/** The first key of the role in the root whose private key is in this folder; null when there is none. */
export function readKey(folder: string, role: OnlineRole, { keys }: Role): KeyPair | null {
	assertPrivateFolder(folder);
	for (const publicKey of keys) {
		const path = keyFilePath(folder, role, publicKey);
		if (!existsSync(path)) continue;
		const pair = parseKeyPair(readSecret(path));
		if (pair?.publicKey === publicKey) return pair;
		const what = pair === null ? "is empty or damaged" : "does not have the public key that the file name says";
		throw new DamagedFileError(
			`The key in ${path} ${what}. Put it back from a backup, or propose another with: pailou keys rotate --role ${role}`,
		);
	}
	return null;
}

function parseKeyPair(pkcs8: Buffer): KeyPair | null {
	try {
		return keyPairOf(pkcs8);
	} catch {
		// Not a PKCS #8 key of Ed25519.
		return null;
	}
}
