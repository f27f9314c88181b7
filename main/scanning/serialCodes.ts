import { longestCode } from "../../core/voucher/voucher.ts";

const startOfText = 0x02;
/** CR, LF and both of them, or ETX: the ways in which scanners end a code. */
const terminators: ReadonlySet<number> = new Set([0x0d, 0x0a, 0x03]);

/** What is heard of a code that has not ended yet, and the codes that have. */
export type SplitCodes = { readonly pending: string; readonly codes: readonly string[] };

/**
 * Bytes off the line to codes. Each byte is one character, so that what is no printable ASCII is still there to be
 * refused by name. A code longer than any is kept one past the longest, to be refused as too long, and no more of it.
 */
export function splitCodes(pending: string, bytes: Uint8Array): SplitCodes {
	const codes: string[] = [];
	let text = pending;
	for (const byte of bytes) {
		if (terminators.has(byte)) {
			// Between CR and LF there is no code.
			if (text !== "") codes.push(text);
			text = "";
		} else if (text.length <= longestCode && !(text === "" && byte === startOfText)) {
			text += String.fromCharCode(byte);
		}
	}
	return { pending: text, codes };
}
