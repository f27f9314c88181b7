import { resolve } from "node:path";
import { encodeText, toHex } from "../../core/bytes/bytes.ts";
import { crypto } from "../crypto/signature.ts";

/** The kernel's sockaddr_un holds 108 bytes on Linux, 104 on a Mac. */
const longestSocketPath = 103;

/** The address of a folder's signer: a socket in the folder, or on Windows a named pipe. */
export function socketPathOf(folder: string): string {
	const whole = resolve(folder);
	if (process.platform === "win32")
		return `\\\\.\\pipe\\pailou-signer-${toHex(crypto.hash(encodeText(whole))).slice(0, 16)}`;
	return `${whole}/signer.sock`;
}

export function isSocketPathTooLong(path: string): boolean {
	return process.platform !== "win32" && Buffer.byteLength(path) > longestSocketPath;
}
