import { z } from "zod";
import { StaffId } from "../identity.ts";
import type { Refusal } from "./decide.ts";

/** Six digits and more, as they were typed. */
export const Pin = z.string().regex(/^[0-9]{1,12}$/);

/** A supervisor who stands by what is asked. */
export const SupervisorCredentials = z.strictObject({ staff: StaffId, pin: Pin });
export type SupervisorCredentials = z.infer<typeof SupervisorCredentials>;

export const leastPinDigits = 6;
/** Overrides of one shift. */
export const mostOverrides = 10;
/** After this an admission is history: who came in has sat down. */
export const voidLimitMs = 30 * 60_000;
/** Five wrong PINs lock the window for ten minutes, across restarts. */
export const pinFailuresToLock = 5;
export const pinLockMs = 10 * 60_000;

export type PinWeakness = "short" | "sameDigit" | "sequence";

/** A PIN that a stranger would try first is none. */
export function weaknessOf(pin: string): PinWeakness | null {
	if (pin.length < leastPinDigits) return "short";
	const steps = new Set([...pin].slice(1).map((digit, i) => (Number(digit) - Number(pin[i]) + 10) % 10));
	if (steps.size !== 1) return null;
	if (steps.has(0)) return "sameDigit";
	return steps.has(1) || steps.has(9) ? "sequence" : null;
}

/**
 * Whether a supervisor may admit in spite of this refusal. Never what is forged, foreign, revoked, cancelled or blocked:
 * of those the union alone decides. Never a second time on one voucher: a wrong admission is voided instead.
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
			return true;
		case "malformed":
		case "unknownVersion":
		case "forged":
		case "wrongVenue":
		case "noAllocation":
		case "wrongDay":
		case "revoked":
		case "superseded":
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
