import type { Refusal } from "../../core/admission/decide.ts";
import type { Row } from "../../core/allocation/row.ts";
import { findRowByShortNumber, readShortNumber } from "../../core/allocation/shortNumber.ts";
import type { ShortNumberAvailability } from "../../core/contract/contract.ts";
import type { Now } from "../../core/journal/runningTime.ts";
import { countTriesLeft, shortNumberLockLeftMs } from "../../core/journal/shortNumberLock.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import type { Allocations, DayAllocation } from "../allocations/allocations.ts";
import type { ShortNumberIndexes } from "../allocations/shortNumberIndexes.ts";
import type { Journal } from "../journal/journal.ts";

export type EnteredNumber = { readonly number: string; readonly card: string };
export type ShortNumberLookup =
	| { readonly kind: "row"; readonly row: Row }
	| { readonly kind: "refused"; readonly refusal: Refusal };

/** Finds the row of the list in force by short number and card, unless short numbers are off or locked. */
export type ShortNumberEntry = {
	readonly state: () => ShortNumberAvailability;
	readonly find: (typed: EnteredNumber) => ShortNumberLookup;
};

export type ShortNumberEntryParts = {
	readonly allocations: Allocations;
	readonly shortNumbers: ShortNumberIndexes;
	readonly journal: Journal;
	readonly moment: () => Now;
};

export function createShortNumberEntry({
	allocations,
	shortNumbers,
	journal,
	moment,
}: ShortNumberEntryParts): ShortNumberEntry {
	function state(): ShortNumberAvailability {
		const now = moment();
		const header = allocations.allocationFor(null)?.allocation.header;
		if (header === undefined) return { kind: "off", why: "noAllocation" };
		if (header.numbers === null) return { kind: "off", why: "policy" };
		if (shortNumbers.find(header) === null) return { kind: "off", why: "noIndex" };
		const { shortNumberLock } = journal.ledgerOf(header.day);
		const leftMs = shortNumberLockLeftMs(shortNumberLock, now);
		if (leftMs !== null) return { kind: "locked", untilMs: now.nowMs + leftMs };
		return { kind: "open", triesLeft: countTriesLeft(shortNumberLock, now) };
	}

	function find(typed: EnteredNumber): ShortNumberLookup {
		const entry = state();
		switch (entry.kind) {
			case "off":
				return refusedLookup(
					entry.why === "noAllocation" ? { reason: entry.why } : { reason: "shortNumbersOff", why: entry.why },
				);
			case "locked":
				return refusedLookup({ reason: "shortNumbersLocked", untilMs: entry.untilMs });
			case "open": {
				const reading = readShortNumber(typed.number);
				if (reading.kind === "malformed") return refusedLookup({ reason: "shortNumberMalformed", why: reading.why });
				const row = lookUp(allocations.allocationFor(null), { number: reading.number, card: typed.card });
				// This try is counted with those left.
				return row === null
					? refusedLookup({ reason: "shortNumberUnknown", triesLeft: entry.triesLeft - 1 })
					: { kind: "row", row };
			}
		}
	}

	function lookUp(held: DayAllocation | null, typed: Parameters<typeof findRowByShortNumber>[2]): Row | null {
		const index = held === null ? null : shortNumbers.find(held.allocation.header);
		return held === null || index === null
			? null
			: findRowByShortNumber(held.allocation, index, typed, held.key, crypto);
	}

	return { state, find };
}

function refusedLookup(refusal: Refusal): ShortNumberLookup {
	return { kind: "refused", refusal };
}
