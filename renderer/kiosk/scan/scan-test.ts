import { readEnrolmentCode } from "../../../core/protocol/enrolmentCode.ts";
import { isVoucherText } from "../../../core/voucher/voucher.ts";
import type { Burst } from "./burst.ts";
import { readPrefix } from "./gun-prefix.ts";
import type { EndKey } from "./key.ts";

/** What was read while a scanner is tried: by keys, with what is known of the burst (of pasted text nothing), or by the serial line. */
export type ScanTestInput =
	| { readonly source: "wedge"; readonly text: string; readonly burst: Burst | null }
	| { readonly source: "serial"; readonly text: string };

/** One line that set-up says of it. */
export type ScanTestLine =
	| { readonly kind: "what"; readonly of: "voucher" | "enrolment" | "other" }
	| { readonly kind: "serial"; readonly characters: number }
	| { readonly kind: "pace"; readonly characters: number; readonly tookMs: number; readonly meanGapMs: number }
	| { readonly kind: "end"; readonly end: EndKey | null }
	| { readonly kind: "prefix"; readonly is: "sent" | "none" }
	/** This stands before the code, and would do for a prefix. */
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

/** What a gun types before a voucher without having been said to, as set-up would set it. */
function detectPrefix(text: string): string | null {
	const at = text.search(/V[1-9][0-9]{0,2}:/);
	if (at < 1 || !isVoucherText(text.slice(at))) return null;
	const before = text.slice(0, at);
	const setting = before < " " ? `Ctrl+${String.fromCharCode(before.charCodeAt(0) + 64)}` : before;
	return readPrefix(setting)?.join("") === before ? setting : null;
}

/** With pictures for what is no character, so that nothing of it stays unseen. */
export function visibleText(text: string): string {
	return [...text].map((one) => (one < " " ? String.fromCharCode(0x2400 + one.charCodeAt(0)) : one)).join("");
}
