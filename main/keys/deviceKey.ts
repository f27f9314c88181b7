import { type Database, StoreTrouble } from "../store/database.ts";
import { emptyLog, type KeyState, protectStoredKey, type StoredIdentity } from "../store/identity.ts";
import type { Keyring } from "./keyring.ts";

/** A private key as it lies in the store. */
export type KeptKey = { readonly privateKey: Buffer; readonly keyState: KeyState };

/** Null when it would lie in plain text and nobody insists on that. */
export function keepKey(pkcs8: Buffer, keyring: Keyring | null, allowsPlainKeys: boolean): KeptKey | null {
	const secret = keyring === null ? null : protectedBy(keyring, pkcs8);
	if (secret !== null) return { privateKey: secret, keyState: "keyring" };
	return allowsPlainKeys ? { privateKey: pkcs8, keyState: "plain" } : null;
}

/**
 * The private key, to sign with. One that lies in plain text, from before there was a keyring, is protected now if it can
 * be. Throws a StoreTrouble when the keyring that holds it is shut, or no longer knows it.
 */
export function openKey(database: Database, identity: StoredIdentity, keyring: Keyring | null): OpenedKey {
	if (identity.keyState === "keyring") {
		// The start that protected it may have ended before it emptied the log.
		emptyLog(database);
		return { pkcs8: unprotected(identity.privateKey, keyring), keyState: "keyring" };
	}
	const secret = keyring === null ? null : protectedBy(keyring, identity.privateKey);
	if (secret === null) return { pkcs8: identity.privateKey, keyState: identity.keyState };
	protectStoredKey(database, secret);
	emptyLog(database);
	return { pkcs8: identity.privateKey, keyState: "keyring" };
}

export type OpenedKey = { readonly pkcs8: Buffer; readonly keyState: KeyState };

/** What cannot be read back is not kept so: a keyring that is shut, or forgets. */
export function protectedBy(keyring: Keyring, plain: Buffer): Buffer | null {
	try {
		const secret = keyring.protect(plain);
		return keyring.unprotect(secret).equals(plain) ? secret : null;
	} catch {
		return null;
	}
}

function unprotected(secret: Buffer, keyring: Keyring | null): Buffer {
	if (keyring === null) {
		throw new StoreTrouble(
			"keyringMissing",
			"This window's key is held by the system's keyring, which does not open: unlock it and start again.",
		);
	}
	try {
		return keyring.unprotect(secret);
	} catch (error) {
		throw new StoreTrouble(
			"identityMissing",
			"The system's keyring does not know this window's key any more: revoke the window and enrol it again.",
			error,
		);
	}
}
