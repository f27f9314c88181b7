import type { AllocationHeader } from "./allocation.ts";
import type { Standing } from "./book.ts";
import type { KioskId } from "./identity.ts";
import { isRevoked, type Revocation } from "./revocations.ts";
import { judgeRotation, type Rotated, type RotationRefusal, type Shown } from "./rotation.ts";
import type { Row } from "./row.ts";
import { admissionWindow, type Session } from "./session.ts";
import type { Malformation, Reading, Voucher } from "./voucher.ts";

/** Why a voucher is not honoured, with what a person needs to understand it. Times are Unix ms. */
export type Refusal =
	| { readonly reason: "malformed"; readonly why: Malformation }
	| { readonly reason: "unknownVersion"; readonly version: number }
	| { readonly reason: "forged" }
	| { readonly reason: "wrongVenue"; readonly venue: number }
	| { readonly reason: "noAllocation" }
	| { readonly reason: "allocationExpired"; readonly closedAtMs: number }
	| { readonly reason: "wrongDay"; readonly fromMs: number; readonly untilMs: number }
	| { readonly reason: "revoked"; readonly of: "window" }
	| { readonly reason: "revoked"; readonly of: "voucher"; readonly leastIssue: number | null }
	| { readonly reason: "notInAllocation" }
	| { readonly reason: "superseded"; readonly issue: number }
	| { readonly reason: "cancelled" }
	| { readonly reason: "blocked" }
	| RotationRefusal
	| { readonly reason: "shortNumberMalformed"; readonly why: "characters" | "length" | "checkDigit" }
	| { readonly reason: "shortNumberUnknown"; readonly triesLeft: number }
	| { readonly reason: "shortNumbersLocked"; readonly untilMs: number }
	| { readonly reason: "shortNumbersOff" }
	| { readonly reason: "alreadyRedeemed"; readonly persons: number; readonly atMs: number; readonly kiosk: KioskId }
	| { readonly reason: "tooEarly"; readonly fromMs: number; readonly startsAtMs: number }
	| { readonly reason: "tooLate"; readonly untilMs: number; readonly startsAtMs: number }
	| { readonly reason: "remainderSmaller"; readonly remaining: number; readonly asked: number }
	| { readonly reason: "sessionFull"; readonly capacity: number; readonly left: number };

export type Reason = Refusal["reason"];

/** What to do now, for each reason; the words are the renderer's. */
export type Remedy =
	| "showVoucherAgain"
	| "updateWindow"
	| "callSupervisor"
	| "useOtherWindow"
	| "goToVenue"
	| "connectForAllocation"
	| "comeOnDay"
	| "checkBooking"
	| "showNewestVoucher"
	| "openPass"
	| "checkClocks"
	| "typeAgain"
	| "comeBackLater"
	| "nothingLeft"
	| "bookAgain"
	| "admitFewer"
	| "offerOtherSession";

export function remedy(refusal: Refusal): Remedy {
	switch (refusal.reason) {
		case "malformed":
			return "showVoucherAgain";
		case "unknownVersion":
			return "updateWindow";
		case "forged":
		case "blocked":
		case "codeForged":
			return "callSupervisor";
		case "revoked":
			if (refusal.of === "window") return "useOtherWindow";
			return refusal.leastIssue === null ? "callSupervisor" : "showNewestVoucher";
		case "wrongVenue":
			return "goToVenue";
		case "noAllocation":
		case "allocationExpired":
			return "connectForAllocation";
		case "wrongDay":
			return "comeOnDay";
		case "notInAllocation":
			return "checkBooking";
		case "superseded":
			return "showNewestVoucher";
		case "cancelled":
		case "tooLate":
			return "bookAgain";
		case "rotationRequired":
			return refusal.why === "noDayKey" ? "connectForAllocation" : "openPass";
		case "codeConsumed":
		case "codeTooOld":
			return "openPass";
		case "codeFromFuture":
			return "checkClocks";
		case "shortNumberMalformed":
		case "shortNumberUnknown":
			return "typeAgain";
		case "shortNumbersLocked":
			return "comeBackLater";
		case "shortNumbersOff":
			return "openPass";
		case "alreadyRedeemed":
			return "nothingLeft";
		case "tooEarly":
			return "comeBackLater";
		case "remainderSmaller":
			return "admitFewer";
		case "sessionFull":
			return refusal.left > 0 ? "admitFewer" : "offerOtherSession";
	}
}

/** What a voucher claims, whoever tells it: a signed code, or the row a short number led to. */
export type Claim = Omit<Voucher, "id">;

/** Everything one decision looks at; the kiosk and the simulation fill it from the same places. */
export type Question = {
	readonly venue: number;
	readonly voucher: Claim;
	readonly shown: Shown;
	readonly header: AllocationHeader | null;
	readonly row: Row | null;
	/** What the newest list says of this window, or of this voucher's row; see `revocationOf`. */
	readonly revocation: Revocation | null;
	readonly session: Session | null;
	readonly standing: Standing;
	readonly sessionAdmitted: number;
	readonly nowMs: number;
	/** How many are to be admitted now; null asks only whether anyone may be. */
	readonly persons: number | null;
};

export type Decision =
	| ({
			readonly kind: "admissible";
			readonly remaining: number;
			readonly row: Row;
			readonly session: Session;
	  } & Rotated)
	| { readonly kind: "refused"; readonly refusal: Refusal };

/** A code that could not be read as a voucher is a refusal too. */
export function refusalOf(reading: Exclude<Reading, { kind: "voucher" }>): Refusal {
	switch (reading.reason) {
		case "malformed":
			return { reason: "malformed", why: reading.why };
		case "unknownVersion":
			return { reason: "unknownVersion", version: reading.version };
		case "forged":
			return { reason: "forged" };
	}
}

/**
 * May this voucher be honoured, here and now? From the coarsest question to the finest; the first "no" is the answer.
 * A revoked window honours nothing, so that comes first. A revoked voucher comes before all that a supervisor may override
 * or a policy admit provisionally (an expired list, a row that is missing), and before what the older list says of its row.
 */
export function decide(question: Question): Decision {
	const { venue, voucher, header, row, revocation, session, standing, nowMs } = question;
	if (revocation?.of === "window") return refuse({ reason: "revoked", of: "window" });
	if (voucher.venue !== venue) return refuse({ reason: "wrongVenue", venue: voucher.venue });
	if (header === null) return refuse({ reason: "noAllocation" });
	if (isOtherDay(voucher, header)) {
		return refuse({ reason: "wrongDay", fromMs: voucher.notBefore * 1000, untilMs: voucher.notAfter * 1000 });
	}
	if (revocation !== null && isRevoked(revocation, voucher.issue)) {
		return refuse({ reason: "revoked", of: "voucher", leastIssue: revocation.leastIssue });
	}
	if (nowMs >= header.closesAt) return refuse({ reason: "allocationExpired", closedAtMs: header.closesAt });
	if (row === null || session === null) return refuse({ reason: "notInAllocation" });
	if (voucher.issue < row.issue) return refuse({ reason: "superseded", issue: row.issue });
	if (row.state === "cancelled") return refuse({ reason: "cancelled" });
	if (row.state === "blocked") return refuse({ reason: "blocked" });

	const terms = termsOf(voucher, row);
	const remaining = terms.party - standing.admitted;
	if (remaining <= 0 && standing.last !== null) {
		const { atMs, kiosk } = standing.last;
		return refuse({ reason: "alreadyRedeemed", persons: standing.admitted, atMs, kiosk });
	}
	const rotation = judgeRotation(question.shown, voucher.rotating || row.rotating, standing.lastStep);
	if (rotation.kind === "refused") return refuse(rotation.refusal);
	const { fromMs, untilMs } = admissionWindow(session, terms);
	if (nowMs < fromMs) return refuse({ reason: "tooEarly", fromMs, startsAtMs: session.startsAt });
	if (nowMs >= untilMs) return refuse({ reason: "tooLate", untilMs, startsAtMs: session.startsAt });

	const asked = question.persons ?? 1;
	if (asked > remaining) return refuse({ reason: "remainderSmaller", remaining, asked });
	const left = session.capacity - question.sessionAdmitted;
	if (asked > left) return refuse({ reason: "sessionFull", capacity: session.capacity, left: Math.max(0, left) });
	const { step, skewSeconds } = rotation;
	return { kind: "admissible", remaining, row, session, step, skewSeconds };
}

/** What a short number stands for: the row itself, at its own issue. */
export function claimOf(row: Row, venue: number): Claim {
	const { rotating, activity, session, party, issue, notBefore, notAfter } = row;
	return { rotating, venue, activity, session, party, issue, notBefore, notAfter };
}

/** The higher issue's fields win, the row's at equal issue: a reissue made after the last sync may have changed party or times. */
export function termsOf(voucher: Claim, row: Row): Pick<Row, "party" | "notBefore" | "notAfter" | "session"> {
	return voucher.issue > row.issue ? voucher : row;
}

function isOtherDay(voucher: Claim, header: AllocationHeader): boolean {
	return voucher.notAfter * 1000 < header.opensAt || voucher.notBefore * 1000 >= header.closesAt;
}

function refuse(refusal: Refusal): Decision {
	return { kind: "refused", refusal };
}
