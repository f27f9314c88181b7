import type { SafeStorage } from "electron";

/** Keeps secrets at rest under a key that the operating system holds for this person. Both throw when it does not open. */
export type Keyring = {
	readonly protect: (secret: Uint8Array) => Buffer;
	readonly unprotect: (secret: Uint8Array) => Buffer;
};

/** Backends that only obscure: what they wrote, anyone with the disk reads. */
const plainBackends: readonly string[] = ["basic_text", "unknown"];

/** The system's keyring, once the app is ready; null where there is none and "encryption" would be plain text. */
export function systemKeyring(safeStorage: SafeStorage, platform: NodeJS.Platform): Keyring | null {
	if (!safeStorage.isEncryptionAvailable()) return null;
	if (platform === "linux" && plainBackends.includes(safeStorage.getSelectedStorageBackend())) return null;
	return {
		// It takes text only.
		protect: (secret) => safeStorage.encryptString(Buffer.from(secret).toString("base64")),
		unprotect: (secret) => Buffer.from(safeStorage.decryptString(Buffer.from(secret)), "base64"),
	};
}
