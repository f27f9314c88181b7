import { type Row, readRow, rowLength } from "../../core/allocation/row.ts";
import { seatsOf } from "../../core/allocation/seating.ts";
import type { FoundVoucher, LookUpOutcome } from "../../core/contract/contract.ts";
import { findFreePositions } from "../../core/journal/dayLedger.ts";
import type { Allocations, DayAllocation } from "../allocations/allocations.ts";
import type { Journal } from "../journal/journal.ts";
import type { Assess } from "./assess.ts";
import { sightingOf } from "./checkIn.ts";
import type { ScreenNames } from "./displayedRefusal.ts";
import type { Offers } from "./offers.ts";
import { assessOverride } from "./waivers.ts";

export type CardSearchParts = {
	readonly journal: Journal;
	readonly allocations: Allocations;
	readonly assess: Assess;
	readonly offers: Offers;
	readonly names: ScreenNames;
};

/** As many as fit on one screen; few vouchers of a venue's day share four digits. */
const maxResults = 7;

/** Finds the vouchers of today's list whose card ends with these four digits, with what the journal says of each. It admits nobody. */
export function createCardSearch({ journal, allocations, assess, offers, names }: CardSearchParts) {
	return (card: string): LookUpOutcome => {
		const held = allocations.allocationFor(null);
		if (held === null) return { kind: "notLookedUp", why: "noAllocation" };
		const rows = findRowsByCard(held, card);
		if (!journal.record({ kind: "lookedUp", found: rows.length })) return { kind: "notLookedUp", why: "notRecorded" };
		const vouchers = rows.map(describe).toSorted((a, b) => startsAtOf(a) - startsAtOf(b));
		return { kind: "found", vouchers: vouchers.slice(0, maxResults), more: Math.max(0, vouchers.length - maxResults) };
	};

	function describe(row: Row): FoundVoucher {
		const credential = { kind: "row", row } as const;
		const assessment = assess(credential, null, []);
		const { decision, session, standing, remaining } = assessment;
		const sighting = sightingOf(credential, assessment);
		const refusal = decision.kind === "refused" ? decision.refusal : null;
		const possible = assessOverride(assess, credential);
		const others = possible === null ? [] : possible.refusals.slice(1).map(names.refusal);
		const last = standing.admissions.at(-1);
		return {
			offer: offers.add({ credential, sighting, source: "card", waives: possible?.waives ?? [] }),
			session,
			party: row.party,
			remaining,
			state: row.state,
			place: row.place,
			seats: session === null ? [] : seatsOf(session, row, findFreePositions(standing, remaining)),
			last: last === undefined ? null : { persons: last.persons, atMs: last.atMs },
			refusal: refusal === null ? null : names.refusal(refusal),
			isOverridable: possible !== null,
			others,
		};
	}
}

function startsAtOf({ session }: FoundVoucher): number {
	return session?.startsAt ?? 0;
}

function findRowsByCard({ allocation }: DayAllocation, card: string): readonly Row[] {
	const found: Row[] = [];
	for (const rows of allocation.buckets) {
		for (let at = 0; at < rows.length; at += rowLength) {
			const row = readRow(rows, at);
			if (row.card === card) found.push(row);
		}
	}
	return found;
}
