/** Base45 (RFC 9285), strict: a string that no encoder produces is refused, so each value has exactly one text. */
const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const digits = new Int8Array(128).fill(-1);
for (let i = 0; i < alphabet.length; i++) digits[alphabet.charCodeAt(i)] = i;

export function encodeBase45(bytes: Uint8Array): string {
	let text = "";
	for (let i = 0; i < bytes.length; i += 2) {
		const high = bytes[i] as number;
		const low = bytes[i + 1];
		let n = low === undefined ? high : high * 256 + low;
		for (let k = low === undefined ? 2 : 3; k > 0; k--) {
			text += alphabet[n % 45];
			n = Math.floor(n / 45);
		}
	}
	return text;
}

/**
 * The bytes, or null for a text that RFC 9285 does not allow: a foreign character, a length of 3n+1, a group that
 * overflows.
 */
export function decodeBase45(text: string): Uint8Array | null {
	const rest = text.length % 3;
	if (rest === 1) return null;
	const bytes = new Uint8Array(Math.floor(text.length / 3) * 2 + (rest === 2 ? 1 : 0));
	let at = 0;
	for (let i = 0; i < text.length; i += 3) {
		const c = digitAt(text, i);
		const d = digitAt(text, i + 1);
		if (c < 0 || d < 0) return null;
		if (i + 2 === text.length) {
			if (c + d * 45 > 0xff) return null;
			bytes[at++] = c + d * 45;
			break;
		}
		const e = digitAt(text, i + 2);
		const n = c + d * 45 + e * 2025;
		if (e < 0 || n > 0xffff) return null;
		bytes[at++] = n >> 8;
		bytes[at++] = n & 0xff;
	}
	return bytes;
}

function digitAt(text: string, i: number): number {
	const code = text.charCodeAt(i);
	return code < 128 ? (digits[code] as number) : -1;
}
