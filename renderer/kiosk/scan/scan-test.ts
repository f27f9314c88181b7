import { readScannedCode, type ScannedCode } from "../../../core/protocol/scannedText.ts";
import { isVoucherText } from "../../../core/voucher/voucher.ts";
import type { Burst } from "./burst.ts";
import { readPrefix } from "./gun-prefix.ts";
import type { EndKey } from "./key.ts";

/**
 * What was read in a scan test: from the keyboard wedge, with the burst's measurements (null for pasted text), or from
 * the serial line.
 */
export type ScanTestInput =
	| { readonly source: "wedge"; readonly text: string; readonly burst: Burst | null }
	| { readonly source: "serial"; readonly text: string };

/** One line of the result that set-up shows. */
export type ScanTestLine =
	| { readonly kind: "what"; readonly of: "voucher" | "enrolment" | "other" }
	| { readonly kind: "serial"; readonly characters: number }
	| { readonly kind: "pace"; readonly characters: number; readonly tookMs: number; readonly meanGapMs: number }
	| { readonly kind: "end"; readonly end: EndKey | null }
	| { readonly kind: "prefix"; readonly is: "sent" | "none" }
	/** These characters came before the code and can be set as the prefix. */
	| { readonly kind: "prefixSeen"; readonly prefix: string }
	/** The scanner sends these with each code. They are left out, but it should be set not to. */
	| { readonly kind: "added"; readonly text: string }
	/** The scanner, or CapsLock, changes the case of letters. It was read nevertheless. */
	| { readonly kind: "recased" }
	| { readonly kind: "byPlace" };

export function describeScan(tried: ScanTestInput): readonly ScanTestLine[] {
	if (tried.source === "serial") {
		const read = readScannedCode(tried.text);
		const lines: ScanTestLine[] = [whatOf(read), { kind: "serial", characters: tried.text.length }];
		return [...lines, ...adviceOn(read, read?.before ?? "")];
	}
	const { burst, text } = tried;
	const read = readScannedCode(burst?.typed ?? text);
	if (burst === null) return [whatOf(read)];
	const { characters, tookMs, meanGapMs, end, hasPrefix, readBy } = burst;
	const lines: ScanTestLine[] = [whatOf(read), { kind: "pace", characters, tookMs, meanGapMs }, { kind: "end", end }];
	const prefix = hasPrefix ? null : prefixSettingOf(read?.before ?? "");
	if (prefix !== null) lines.push({ kind: "prefixSeen", prefix });
	else lines.push({ kind: "prefix", is: hasPrefix ? "sent" : "none" });
	lines.push(...adviceOn(read, prefix === null ? (read?.before ?? "") : ""));
	if (readBy === "place") lines.push({ kind: "byPlace" });
	return lines;
}

function whatOf(read: ScannedCode | null): ScanTestLine {
	if (read === null) return { kind: "what", of: "other" };
	return { kind: "what", of: isVoucherText(read.code) ? "voucher" : "enrolment" };
}

/** What to set at the scanner: `before` is what it adds before a code and is no prefix. */
function adviceOn(read: ScannedCode | null, before: string): readonly ScanTestLine[] {
	const added = before + (read?.after ?? "");
	const lines: ScanTestLine[] = added === "" ? [] : [{ kind: "added", text: added }];
	return read?.isRecased ? [...lines, { kind: "recased" }] : lines;
}

/** What came before a code, in the form in which set-up takes it as the prefix; null if it cannot be one. */
function prefixSettingOf(before: string): string | null {
	if (before === "") return null;
	const setting = before < " " ? `Ctrl+${String.fromCharCode(before.charCodeAt(0) + 64)}` : before;
	return readPrefix(setting)?.join("") === before ? setting : null;
}

/** Replaces control characters by their symbols (Unicode, Control Pictures), so that they are visible. */
export function visibleText(text: string): string {
	return [...text].map((one) => (one < " " ? String.fromCharCode(0x2400 + one.charCodeAt(0)) : one)).join("");
}
