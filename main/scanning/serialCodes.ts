import { findCode, isCode } from "../../core/protocol/scannedText.ts";
import { longestCode } from "../../core/voucher/voucher.ts";

/** Scanners terminate a code with CR, LF, CR LF or ETX. */
const terminators: ReadonlySet<number> = new Set([0x0d, 0x0a, 0x03]);
/** Some terminate it with NUL, EOT or Tab. These end only a code: within any other text they are characters of it. */
const codeTerminators: ReadonlySet<number> = new Set([0x00, 0x04, 0x09]);
/** SOH and STX begin a code, and what ended the last one may come twice. */
const skippedAtStart: ReadonlySet<number> = new Set([0x01, 0x02, ...codeTerminators]);

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
		if (terminators.has(byte) || (codeTerminators.has(byte) && isCode(findCode(text)))) {
			// Empty between CR and LF.
			if (text !== "") codes.push(text);
			text = "";
		} else if (text.length <= longestCode && !(text === "" && skippedAtStart.has(byte))) {
			text += String.fromCharCode(byte);
		}
	}
	return { pending: text, codes };
}
