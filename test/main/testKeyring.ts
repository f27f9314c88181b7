import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Keyring } from "../../main/keys/keyring.ts";

/**
 * Replaces the system's keyring where Electron, and with it safeStorage, does not run: AES-256-GCM under a key that is
 * never stored. test/e2e/keyring.test.ts tests the system's keyring.
 */
export function createTestKeyring(key = randomBytes(32)): Keyring {
	return {
		protect(secret) {
			const nonce = randomBytes(12);
			const cipher = createCipheriv("aes-256-gcm", key, nonce);
			const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
			return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
		},
		unprotect(secret) {
			const bytes = Buffer.from(secret);
			const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
			decipher.setAuthTag(bytes.subarray(12, 28));
			return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
		},
	};
}
