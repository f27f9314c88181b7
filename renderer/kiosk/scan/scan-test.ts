import { readEnrolmentCode } from "../../../core/protocol/enrolmentCode.ts";
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
	| { readonly kind: "byPlace" };

export function describeScan(tried: ScanTestInput): readonly ScanTestLine[] {
	const what: ScanTestLine = { kind: "what", of: classifyText(tried.text) };
	if (tried.source === "serial") return [what, { kind: "serial", characters: tried.text.length }];
	const { burst, text } = tried;
	if (burst === null) return [what];
	const { characters, tookMs, meanGapMs, end, hasPrefix, readBy } = burst;
	const lines: ScanTestLine[] = [what, { kind: "pace", characters, tookMs, meanGapMs }, { kind: "end", end }];
	const prefix = hasPrefix ? null : detectPrefix(text);
	if (prefix !== null) lines.push({ kind: "prefixSeen", prefix });
	else lines.push({ kind: "prefix", is: hasPrefix ? "sent" : "none" });
	if (readBy === "place") lines.push({ kind: "byPlace" });
	return lines;
}

function classifyText(text: string): "voucher" | "enrolment" | "other" {
	if (isVoucherText(text)) return "voucher";
	return readEnrolmentCode(text) === null ? "other" : "enrolment";
}

/** The prefix that a gun sends although none is set, in the form in which set-up takes it. */
function detectPrefix(text: string): string | null {
	const at = text.search(/V[1-9][0-9]{0,2}:/);
	if (at < 1 || !isVoucherText(text.slice(at))) return null;
	const before = text.slice(0, at);
	const setting = before < " " ? `Ctrl+${String.fromCharCode(before.charCodeAt(0) + 64)}` : before;
	return readPrefix(setting)?.join("") === before ? setting : null;
}

/** Replaces control characters by their symbols (Unicode, Control Pictures), so that they are visible. */
export function visibleText(text: string): string {
	return [...text].map((one) => (one < " " ? String.fromCharCode(0x2400 + one.charCodeAt(0)) : one)).join("");
}
