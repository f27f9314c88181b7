/**
 * Bytes: encodings, comparison, hashing structures. The cryptography that core is given, as the last parameter of each
 * function that needs any of it. `sync/crypto/signature.ts` implements it with node:crypto.
 */
export type Crypto = {
	/** SHA-256 (FIPS 180-4). */
	readonly hash: (bytes: Uint8Array) => Uint8Array;
	/** HMAC-SHA256 (RFC 2104). */
	readonly mac: (key: Uint8Array, bytes: Uint8Array) => Uint8Array;
	/** Ed25519 (RFC 8032) over exact bytes; false, never a throw, for a key or signature of the wrong shape. */
	readonly verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
};
export type Sign = (message: Uint8Array) => Uint8Array;

const utf8 = new TextEncoder();
const utf8Strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function encodeText(text: string): Uint8Array {
	return utf8.encode(text);
}

/** Throws a TypeError on bytes that are not UTF-8. */
export function decodeText(bytes: Uint8Array): string {
	return utf8Strict.decode(bytes);
}

/**
 * `"pailou/<use>/v1\0" ‖ bytes`: domain separation. Every signature and MAC that is not a DSSE envelope covers this, so
 * that none is valid for another use.
 */
export function withDomainPrefix(use: string, bytes: Uint8Array): Uint8Array {
	return concat(encodeText(`pailou/${use}/v1\0`), bytes);
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

/** Lexicographic order, as SQLite orders BLOBs. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
	const length = Math.min(a.length, b.length);
	for (let i = 0; i < length; i++) {
		const difference = (a[i] as number) - (b[i] as number);
		if (difference !== 0) return difference;
	}
	return a.length - b.length;
}

export function areBytesEqual(a: Uint8Array, b: Uint8Array): boolean {
	return compareBytes(a, b) === 0;
}

/** Constant-time comparison, for MACs. */
export function isEqualInConstantTime(a: Uint8Array, b: Uint8Array): boolean {
	let difference = a.length ^ b.length;
	for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] ?? 0);
	return difference === 0;
}

const hexDigits = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, "0"));

export function toHex(bytes: Uint8Array): string {
	let text = "";
	for (const byte of bytes) text += hexDigits[byte];
	return text;
}

/** The bytes of an even-length lower-case hex text, or null. */
export function fromHex(text: string): Uint8Array | null {
	if (!/^(?:[0-9a-f]{2})*$/.test(text)) return null;
	return Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

const base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const base64Values = new Int8Array(128).fill(-1);
for (const [value, letter] of [...base64Alphabet].entries()) base64Values[letter.charCodeAt(0)] = value;

/** base64url without padding (RFC 4648 §5). */
export function toBase64Url(bytes: Uint8Array): string {
	let text = "";
	for (let i = 0; i < bytes.length; i += 3) {
		const group = ((bytes[i] as number) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
		const letters = Math.min(bytes.length - i, 3) + 1;
		for (let k = 0; k < letters; k++) text += base64Alphabet[(group >> (18 - 6 * k)) & 63];
	}
	return text;
}

/** Strict: null for padding, foreign letters, or bits left over that an encoder would have left zero. */
export function fromBase64Url(text: string): Uint8Array | null {
	if (text.length % 4 === 1) return null;
	const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
	let bits = 0;
	let group = 0;
	let at = 0;
	for (let i = 0; i < text.length; i++) {
		const value = base64Values[text.charCodeAt(i)] ?? -1;
		if (value < 0) return null;
		group = ((group << 6) | value) & 0xffff;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			bytes[at++] = (group >> bits) & 0xff;
		}
	}
	return (group & ((1 << bits) - 1)) === 0 ? bytes : null;
}

/** Standard or URL-safe base64, padded or not, as DSSE allows; null for anything else. */
export function fromBase64(text: string): Uint8Array | null {
	const isPadded = text.endsWith("=");
	if (isPadded && text.length % 4 !== 0) return null;
	const digits = isPadded ? text.replace(/={1,2}$/, "") : text;
	return fromBase64Url(digits.replaceAll("+", "-").replaceAll("/", "_"));
}

/** Standard base64 with padding (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
	const text = toBase64Url(bytes).replaceAll("-", "+").replaceAll("_", "/");
	return text.padEnd(Math.ceil(text.length / 4) * 4, "=");
}

export function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
