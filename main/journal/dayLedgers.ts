import type { Day, RowKey } from "../../core/identity.ts";
import {
	applyEntry,
	applyUnreadableLine,
	createDayLedger,
	type DayLedger,
	standingOf,
	type VoucherStanding,
} from "../../core/journal/dayLedger.ts";
import { type Entry, hashLine, type JournalHead, readOwnLine } from "../../core/journal/journal.ts";
import { ledgerFoldVersion, ledgerOfSnapshot, snapshotOf } from "../../core/journal/ledgerSnapshot.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import type { JournalPosition, JournalTable } from "../store/journal.ts";
import type { LedgerSnapshots, StoredLedgerSnapshot } from "../store/ledgerSnapshots.ts";
import type { RecoveredLines } from "./recoveredLines.ts";
import { createStoredStandings } from "./storedStandings.ts";

export type DayLedgersParts = {
	readonly table: JournalTable;
	readonly recovered: RecoveredLines;
	readonly snapshots: LedgerSnapshots;
	/** A ledger is stored after so many lines. */
	readonly linesASnapshot?: number | undefined;
};

/** The ledgers of the days that were asked for, folded from the disk. Another value is made after a failed write. */
export type DayLedgers = {
	readonly of: (day: Day) => DayLedger;
	/** To be called before a line about this voucher is written: see storedStandings.ts. */
	readonly prepare: (day: Day, row: RowKey) => void;
	/** Applies an entry that is on the disk. */
	readonly apply: (entry: Entry) => void;
	/** Stores the ledgers that have grown, as they are after the line `head`. To be called in a transaction that has written nothing yet. */
	readonly saveSnapshots: (incarnation: number, head: JournalHead) => void;
};

type OpenLedger = { readonly ledger: DayLedger; linesSinceSnapshot: number };

/** A start folds at most about so many lines. */
const productLinesASnapshot = 1000;
const beginning: JournalPosition = { incarnation: 0, seq: 0 };
const end: JournalPosition = { incarnation: Number.MAX_SAFE_INTEGER, seq: 0 };

export function createDayLedgers({ table, recovered, snapshots, ...parts }: DayLedgersParts): DayLedgers {
	const linesASnapshot = parts.linesASnapshot ?? productLinesASnapshot;
	const open = new Map<Day, OpenLedger>();

	function openLedger(day: Day): OpenLedger {
		const held = open.get(day);
		if (held !== undefined) return held;
		const snapshot = findSnapshot(day);
		const opened = snapshot === null ? foldAll(day) : foldAfter(snapshot);
		open.set(day, opened);
		return opened;
	}

	/** Null unless this fold made it of the lines that are on the disk. */
	function findSnapshot(day: Day): StoredLedgerSnapshot | null {
		const snapshot = snapshots.find(day);
		if (snapshot === null || snapshot.fold !== ledgerFoldVersion) return null;
		const line = table.lineAt(snapshot);
		return line !== null && hashLine(line, crypto) === snapshot.digest ? snapshot : null;
	}

	function foldAll(day: Day): OpenLedger {
		const ledger = createDayLedger();
		let lines = 0;
		for (const line of recovered.linesOfDay(day)) applyLine(ledger, line);
		for (const line of table.linesOfDayAfter(day, beginning)) {
			applyLine(ledger, line);
			lines++;
		}
		return { ledger, linesSinceSnapshot: lines };
	}

	function foldAfter(snapshot: StoredLedgerSnapshot): OpenLedger {
		const { day } = snapshot;
		// While the lines after the snapshot are applied, a voucher stands as it did then.
		let through: JournalPosition = snapshot;
		const standings = createStoredStandings((row) => foldStanding(day, row, through));
		const ledger = ledgerOfSnapshot(snapshot.ledger, standings);
		const lines = [...table.linesOfDayAfter(day, snapshot)];
		for (const line of lines) applyLine(ledger, line);
		through = end;
		return { ledger, linesSinceSnapshot: lines.length };
	}

	function foldStanding(day: Day, row: RowKey, through: JournalPosition): VoucherStanding | undefined {
		const ledger = createDayLedger();
		for (const line of recovered.linesOfRow(day, row)) applyLine(ledger, line);
		for (const line of table.linesOfRow(day, row, through)) applyLine(ledger, line);
		return ledger.standings.get(row);
	}

	return {
		of: (day) => openLedger(day).ledger,
		prepare: (day, row) => void standingOf(openLedger(day).ledger, row),
		apply(entry) {
			const opened = entry.day === null ? undefined : open.get(entry.day);
			if (opened === undefined) return;
			applyEntry(opened.ledger, entry);
			opened.linesSinceSnapshot++;
		},
		saveSnapshots(incarnation, { seq, digest }) {
			for (const [day, opened] of open) {
				if (opened.linesSinceSnapshot < linesASnapshot) continue;
				snapshots.put({ day, fold: ledgerFoldVersion, incarnation, seq, digest, ledger: snapshotOf(opened.ledger) });
				opened.linesSinceSnapshot = 0;
			}
		},
	};
}

function applyLine(ledger: DayLedger, line: string): void {
	const entry = readOwnLine(line);
	if (entry === null) applyUnreadableLine(ledger, line);
	else applyEntry(ledger, entry);
}
