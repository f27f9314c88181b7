import { z } from "zod";
import { StaffId } from "../identity.ts";

/** A PIN as it was typed; `weaknessOf` decides whether it may be set. */
export const Pin = z.string().regex(/^[0-9]{1,12}$/);

/** The supervisor who answers for a call, with the PIN that proves it. */
export const SupervisorCredentials = z.strictObject({ staff: StaffId, pin: Pin });
export type SupervisorCredentials = z.infer<typeof SupervisorCredentials>;

export const leastPinDigits = 6;
/** Five wrong PINs lock the kiosk for ten minutes; the lock survives a restart. */
export const pinFailuresToLock = 5;
export const pinLockMs = 10 * 60_000;

export type PinWeakness = "short" | "sameDigit" | "sequence";

/** Why a PIN is too easy to guess to be set; null when it is not. */
export function weaknessOf(pin: string): PinWeakness | null {
	if (pin.length < leastPinDigits) return "short";
	const steps = new Set([...pin].slice(1).map((digit, i) => (Number(digit) - Number(pin[i]) + 10) % 10));
	if (steps.size !== 1) return null;
	if (steps.has(0)) return "sameDigit";
	return steps.has(1) || steps.has(9) ? "sequence" : null;
}
