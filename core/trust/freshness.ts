import type { AllocationHeader } from "../allocation/allocation.ts";
import type { Day } from "../identity.ts";
import { mostClockLeadMs } from "./timestamp.ts";
import { missingDocumentsOf, type TrustState } from "./trustState.ts";

/** The age of a kiosk's documents. Anything but fresh is shown amber, with the age, on every verdict. */
export type Freshness =
	| { readonly kind: "fresh"; readonly ageMs: number }
	/**
	 * The timestamp is fresh, but a roster or revocations it names have not arrived: they may be withheld (a freeze
	 * attack).
	 */
	| { readonly kind: "behind"; readonly ageMs: number }
	| { readonly kind: "stale"; readonly ageMs: number }
	/** No timestamp was ever accepted. */
	| { readonly kind: "unknown" };

export function freshnessOf(held: TrustState, nowMs: number): Freshness {
	const timestamp = held.timestamp?.document;
	if (timestamp === undefined) return { kind: "unknown" };
	const ageMs = Math.max(0, nowMs - timestamp.issuedAt);
	// A clock before the timestamp was put back, and cannot tell its age.
	const isOfToday = nowMs < timestamp.expiresAt && timestamp.issuedAt <= nowMs + mostClockLeadMs;
	if (!isOfToday || nowMs >= held.root.expiresAt) return { kind: "stale", ageMs };
	const { roster, revocations } = missingDocumentsOf(held);
	return { kind: roster || revocations ? "behind" : "fresh", ageMs };
}

/** Whether a day's list may be used: normally, shown amber, or only with a supervisor's override. */
export type DayFreshness =
	| Freshness
	| { readonly kind: "expired"; readonly closedAtMs: number }
	| { readonly kind: "notHeld" };

/**
 * A held day stays usable through its `closesAt`, however old the timestamp has become (docs/formats.md, "Allocation
 * header").
 */
export function dayFreshnessOf(held: TrustState, day: Day, nowMs: number): DayFreshness {
	const header = held.headers.get(day)?.document;
	if (header === undefined) return { kind: "notHeld" };
	if (isOver(header, nowMs)) return { kind: "expired", closedAtMs: header.closesAt };
	const whole = freshnessOf(held, nowMs);
	return whole.kind === "fresh" && missingDocumentsOf(held).days.includes(day) ? { ...whole, kind: "behind" } : whole;
}

function isOver(header: AllocationHeader, nowMs: number): boolean {
	return nowMs >= header.closesAt;
}
