import { type Database, StoreError, truncateWal } from "../store/database.ts";
import { type KeyProtection, replaceWithProtectedKey, type StoredIdentity } from "../store/identity.ts";
import type { Keyring } from "./keyring.ts";

/** A private key as it lies in the store. */
export type StoredDeviceKey = { readonly privateKey: Buffer; readonly keyState: KeyProtection };

/** Null when it would lie in plain text and nobody insists on that. */
export function protectDeviceKey(
	pkcs8: Buffer,
	keyring: Keyring | null,
	allowsPlainKeys: boolean,
): StoredDeviceKey | null {
	const secret = keyring === null ? null : protectSecret(keyring, pkcs8);
	if (secret !== null) return { privateKey: secret, keyState: "keyring" };
	return allowsPlainKeys ? { privateKey: pkcs8, keyState: "plain" } : null;
}

/**
 * The private key, to sign with. One that lies in plain text, from before there was a keyring, is protected now if it can
 * be. Throws a StoreTrouble when the keyring that holds it is shut, or no longer knows it.
 */
export function loadDeviceKey(database: Database, identity: StoredIdentity, keyring: Keyring | null): DeviceKey {
	if (identity.keyState === "keyring") {
		// The start that protected it may have ended before it emptied the log.
		truncateWal(database);
		return { pkcs8: unprotectSecret(identity.privateKey, keyring), keyState: "keyring" };
	}
	const secret = keyring === null ? null : protectSecret(keyring, identity.privateKey);
	if (secret === null) return { pkcs8: identity.privateKey, keyState: identity.keyState };
	replaceWithProtectedKey(database, secret);
	truncateWal(database);
	return { pkcs8: identity.privateKey, keyState: "keyring" };
}

export type DeviceKey = { readonly pkcs8: Buffer; readonly keyState: KeyProtection };

/** What cannot be read back is not kept so: a keyring that is shut, or forgets. */
export function protectSecret(keyring: Keyring, plain: Buffer): Buffer | null {
	try {
		const secret = keyring.protect(plain);
		return keyring.unprotect(secret).equals(plain) ? secret : null;
	} catch {
		return null;
	}
}

function unprotectSecret(secret: Buffer, keyring: Keyring | null): Buffer {
	if (keyring === null) {
		throw new StoreError(
			"keyringMissing",
			"This window's key is held by the system's keyring, which does not open: unlock it and start again.",
		);
	}
	try {
		return keyring.unprotect(secret);
	} catch (error) {
		throw new StoreError(
			"identityMissing",
			"The system's keyring does not know this window's key any more: revoke the window and enrol it again.",
			error,
		);
	}
}
