/** The admission folder: whether a voucher is redeemed, what a supervisor may override, and supervisors' PINs. */
import type { AllocationHeader } from "../allocation/allocation.ts";
import type { Row } from "../allocation/row.ts";
import { admissionTimesOf, type Session } from "../allocation/session.ts";
import type { KioskId, RowKey } from "../identity.ts";
import type { IssuedRights, VoucherStanding } from "../journal/dayLedger.ts";
import { isRevoked, type Revocation } from "../trust/revocations.ts";
import {
	acceptedWithoutStep,
	type ConsumedStep,
	decideRotation,
	type Presentation,
	type RotationRefusal,
} from "../voucher/rotatingCode.ts";
import type { Malformation, Voucher, VoucherReading } from "../voucher/voucher.ts";

/** Why a voucher is refused, with what a person needs to know about it. Times are Unix ms. */
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
	/** By `issue`, which is good for the same (party, session and times) or for something else. */
	| { readonly reason: "superseded"; readonly issue: number; readonly hasSameRights: boolean }
	| { readonly reason: "cancelled" }
	| { readonly reason: "blocked" }
	| RotationRefusal
	| { readonly reason: "shortNumberMalformed"; readonly why: "characters" | "length" | "checkDigit" }
	| { readonly reason: "shortNumberUnknown"; readonly triesLeft: number }
	| { readonly reason: "shortNumbersLocked"; readonly untilMs: number }
	/** By the day's policy, or because the index that the list names is missing. */
	| { readonly reason: "shortNumbersOff"; readonly why: "policy" | "noIndex" }
	| { readonly reason: "alreadyRedeemed"; readonly persons: number; readonly atMs: number; readonly kiosk: KioskId }
	/** A journal line about this voucher cannot be read: some of the party may be inside. */
	| { readonly reason: "standingUncertain"; readonly admitted: number }
	| { readonly reason: "tooEarly"; readonly fromMs: number; readonly startsAtMs: number }
	| { readonly reason: "tooLate"; readonly untilMs: number; readonly startsAtMs: number }
	| { readonly reason: "remainderSmaller"; readonly remaining: number; readonly asked: number }
	| { readonly reason: "sessionFull"; readonly capacity: number; readonly left: number };

export type RefusalReason = Refusal["reason"];

/** The content of a voucher, whether it comes from a signed code or from the row of a short number. */
export type Claim = Omit<Voucher, "id">;

/** The complete input of one decision. */
export type DecisionInput = {
	readonly venue: number;
	readonly voucher: Claim;
	readonly shown: Presentation;
	readonly header: AllocationHeader | null;
	readonly row: Row | null;
	/** The revocation of this kiosk, or of this voucher's row; see `revocationOf`. */
	readonly revocation: Revocation | null;
	readonly session: Session | null;
	readonly standing: VoucherStanding;
	readonly sessionAdmitted: number;
	readonly nowMs: number;
	/** Persons to admit now; null asks only whether anyone may be admitted. */
	readonly persons: number | null;
	/** Refusals that a supervisor overrides; see `isOverridable`. */
	readonly waived: readonly RefusalReason[];
};

export type Decision =
	| ({
			readonly kind: "admissible";
			readonly remaining: number;
			readonly row: Row;
			readonly session: Session;
			/** The issue whose terms hold. */
			readonly issue: number;
	  } & ConsumedStep)
	| { readonly kind: "refused"; readonly refusal: Refusal };

/** The refusal of a code that could not be read as a voucher. */
export function refusalOf(reading: Exclude<VoucherReading, { kind: "voucher" }>): Refusal {
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
 * Decides whether a voucher may be redeemed now at this kiosk. Checks run from the coarsest to the finest; the first that
 * fails is the refusal. A revoked kiosk honours nothing, so that is first. A revoked voucher comes before all that a
 * supervisor may override (an expired list, a missing row), and before what the older list says of its row.
 */
export function decide(question: DecisionInput): Decision {
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
	const isWaived = (reason: RefusalReason) => question.waived.includes(reason);
	if (nowMs >= header.closesAt && !isWaived("allocationExpired")) {
		return refuse({ reason: "allocationExpired", closedAtMs: header.closesAt });
	}
	if (row === null || session === null) {
		return refuseIfAllInside(standing, voucher.party) ?? refuse({ reason: "notInAllocation" });
	}
	const superseded = findNewerIssue(voucher, row, standing.newestIssue);
	if (superseded !== null && !(superseded.hasSameRights && isWaived("superseded"))) return refuse(superseded);
	// A higher issue was signed after the row was cancelled or blocked: only a live booking is issued anew.
	if (voucher.issue <= row.issue && row.state === "cancelled") return refuse({ reason: "cancelled" });
	if (voucher.issue <= row.issue && row.state === "blocked") return refuse({ reason: "blocked" });

	const terms = termsOf(voucher, row);
	const remaining = terms.party - standing.admitted;
	const inside = refuseIfAllInside(standing, terms.party);
	if (inside !== null) return inside;
	if (standing.isUncertain && !isWaived("standingUncertain"))
		return refuse({ reason: "standingUncertain", admitted: standing.admitted });
	const judged = decideRotation(question.shown, voucher.rotating || row.rotating, standing.lastStep);
	if (judged.kind === "refused" && !isWaived(judged.refusal.reason)) return refuse(judged.refusal);
	const rotation = judged.kind === "accepted" ? judged : acceptedWithoutStep;
	const { fromMs, untilMs } = admissionTimesOf(session, terms);
	if (nowMs < fromMs && !isWaived("tooEarly"))
		return refuse({ reason: "tooEarly", fromMs, startsAtMs: session.startsAt });
	if (nowMs >= untilMs && !isWaived("tooLate"))
		return refuse({ reason: "tooLate", untilMs, startsAtMs: session.startsAt });

	const asked = question.persons ?? 1;
	if (asked > remaining) return refuse({ reason: "remainderSmaller", remaining, asked });
	const left = session.capacity - question.sessionAdmitted;
	if (asked > left && !isWaived("sessionFull"))
		return refuse({ reason: "sessionFull", capacity: session.capacity, left: Math.max(0, left) });
	const { step, skewSeconds } = rotation;
	return { kind: "admissible", remaining, row, session, issue: Math.max(voucher.issue, row.issue), step, skewSeconds };
}

/** The claim of a short number: the row itself, at its own issue. */
export function claimOf(row: Row, venue: number): Claim {
	const { rotating, activity, session, party, issue, notBefore, notAfter } = row;
	return { rotating, venue, activity, session, party, issue, notBefore, notAfter };
}

/** The row that a voucher with a valid signature would have if it were on the list. */
export function rowOfClaim(claim: Claim, key: RowKey): Row {
	const { rotating, activity, session, party, issue, notBefore, notAfter } = claim;
	const place = 0;
	return { key, rotating, activity, session, party, issue, notBefore, notAfter, state: "live", place, card: null };
}

/**
 * The higher issue's fields win, the row's at equal issue: a reissue made after the last sync may have changed party or
 * times.
 */
export function termsOf(voucher: Claim, row: Row): Pick<Row, "party" | "notBefore" | "notAfter" | "session"> {
	return voucher.issue > row.issue ? voucher : row;
}

/** The refusal of a voucher of which a newer issue is known: by the list, or by an admission that a newer code had. */
function findNewerIssue(
	voucher: Claim,
	row: Row,
	admitted: IssuedRights | null,
): Extract<Refusal, { reason: "superseded" }> | null {
	if (admitted !== null && admitted.issue > Math.max(voucher.issue, row.issue)) {
		const hasSameRights = admitted.session === voucher.session && admitted.party === voucher.party;
		return { reason: "superseded", issue: admitted.issue, hasSameRights };
	}
	if (voucher.issue >= row.issue) return null;
	const rights = ["session", "party", "notBefore", "notAfter"] as const;
	return {
		reason: "superseded",
		issue: row.issue,
		hasSameRights: rights.every((name) => voucher[name] === row[name]),
	};
}

function refuseIfAllInside({ admitted, admissions }: VoucherStanding, party: number): Decision | null {
	const last = admissions.at(-1);
	if (admitted < party || last === undefined) return null;
	return refuse({ reason: "alreadyRedeemed", persons: admitted, atMs: last.atMs, kiosk: last.kiosk });
}

function isOtherDay(voucher: Claim, header: AllocationHeader): boolean {
	return voucher.notAfter * 1000 < header.opensAt || voucher.notBefore * 1000 >= header.closesAt;
}

function refuse(refusal: Refusal): Decision {
	return { kind: "refused", refusal };
}
