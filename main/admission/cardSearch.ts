import { isOverridable } from "../../core/admission/pin.ts";
import { type Row, readRow, rowLength } from "../../core/allocation/row.ts";
import { seatsOf } from "../../core/allocation/seating.ts";
import type { FoundVoucher, LookUpOutcome } from "../../core/contract/contract.ts";
import { findFreePositions } from "../../core/journal/dayLedger.ts";
import type { Clock } from "../../sync/clock.ts";
import type { HeldDay, KioskShelf } from "../allocations/allocations.ts";
import type { Journal, Knowledge } from "../journal/journal.ts";
import type { Consider } from "./assess.ts";
import type { Exchange } from "./checkIn.ts";
import type { Offers } from "./offers.ts";

export type CardDeskParts = {
	readonly journal: Journal;
	readonly shelf: KioskShelf;
	readonly clock: Clock;
	readonly knowledge: (held: HeldDay | null) => Knowledge;
	readonly consider: Consider;
	readonly offers: Offers;
	readonly shown: Exchange["shown"];
};

/** More on one screen help nobody; four digits are shared by few of a venue's day. */
const mostShown = 7;

/** Tells a clerk what today's list and journal know of the cards that end so. It admits nobody. */
export function openCardDesk({ journal, shelf, clock, consider, offers, shown, knowledge }: CardDeskParts) {
	return (card: string): LookUpOutcome => {
		const held = shelf.heldFor(null, clock.nowMs());
		if (held === null) return { kind: "notLookedUp", why: "noAllocation" };
		const rows = rowsWithCard(held, card);
		const written = journal.write((append) => append({ kind: "lookedUp", found: rows.length }, knowledge(held)));
		if (written.kind === "notWritten") return { kind: "notLookedUp", why: "notRecorded" };
		const vouchers = rows.map(look).toSorted((a, b) => startOf(a) - startOf(b));
		return { kind: "found", vouchers: vouchers.slice(0, mostShown), more: Math.max(0, vouchers.length - mostShown) };
	};

	function look(row: Row): FoundVoucher {
		const brought = { kind: "row", row } as const;
		const { decision, session, standing, remaining } = consider(brought, null, []);
		const refusal = decision.kind === "refused" ? decision.refusal : null;
		const waives = refusal === null ? [] : [refusal.reason];
		const last = standing.admissions.at(-1);
		return {
			offer: offers.remember({ brought, source: "card", waives }),
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

function startOf({ session }: FoundVoucher): number {
	return session?.startsAt ?? 0;
}

function rowsWithCard({ allocation }: HeldDay, card: string): readonly Row[] {
	const found: Row[] = [];
	for (const rows of allocation.buckets) {
		for (let at = 0; at < rows.length; at += rowLength) {
			const row = readRow(rows, at);
			if (row.card === card) found.push(row);
		}
	}
	return found;
}
