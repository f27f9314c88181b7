import type { AllocationHeader } from "../allocation/allocation.ts";
import { type Day, latestEndMsOf } from "../identity.ts";
import type { DocumentName } from "./rejection.ts";
import { mostClockLeadMs } from "./timestamp.ts";
import { missingDocumentsOf, type TrustState } from "./trustState.ts";

/** A root asks for a timestamp made under it; a timestamp names the others. */
export type MissingDocument = Exclude<DocumentName, "root">;

/** The age of a kiosk's documents. Anything but fresh is shown amber, with the age, on every verdict. */
export type Freshness =
	| { readonly kind: "fresh"; readonly ageMs: number }
	/**
	 * Documents that are named have not arrived: they may be withheld (a freeze attack). `missing` is in the order in which
	 * they are fetched, and never empty.
	 */
	| { readonly kind: "behind"; readonly ageMs: number; readonly missing: readonly MissingDocument[] }
	| { readonly kind: "stale"; readonly ageMs: number }
	/** No timestamp was ever accepted. */
	| { readonly kind: "unknown" };

export function freshnessOf(held: TrustState, nowMs: number): Freshness {
	return freshnessFor(held, nowMs, (day) => !isPast(held, day, nowMs));
}

/** Of all documents but the lists, and of the lists of the days that are wanted. */
function freshnessFor(held: TrustState, nowMs: number, isWanted: (day: Day) => boolean): Freshness {
	const timestamp = held.timestamp?.document;
	if (timestamp === undefined) return freshnessWithoutTimestamp(held, nowMs);
	const ageMs = Math.max(0, nowMs - timestamp.issuedAt);
	// A clock before the timestamp was put back, and cannot tell its age.
	const isOfToday = nowMs < timestamp.expiresAt && timestamp.issuedAt <= nowMs + mostClockLeadMs;
	if (!isOfToday || nowMs >= held.root.expiresAt) return { kind: "stale", ageMs };
	const { revocations, roster, days } = missingDocumentsOf(held);
	const missing: readonly MissingDocument[] = [
		...(timestamp.root === held.root.version ? [] : ["timestamp" as const]),
		...(revocations ? ["revocations" as const] : []),
		...(roster ? ["roster" as const] : []),
		...(days.some(isWanted) ? ["allocation" as const] : []),
	];
	return missing.length === 0 ? { kind: "fresh", ageMs } : { kind: "behind", ageMs, missing };
}

/** A kiosk that followed a root was in touch: that root took the key of the timestamp away, or came before the first one. */
function freshnessWithoutTimestamp({ roots, root }: TrustState, nowMs: number): Freshness {
	if (roots.length === 1) return { kind: "unknown" };
	const ageMs = Math.max(0, nowMs - root.issuedAt);
	return nowMs < root.expiresAt ? { kind: "behind", ageMs, missing: ["timestamp"] } : { kind: "stale", ageMs };
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
	return freshnessFor(held, nowMs, (one) => one === day);
}

function isOver(header: AllocationHeader, nowMs: number): boolean {
	return nowMs >= header.closesAt;
}

/** A timestamp may name a day for an hour after its end, and its list is no longer accepted then. */
function isPast(held: TrustState, day: Day, nowMs: number): boolean {
	const header = held.headers.get(day)?.document;
	return header === undefined ? nowMs >= latestEndMsOf(day) : isOver(header, nowMs);
}
