import type { SafeStorage } from "electron";

/** Encrypts secrets at rest under a key that the operating system holds for this user. Both functions throw while the keyring is locked. */
export type Keyring = {
	readonly protect: (secret: Uint8Array) => Buffer;
	readonly unprotect: (secret: Uint8Array) => Buffer;
};

/** Backends that only obfuscate: whoever has the disk can decrypt. */
const plainBackends: readonly string[] = ["basic_text", "unknown"];

/** Call it after the app is ready. Null where the system has no keyring, so that Electron would encrypt with a fixed key. */
export function systemKeyring(safeStorage: SafeStorage, platform: NodeJS.Platform): Keyring | null {
	if (!safeStorage.isEncryptionAvailable()) return null;
	if (platform === "linux" && plainBackends.includes(safeStorage.getSelectedStorageBackend())) return null;
	return {
		// safeStorage encrypts text only.
		protect: (secret) => safeStorage.encryptString(Buffer.from(secret).toString("base64")),
		unprotect: (secret) => Buffer.from(safeStorage.decryptString(Buffer.from(secret)), "base64"),
	};
}
