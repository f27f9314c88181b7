import { type Database, StoreError, truncateWal } from "../store/database.ts";
import { type KeyProtection, replaceWithProtectedKey, type StoredIdentity } from "../store/identity.ts";
import type { Keyring } from "./keyring.ts";

/** A private key as it is stored. */
export type StoredDeviceKey = { readonly privateKey: Buffer; readonly keyState: KeyProtection };

/** Null when it could only be stored in plain text and the operator does not allow that. */
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
 * The private key for signing. A key that was stored in plain text, when there was no keyring, is protected now if
 * possible. Throws a StoreError when the keyring is locked or has lost the key.
 */
export function loadDeviceKey(database: Database, identity: StoredIdentity, keyring: Keyring | null): DeviceKey {
	if (identity.keyState === "keyring") {
		// A previous start may have stopped after protecting the key and before truncating the WAL, which then holds the plain key.
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

/**
 * Null when the keyring is locked (safeStorage throws then, without a class or code of its own) or does not give the
 * secret back unchanged. Every caller reports that: as a refused enrolment, a journal line, or an event of the log.
 */
export function protectSecret(keyring: Keyring, plain: Buffer): Buffer | null {
	try {
		const secret = keyring.protect(plain);
		return keyring.unprotect(secret).equals(plain) ? secret : null;
	} catch {
		return null;
	}
}

/** Throws a StoreError when the keyring is locked or has lost the key. */
export function unprotectSecret(secret: Buffer, keyring: Keyring | null): Buffer {
	if (keyring === null) {
		throw new StoreError(
			"keyringMissing",
			"This kiosk's private key is protected by the system's keyring, which is locked or missing. Unlock the keyring and start again.",
		);
	}
	try {
		return keyring.unprotect(secret);
	} catch (error) {
		throw new StoreError(
			"identityMissing",
			"The system's keyring can no longer decrypt this kiosk's private key. Revoke this kiosk and enrol it again.",
			error,
		);
	}
}
