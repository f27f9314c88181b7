import type { Refusal } from "./decide.ts";

/** Overrides allowed in one shift. */
export const mostOverrides = 10;
/** An admission older than this can no longer be voided: the party has sat down. */
export const voidLimitMs = 30 * 60_000;

/**
 * Whether a supervisor may admit in spite of this refusal. Not for a voucher that is forged, of another venue, revoked,
 * cancelled or blocked, nor for an issue whose successor is good for something else: those only the union decides. Not
 * for a voucher already redeemed: a wrong admission is voided instead.
 */
export function isOverridable(refusal: Refusal): boolean {
	switch (refusal.reason) {
		case "allocationExpired":
		case "notInAllocation":
		case "rotationRequired":
		case "codeTooOld":
		case "codeFromFuture":
		case "tooEarly":
		case "tooLate":
		case "sessionFull":
		case "standingUncertain":
			return true;
		case "superseded":
			return refusal.hasSameRights;
		case "malformed":
		case "unknownVersion":
		case "forged":
		case "wrongVenue":
		case "noAllocation":
		case "wrongDay":
		case "revoked":
		case "cancelled":
		case "blocked":
		case "codeForged":
		case "codeConsumed":
		case "shortNumberMalformed":
		case "shortNumberUnknown":
		case "shortNumbersLocked":
		case "shortNumbersOff":
		case "alreadyRedeemed":
		case "remainderSmaller":
			return false;
	}
}
