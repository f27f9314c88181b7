import type { Area, Mutant } from "./mutant.ts";

function decide(breaks: string, snippet: string, replacement: string): Mutant {
	return { file: "core/admission/decide.ts", snippet, replacement, breaks };
}

function pin(breaks: string, snippet: string, replacement: string): Mutant {
	return { file: "core/admission/pin.ts", snippet, replacement, breaks };
}

function override(breaks: string, snippet: string, replacement: string): Mutant {
	return { file: "core/admission/override.ts", snippet, replacement, breaks };
}

export const admission: Area = {
	name: "core/admission",
	tests: ["test/core/admission/*.test.ts"],
	mutants: [
		decide(
			"a revoked kiosk continues to admit",
			'if (revocation?.of === "window") return',
			'if (revocation?.of === "window" && header === null) return',
		),
		decide("a voucher of another venue is honoured", "voucher.venue !== venue", "voucher.venue < 0"),
		decide("a voucher of next week is honoured today", "voucher.notBefore * 1000 >= header.closesAt", "false"),
		decide("a voucher of last week is honoured today", "voucher.notAfter * 1000 < header.opensAt", "false"),
		decide(
			"a revoked voucher is honoured",
			"if (revocation !== null && isRevoked(revocation, voucher.issue)) {",
			"if (false) {",
		),
		decide(
			"yesterday's list is used for its closing millisecond",
			"nowMs >= header.closesAt &&",
			"nowMs > header.closesAt &&",
		),
		decide("a supervisor cannot admit on an expired list", ' && !isWaived("allocationExpired")', ""),
		decide(
			"a party already inside and no longer on the list is refused as not on it",
			"return refuseIfAllInside(standing, voucher.party) ?? refuse",
			"return refuse",
		),
		decide("a voucher that was reissued stays good", "if (voucher.issue >= row.issue) return null;", "return null;"),
		decide(
			"the newest issue is refused as superseded",
			"if (voucher.issue >= row.issue) return null;",
			"if (voucher.issue > row.issue) return null;",
		),
		decide(
			"an older code is good after a newer one admitted somebody",
			"admitted.issue > Math.max(voucher.issue, row.issue)",
			"admitted.issue > 255",
		),
		decide(
			"a supervisor may admit an older code that is good for more",
			"superseded.hasSameRights && isWaived",
			"isWaived",
		),
		decide(
			"a booking that was reinstated is refused where the list has only its cancellation",
			'voucher.issue <= row.issue && row.state === "cancelled"',
			'row.state === "cancelled"',
		),
		decide("a cancelled voucher is honoured", 'row.state === "cancelled"', "row.party === 0"),
		decide("a blocked voucher is honoured", 'row.state === "blocked"', "row.party === 0"),
		decide("those who are inside are not counted", "terms.party - standing.admitted", "terms.party"),
		decide(
			"a party that is whole comes in again",
			"admitted < party || last === undefined",
			"true || last === undefined",
		),
		decide(
			"a code that must rotate is accepted as a screenshot",
			"voucher.rotating || row.rotating",
			"voucher.rotating && row.rotating",
		),
		decide(
			"a consumed code is accepted again",
			"question.shown, voucher.rotating || row.rotating, standing.lastStep",
			"question.shown, voucher.rotating || row.rotating, null",
		),
		decide(
			"a refused code is honoured without a supervisor",
			"!isWaived(judged.refusal.reason)",
			"isWaived(judged.refusal.reason)",
		),
		decide("the first millisecond of the admission window is too early", "nowMs < fromMs", "nowMs <= fromMs"),
		decide("the end of the admission window is not the end", "nowMs >= untilMs", "nowMs > untilMs"),
		decide("a supervisor cannot admit who came early", ' && !isWaived("tooEarly")', ""),
		decide("a supervisor cannot admit who came late", ' && !isWaived("tooLate")', ""),
		decide("one person more than the party is admitted", "asked > remaining", "asked > remaining + 1"),
		decide("the last of a party is not admitted", "asked > remaining", "asked >= remaining"),
		decide("one person more than the session has seats for is admitted", "asked > left", "asked > left + 1"),
		decide("the last seat of a session stays empty", "asked > left", "asked >= left"),
		decide("an overbooked session shows a negative rest", "Math.max(0, left)", "left"),
		decide("a supervisor cannot admit to a full session", ' && !isWaived("sessionFull")', ""),
		decide(
			"a reissue is decided by the terms of the earlier issue",
			"voucher.issue > row.issue ? voucher : row",
			"row",
		),
		decide(
			"a corrected list is ignored for vouchers of the same issue",
			"voucher.issue > row.issue ?",
			"voucher.issue >= row.issue ?",
		),
		pin("a PIN of five digits is accepted", "leastPinDigits = 6", "leastPinDigits = 5"),
		pin("111111 is accepted as a PIN", "if (steps.has(0))", "if (steps.has(10))"),
		pin("123456 is accepted as a PIN", "steps.has(1) || steps.has(9)", "steps.has(9)"),
		pin("654321 is accepted as a PIN", "steps.has(1) || steps.has(9)", "steps.has(1)"),
		pin("a PIN that only begins with a sequence is refused", "steps.size !== 1", "steps.size > 2"),
		override("a supervisor may admit what is revoked", 'case "revoked":\n', 'case "revoked":\n\t\t\treturn true;\n'),
		override(
			"a supervisor may admit a voucher a second time",
			'case "alreadyRedeemed":\n',
			'case "alreadyRedeemed":\n\t\t\treturn true;\n',
		),
		override("a supervisor may not admit who came late", 'case "tooLate":\n', 'case "tooLate":\n\t\t\treturn false;\n'),
	],
};
