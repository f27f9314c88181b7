import { isOverridable } from "../../core/admission/pin.ts";
import { type Row, readRow, rowLength } from "../../core/allocation/row.ts";
import { seatsOf } from "../../core/allocation/seating.ts";
import type { FoundVoucher, LookUpOutcome } from "../../core/contract/contract.ts";
import { findFreePositions } from "../../core/journal/dayLedger.ts";
import type { Clock } from "../../sync/clock.ts";
import type { DayAllocation, KioskAllocations } from "../allocations/allocations.ts";
import type { Journal, Knowledge } from "../journal/journal.ts";
import type { Assess } from "./assess.ts";
import type { CheckIn } from "./checkIn.ts";
import type { Offers } from "./offers.ts";

export type CardSearchParts = {
	readonly journal: Journal;
	readonly shelf: KioskAllocations;
	readonly clock: Clock;
	readonly knowledge: (held: DayAllocation | null) => Knowledge;
	readonly consider: Assess;
	readonly offers: Offers;
	readonly refusalForScreen: CheckIn["refusalForScreen"];
};

/** More on one screen help nobody; four digits are shared by few of a venue's day. */
const maxResults = 7;

/** Tells a clerk what today's list and journal know of the cards that end so. It admits nobody. */
export function createCardSearch({
	journal,
	shelf,
	clock,
	consider,
	offers,
	refusalForScreen: shown,
	knowledge,
}: CardSearchParts) {
	return (card: string): LookUpOutcome => {
		const held = shelf.allocationFor(null, clock.nowMs());
		if (held === null) return { kind: "notLookedUp", why: "noAllocation" };
		const rows = findRowsByCard(held, card);
		const written = journal.write((append) => append({ kind: "lookedUp", found: rows.length }, knowledge(held)));
		if (written.kind === "notWritten") return { kind: "notLookedUp", why: "notRecorded" };
		const vouchers = rows.map(look).toSorted((a, b) => startsAtOf(a) - startsAtOf(b));
		return { kind: "found", vouchers: vouchers.slice(0, maxResults), more: Math.max(0, vouchers.length - maxResults) };
	};

	function look(row: Row): FoundVoucher {
		const brought = { kind: "row", row } as const;
		const { decision, session, standing, remaining } = consider(brought, null, []);
		const refusal = decision.kind === "refused" ? decision.refusal : null;
		const waives = refusal === null ? [] : [refusal.reason];
		const last = standing.admissions.at(-1);
		return {
			offer: offers.add({ brought, source: "card", waives }),
			session,
			party: row.party,
			remaining,
			state: row.state,
			place: row.place,
			seats: session === null ? [] : seatsOf(session, row, findFreePositions(standing, remaining)),
			last: last === undefined ? null : { persons: last.persons, atMs: last.atMs },
			refusal: refusal === null ? null : shown(refusal),
			isOverridable: remaining > 0 && (refusal === null || isOverridable(refusal)),
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
