import { type Entry, emptyJournalHead, type JournalHead, readOwnLine } from "../../core/journal/journal.ts";
import { applyEntryToStaffCalls, type StaffCall } from "../../core/journal/staffCalls.ts";
import { describeError, type Log } from "../../sync/log.ts";
import { type Database, storeErrorKindOf } from "../store/database.ts";
import type { IncarnationTable, StoredIncarnation } from "../store/incarnations.ts";
import { createDayLedgers, type DayLedgers, type DayLedgersParts } from "./dayLedgers.ts";
import type { Outboxes } from "./outbox.ts";

/**
 * What is kept in memory of the journal on the disk. It is one value, which is replaced only whole: by what the disk
 * holds, or by what a commit has made of it. So the next line always follows the last one on the disk.
 */
export type JournalMemory = {
	/** Oldest first; the last one is current. */
	readonly incarnations: readonly StoredIncarnation[];
	readonly head: JournalHead;
	/** Heads of the earlier incarnations. Nothing is appended to them. */
	readonly earlierHeads: ReadonlyMap<number, JournalHead>;
	/** The newest entries of the current incarnation first. */
	readonly recent: readonly Entry[];
	/** Open calls for staff at this kiosk, whichever day's list they were recorded on. */
	readonly staffCalls: readonly StaffCall[];
	/** Lines of no day that cannot be read; those of a day are counted in its ledger. */
	readonly unreadableWithoutDay: number;
	readonly ledgers: DayLedgers;
};

export type JournalMemoryParts = DayLedgersParts & {
	readonly database: Database;
	readonly log: Log;
	readonly incarnationTable: IncarnationTable;
	readonly outboxes: Outboxes;
};

const maxRecentEntries = 50;

/** What a transaction has made of the journal so far; in memory only once it is committed. */
export type JournalDraft = Pick<Mutable<JournalMemory>, "head" | "incarnations"> & { readonly written: Entry[] };
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function openJournalMemory(parts: JournalMemoryParts) {
	const { database, incarnationTable } = parts;
	let memory = readJournalMemory(parts);
	/** A write has failed, or has changed what is not kept: the disk is read again before anything follows it. */
	let isStale = false;

	/** Throws, and changes nothing, when the disk cannot be read. */
	function reread(): void {
		memory = readJournalMemory(parts);
		isStale = false;
	}

	/** While the disk cannot be read: what was last known. */
	function now(): JournalMemory {
		if (!isStale) return memory;
		try {
			reread();
		} catch (error) {
			if (storeErrorKindOf(error) === null) throw error;
		}
		return memory;
	}

	function runWrite<T>(work: () => T): T {
		try {
			return database.transaction(work).immediate();
		} catch (error) {
			isStale = true;
			throw error;
		}
	}

	return {
		now,
		/** What is on the disk is read again before it is next asked for. */
		discard(): void {
			isStale = true;
		},
		/** One immediate transaction. Throws, and has written nothing, when the disk does not take it or `work` throws. */
		transact<T>(work: (draft: JournalDraft) => T): { readonly value: T; readonly written: readonly Entry[] } {
			if (isStale) reread();
			const draft: JournalDraft = { head: memory.head, incarnations: memory.incarnations, written: [] };
			const value = runWrite(() => {
				memory.ledgers.saveSnapshots(currentOf(memory.incarnations).incarnation, memory.head);
				return work(draft);
			});
			try {
				memory = applyToMemory(memory, draft);
			} catch (error) {
				// What was committed stands; the disk says what it is.
				isStale = true;
				parts.log.error("journalFoldFailed", describeError(error));
			}
			return { value, written: draft.written };
		},
		/** The journal goes on in another incarnation. To be called in a transaction. */
		beginIncarnation(draft: JournalDraft, incarnation: number): void {
			const before = currentOf(draft.incarnations);
			if (incarnation <= before.incarnation)
				throw new Error(`Incarnation ${incarnation} does not follow ${before.incarnation}.`);
			const closed = { ...before, state: "closed" } as const;
			const opened = { incarnation, state: "recovering", acknowledged: 0, nonce: before.nonce } as const;
			incarnationTable.update(closed);
			incarnationTable.insert(opened);
			draft.incarnations = [...draft.incarnations.slice(0, -1), closed, opened];
			draft.head = emptyJournalHead;
		},
		changeIncarnation(incarnation: number, change: Partial<StoredIncarnation>): void {
			const { incarnations } = now();
			const next = incarnations.map((one) => (one.incarnation === incarnation ? { ...one, ...change } : one));
			runWrite(() => {
				for (const one of next) if (!incarnations.includes(one)) incarnationTable.update(one);
			});
			memory = { ...memory, incarnations: next };
		},
	};
}

function readJournalMemory(parts: JournalMemoryParts): JournalMemory {
	const { incarnationTable, outboxes, table, recovered } = parts;
	const incarnations = incarnationTable.all();
	const { incarnation } = currentOf(incarnations);
	const withoutDay = [...recovered.linesWithoutDay(), ...table.linesWithoutDay()];
	return {
		incarnations,
		head: outboxes.headOf(incarnation),
		earlierHeads: new Map(incarnations.slice(0, -1).map((one) => [one.incarnation, outboxes.headOf(one.incarnation)])),
		recent: readEntries(table.newestLines(incarnation, maxRecentEntries)),
		staffCalls: readEntries(table.staffCallLines()).reduce<readonly StaffCall[]>(applyEntryToStaffCalls, []),
		unreadableWithoutDay: withoutDay.filter((line) => readOwnLine(line) === null).length,
		ledgers: createDayLedgers(parts),
	};
}

function applyToMemory(memory: JournalMemory, { head, incarnations, written }: JournalDraft): JournalMemory {
	for (const entry of written) memory.ledgers.apply(entry);
	return {
		...memory,
		head,
		incarnations,
		staffCalls: written.reduce(applyEntryToStaffCalls, memory.staffCalls),
		recent: [...written.toReversed(), ...memory.recent].slice(0, maxRecentEntries),
	};
}

export function currentOf(incarnations: readonly StoredIncarnation[]): StoredIncarnation {
	const newest = incarnations.at(-1);
	if (newest === undefined) throw new Error("This disk has no incarnation.");
	return newest;
}

function readEntries(lines: readonly string[]): readonly Entry[] {
	return lines.flatMap((line) => readOwnLine(line) ?? []);
}
