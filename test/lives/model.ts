import type { Day, RowKey } from "../../core/identity.ts";
import {
	applyEntry,
	applyUnreadableLine,
	createDayLedger,
	type DayLedger,
	standingOf,
} from "../../core/journal/dayLedger.ts";
import { type Entry, hashLine, readOwnLine } from "../../core/journal/journal.ts";
import { snapshotOf } from "../../core/journal/ledgerSnapshot.ts";
import { applyEntryToStaffCalls, type StaffCall } from "../../core/journal/staffCalls.ts";
import type { Kiosk } from "../../main/kiosk.ts";
import type { Database } from "../../main/store/database.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import { mostPersons, rowKeys } from "./lists.ts";

type DiskLine = { readonly seq: number; readonly day: Day | null; readonly line: string };

/** What the disk says, folded without the kiosk: memory must say the same. */
export type Model = {
	/** Reads the lines that came since, and says what is wrong with them. */
	readonly readNew: () => readonly string[];
	/** Says where the kiosk's memory differs from the disk. */
	readonly compare: (kiosk: Kiosk, isThorough: boolean) => readonly string[];
	/** All of it is read anew: the disk has changed what it held. */
	readonly forget: () => void;
	readonly unreadable: () => number;
};

const maxRecent = 50;

export function createModel(database: Database): Model {
	const select = database.prepare<{ after: number }, DiskLine>(
		"SELECT seq, day, line FROM journal WHERE incarnation = 1 AND seq > @after ORDER BY seq",
	);
	let ledgers = new Map<Day, DayLedger>();
	/** The lines as they were before the disk damaged some: a snapshot may have been made of them then. */
	let former: readonly DiskLine[][] = [];
	let lines: DiskLine[] = [];
	let entries: Entry[] = [];
	let calls: readonly StaffCall[] = [];
	let touched = new Set<RowKey>();
	let unreadable = 0;
	let isDamaged = false;

	function ledgerOf(day: Day): DayLedger {
		const ledger = ledgers.get(day) ?? createDayLedger();
		ledgers.set(day, ledger);
		return ledger;
	}

	function readLine({ seq, day, line }: DiskLine, isNew: boolean): string[] {
		const entry = readOwnLine(line);
		if (entry === null) {
			unreadable++;
			if (day !== null) applyUnreadableLine(ledgerOf(day), line);
			return isNew ? [`line ${seq} was written and cannot be read: ${line}`] : [];
		}
		const wrong: string[] = [];
		if (entry.seq !== seq || entry.day !== day) wrong.push(`line ${seq} is of another place or day`);
		if (day !== null && "row" in entry && entry.row !== null) {
			touched.add(entry.row);
			const standing = standingOf(ledgerOf(day), entry.row);
			if (isNew && entry.kind === "redeemed" && entry.override === null && standing.isUncertain)
				wrong.push(`line ${seq} admits on a voucher of which a line cannot be read`);
		}
		if (day !== null) applyEntry(ledgerOf(day), entry);
		if (isNew && day !== null && entry.kind === "redeemed") {
			const { admitted, isUncertain } = standingOf(ledgerOf(day), entry.row);
			if (!isUncertain && admitted > mostPersons) wrong.push(`line ${seq} makes ${admitted} persons of one voucher`);
			if (!isUncertain && entry.override === null && admitted > entry.party)
				wrong.push(`line ${seq} makes ${admitted} of a party of ${entry.party}`);
		}
		calls = applyEntryToStaffCalls(calls, entry);
		entries.push(entry);
		return wrong;
	}

	function readNew(isNew = true): string[] {
		const wrong: string[] = [];
		for (const one of select.all({ after: lines.at(-1)?.seq ?? 0 })) {
			const last = lines.at(-1);
			if (one.seq !== (last?.seq ?? 0) + 1) wrong.push(`line ${one.seq} follows line ${last?.seq ?? 0}`);
			const entry = readOwnLine(one.line);
			const isChained = last === undefined || entry === null || entry.prev === hashLine(last.line, crypto);
			if (isNew && !isChained && !isDamaged) wrong.push(`line ${one.seq} names another line before it`);
			wrong.push(...readLine(one, isNew));
			lines.push(one);
			if (isNew) for (const known of former) known.push(one);
		}
		return wrong;
	}

	function compareRow(kiosk: Kiosk, day: Day, row: RowKey): string[] {
		const [held, folded] = [standingOf(kiosk.journal.ledgerOf(day), row), standingOf(ledgerOf(day), row)];
		return isSame(held, folded) ? [] : [`row ${row} of ${day}: ${tell(held)} in memory, ${tell(folded)} on the disk`];
	}

	return {
		readNew: () => readNew(),
		compare({ journal }, isThorough) {
			const wrong: string[] = [];
			const check = (what: string, held: unknown, folded: unknown) => {
				if (!isSame(held, folded)) wrong.push(`${what}: ${tell(held)} in memory, ${tell(folded)} on the disk`);
			};
			const last = lines.at(-1);
			check("head", journal.head(), {
				seq: last?.seq ?? 0,
				digest: last === undefined ? "0".repeat(64) : hashLine(last.line, crypto),
			});
			check(
				"recent entries",
				journal.recentEntries().map(({ seq }) => seq),
				lines
					.slice(-maxRecent)
					.flatMap(({ line }) => readOwnLine(line)?.seq ?? [])
					.toReversed()
					.slice(0, journal.recentEntries().length),
			);
			check("staff calls", journal.staffCalls(), calls);
			for (const [day, ledger] of ledgers) {
				const held = snapshotOf(journal.ledgerOf(day));
				if (!isSame(held, snapshotOf(ledger)) && !former.some((known) => isSame(held, snapshotOf(foldDay(known, day)))))
					check(`ledger of ${day}`, held, snapshotOf(ledger));
				for (const row of isThorough ? rowKeys : touched) wrong.push(...compareRow({ journal } as Kiosk, day, row));
			}
			touched.clear();
			return wrong;
		},
		forget() {
			const known = [...former, lines];
			[ledgers, lines, entries, calls, touched] = [new Map(), [], [], [], new Set()];
			unreadable = 0;
			isDamaged = true;
			readNew(false);
			const changed = (one: DiskLine) => lines.find(({ seq }) => seq === one.seq) ?? one;
			const last = known.at(-1)?.length ?? 0;
			// What one former state lacks is what was damaged now.
			const damaged = lines.slice(0, last).filter(({ line }, i) => line !== known.at(-1)?.[i]?.line);
			const added = lines.slice(last);
			former = known.flatMap((state) => [
				[...state, ...added],
				[...state.map((one) => (damaged.some(({ seq }) => seq === one.seq) ? changed(one) : one)), ...added],
			]);
		},
		unreadable: () => unreadable,
	};
}

function foldDay(lines: readonly DiskLine[], of: Day): DayLedger {
	const ledger = createDayLedger();
	for (const { day, line } of lines) {
		if (day !== of) continue;
		const entry = readOwnLine(line);
		if (entry === null) applyUnreadableLine(ledger, line);
		else applyEntry(ledger, entry);
	}
	return ledger;
}

function isSame(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}

function tell(value: unknown): string {
	return JSON.stringify(value);
}
