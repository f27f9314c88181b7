import { voidLimitMs } from "../../core/admission/override.ts";
import { findRow } from "../../core/allocation/allocation.ts";
import { seatsOf, toldSeatsOf } from "../../core/allocation/seating.ts";
import type { FoundAdmission, Verdict } from "../../core/contract/contract.ts";
import type { Day, RowKey } from "../../core/identity.ts";
import { type Admission, standingOf } from "../../core/journal/dayLedger.ts";
import type { Entry } from "../../core/journal/journal.ts";
import { elapsedSinceLine, type Now } from "../../core/journal/runningTime.ts";
import type { Allocations } from "../allocations/allocations.ts";
import type { Journal } from "../journal/journal.ts";

export type RedeemedEntry = Extract<Entry, { kind: "redeemed" }>;

/** An admission's line, and what of it was not voided; null when all of it was. */
export type OwnAdmission = { readonly entry: RedeemedEntry; readonly standing: Admission | null };

export type OwnAdmissionsParts = {
	readonly journal: Journal;
	readonly allocations: Allocations;
	readonly moment: () => Now;
};

/** The admissions that this kiosk made in its present incarnation: only those can it void. */
export type OwnAdmissions = {
	readonly at: (line: number) => OwnAdmission | null;
	/** Whether a verdict is still true: of an admission, that nobody it let in was voided since. */
	readonly holds: (verdict: Verdict) => boolean;
	/** Those that may still be voided, newest first: of one voucher, or of all. */
	readonly undoable: (row: RowKey | null) => readonly FoundAdmission[];
};

/** Until when an admission may be voided, in Unix ms; null once another day has begun. */
export function voidableUntilMsOf(
	entry: Pick<RedeemedEntry, "at" | "boot" | "mono" | "day">,
	{ allocations, moment }: Omit<OwnAdmissionsParts, "journal">,
): number | null {
	const { day } = entry;
	const now = moment();
	const inForce = allocations.inForce();
	const isToday = day !== null && (inForce === null || inForce.allocation.header.day === day);
	const leftMs = voidLimitMs - elapsedSinceLine(entry, now);
	return isToday && leftMs >= 0 ? now.nowMs + leftMs : null;
}

export function createOwnAdmissions({ journal, allocations, moment }: OwnAdmissionsParts): OwnAdmissions {
	const limits = { allocations, moment };

	function at(line: number): OwnAdmission | null {
		const entry = journal.entryAt(line);
		if (entry?.kind !== "redeemed" || entry.day === null) return null;
		const { admissions } = standingOf(journal.ledgerOf(entry.day), entry.row);
		const { kiosk, incarnation } = entry;
		const standing = admissions.find(
			(one) => one.kiosk === kiosk && one.incarnation === incarnation && one.line === line,
		);
		return { entry, standing: standing ?? null };
	}

	function holds(verdict: Verdict): boolean {
		if (verdict.kind !== "admitted") return true;
		const own = at(verdict.line);
		// The line of another incarnation may have the same number.
		return own?.entry.at === verdict.atMs && own.standing?.persons === verdict.persons;
	}

	function undoable(row: RowKey | null): readonly FoundAdmission[] {
		const ledgers = daysWithinLimit().map(journal.ledgerOf);
		const incarnation = journal.incarnation();
		const earliest = findEarliestLine();
		const rows = row === null ? rowsAdmittedFrom(earliest) : [row];
		return ledgers
			.flatMap((ledger) => rows.flatMap((one) => standingOf(ledger, one).admissions))
			.filter((one) => one.incarnation === incarnation && one.line >= earliest)
			.flatMap(({ line }) => describe(at(line)))
			.toSorted((a, b) => b.line - a.line);
	}

	/** Between days an admission of the ended day may still be undone: the days are those of the newest lines. */
	function daysWithinLimit(): readonly Day[] {
		const inForce = allocations.inForce();
		if (inForce !== null) return [inForce.allocation.header.day];
		const head = journal.recentEntries()[0]?.seq ?? 0;
		const days = new Set<Day>();
		for (let line = findEarliestLine(); line <= head; line++) {
			const day = journal.entryAt(line)?.day ?? null;
			if (day !== null) days.add(day);
		}
		return [...days];
	}

	/** The first line within the limit, by binary search: lines of one boot are in the order of its monotonic clock. */
	function findEarliestLine(): number {
		const now = moment();
		let [low, high] = [1, journal.recentEntries()[0]?.seq ?? 0];
		while (low <= high) {
			const middle = Math.floor((low + high) / 2);
			const entry = journal.entryAt(middle);
			if (entry !== null && elapsedSinceLine(entry, now) > voidLimitMs) low = middle + 1;
			else high = middle - 1;
		}
		return low;
	}

	function rowsAdmittedFrom(line: number): readonly RowKey[] {
		const entries = journal.entriesFrom(line);
		return [...new Set(entries.flatMap((entry) => (entry.kind === "redeemed" ? [entry.row] : [])))];
	}

	function describe(own: OwnAdmission | null): readonly FoundAdmission[] {
		if (own === null || own.standing === null) return [];
		const { entry, standing } = own;
		const untilMs = voidableUntilMsOf(entry, limits);
		const list = entry.day === null ? null : allocations.findAllocation(entry.day);
		if (untilMs === null || list === null) return [];
		const session = list.header.sessions.find((one) => one.session === entry.session) ?? null;
		const row = findRow(list, entry.row);
		const booked = session === null || row === null ? [] : seatsOf(session, row, standing.positions);
		return [
			{
				...{ line: entry.seq, atMs: entry.at, persons: entry.persons, inside: standing.persons, party: entry.party },
				...{ session, seats: toldSeatsOf(entry, standing.positions) ?? booked },
				...{ card: row?.card ?? null, isOverride: entry.override !== null, voidableUntilMs: untilMs },
			},
		];
	}

	return { at, holds, undoable };
}
