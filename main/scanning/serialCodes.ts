import { longestCode } from "../../core/voucher/voucher.ts";

const startOfText = 0x02;
/** Scanners terminate a code with CR, LF, CR LF or ETX. */
const terminators: ReadonlySet<number> = new Set([0x0d, 0x0a, 0x03]);

/** `pending`: the beginning of a code whose terminator has not arrived yet. */
export type SplitCodes = { readonly pending: string; readonly codes: readonly string[] };

/**
 * Splits bytes into codes. Each byte becomes one character (Latin-1), so that a code with bytes outside printable ASCII is
 * refused as unreadable and not dropped. A code that is too long is cut to one character more than the longest valid one,
 * so that it is refused as too long with bounded memory.
 */
export function splitCodes(pending: string, bytes: Uint8Array): SplitCodes {
	const codes: string[] = [];
	let text = pending;
	for (const byte of bytes) {
		if (terminators.has(byte)) {
			// Empty between CR and LF.
			if (text !== "") codes.push(text);
			text = "";
		} else if (text.length <= longestCode && !(text === "" && byte === startOfText)) {
			text += String.fromCharCode(byte);
		}
	}
	return { pending: text, codes };
}
