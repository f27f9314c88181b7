import type { Sign } from "../../core/bytes/bytes.ts";
import type { Day, KioskId } from "../../core/identity.ts";
import { applyEntry, createDayLedger, type DayLedger } from "../../core/journal/dayLedger.ts";
import {
	type Entry,
	emptyJournalHead,
	type Fact,
	hashLine,
	isNextInChain,
	parseOwnLine,
	type Stamp,
	writeLine,
} from "../../core/journal/journal.ts";
import { applyEntryToStaffCalls, type StaffCall } from "../../core/journal/staffCalls.ts";
import { acceptedVersionsOf } from "../../core/trust/trustState.ts";
import type { LostLine, RecoverableJournal } from "../../sync/client/journalReconciler.ts";
import type { Clock } from "../../sync/clock.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import { describeError, type Log } from "../../sync/log.ts";
import type { Allocations, DayAllocation } from "../allocations/allocations.ts";
import type { LinkStatus } from "../linkStatus.ts";
import { type Database, type StoreErrorKind, storeErrorKindOf } from "../store/database.ts";
import { openJournalTable, readNewestLine } from "../store/journal.ts";
import { openIncarnations } from "./incarnations.ts";
import { openOutboxes } from "./outbox.ts";
import { openRecoveredLines } from "./recoveredLines.ts";

export type JournalAuthor = {
	readonly venue: number;
	readonly kiosk: KioskId;
	/** The incarnation of the enrolment; later ones are in the store. */
	readonly incarnation: number;
	readonly boot: number;
	readonly sign: Sign;
};

/** What a line was written on: the day, and the versions of the documents trusted then. */
export type Knowledge = Pick<Stamp, "day" | "alloc" | "revocations" | "roster" | "net">;

/** Adds one entry. `held` is the list it was decided by, where that is another than the list in force; null for none. */
export type Append = (fact: Fact, held?: DayAllocation | null) => Entry;
export type WriteOutcome<T> =
	| { readonly kind: "written"; readonly value: T }
	/** `restored`: the hub holds lines of this journal that this disk does not, so nothing may be added to it. */
	| { readonly kind: "notWritten"; readonly why: StoreErrorKind | "restored" };

/** Entries that belong ahead of the first line of a transaction, and are written in the same transaction. */
export type DueEntries = {
	readonly isDue: () => boolean;
	/** `isFirst`: the journal is empty. */
	readonly append: (append: Append, isFirst: boolean) => void;
	/** What was appended is durable. */
	readonly onCommitted: () => void;
};

export type JournalParts = {
	readonly database: Database;
	readonly author: JournalAuthor;
	readonly clock: Pick<Clock, "nowMs" | "monoMs">;
	/** What a line was written on is read from here. */
	readonly allocations: Pick<Allocations, "trustState" | "allocationFor">;
	readonly link: Pick<LinkStatus, "net">;
	readonly dueEntries: DueEntries;
	readonly log: Log;
};

const maxRecentEntries = 50;

/** This kiosk's append-only journal. Standings are folds of it, kept in memory and folded again from the disk after any failure. */
export type Journal = RecoverableJournal & {
	readonly ledgerOf: (day: Day) => DayLedger;
	/** An entry of this incarnation, or of the one named; null where there is none. */
	readonly entryAt: (seq: number, incarnation?: number) => Entry | null;
	/** The day of whose list this disk wrote last; null before the first such line. */
	readonly lastDay: () => Day | null;
	/** Open calls for staff at this kiosk, whichever day's list they were recorded on. */
	readonly staffCalls: () => readonly StaffCall[];
	/** The newest entries of this incarnation first. */
	readonly recentEntries: () => readonly Entry[];
	/** One immediate transaction: what `work` appends is durable when this returns, or nothing of it is. Due entries go first. */
	readonly write: <T>(work: (append: Append) => T) => WriteOutcome<T>;
	/** Writes one entry; false when the disk did not take it. */
	readonly record: (fact: Fact) => boolean;
	/** Writes the due entries, if there are any. */
	readonly flush: () => void;
	/** Called after every commit with the new entries, in order, and with none when the journal is frozen. Writers announce nothing themselves. */
	readonly subscribe: (listener: (entries: readonly Entry[]) => void) => void;
};

/** When the last line was written, in Unix ms; null before the first. */
export function readLastEntryMs(database: Database): number | null {
	const line = readNewestLine(database);
	return line === null ? null : parseOwnLine(line).at;
}

export function openJournal(parts: JournalParts): Journal {
	const { database, author, clock, allocations, link, dueEntries, log } = parts;
	const incarnations = openIncarnations(database, author.incarnation);
	const outboxes = openOutboxes(database, incarnations);
	const recovered = openRecoveredLines(database);
	const table = openJournalTable(database);

	let head = outboxes.headOf(current());
	let recent = readRecent();
	let earlier = outboxes.earlier();
	/** Set even if the disk does not take the mark: nothing is written while the journal is in doubt. */
	let isFrozen = false;
	const ledgers = new Map<Day, DayLedger>();
	let openCalls: readonly StaffCall[] | null = null;
	const listeners: ((entries: readonly Entry[]) => void)[] = [];

	function current(): number {
		return incarnations.current().incarnation;
	}

	function recoveryState(): "sound" | "restored" | "recovering" {
		const { state } = incarnations.current();
		return isFrozen || state === "closed" ? "restored" : state;
	}

	function readRecent(): readonly Entry[] {
		return table.newestLines(current(), maxRecentEntries).map(parseOwnLine);
	}

	function ledgerOf(day: Day): DayLedger {
		const held = ledgers.get(day);
		if (held !== undefined) return held;
		const ledger = createDayLedger();
		for (const entry of recovered.entriesOf(day)) applyEntry(ledger, entry);
		for (const line of table.linesOfDay(day)) applyEntry(ledger, parseOwnLine(line));
		ledgers.set(day, ledger);
		return ledger;
	}

	function staffCalls(): readonly StaffCall[] {
		if (openCalls !== null) return openCalls;
		const day = table.lastDay();
		openCalls = day === null ? [] : ledgerOf(day).staffCalls;
		return openCalls;
	}

	function knowledgeOf(held: DayAllocation | null): Knowledge {
		const day = held?.allocation.header.day ?? null;
		return { day, ...acceptedVersionsOf(allocations.trustState(), day), net: link.net() };
	}

	function appendTo(written: Entry[]): Append {
		return (fact, held = allocations.allocationFor(null)) => {
			const on = knowledgeOf(held);
			const { incarnation, nonce } = incarnations.current();
			// The ledger is read before the row is inserted, or it would count the entry twice.
			const operator = on.day === null ? null : (ledgerOf(on.day).shift?.staff ?? null);
			const entry: Entry = {
				v: 1,
				alg: "Ed25519",
				venue: author.venue,
				day: on.day,
				kiosk: author.kiosk,
				incarnation,
				seq: head.seq + 1,
				prev: head.digest,
				boot: author.boot,
				at: clock.nowMs(),
				mono: clock.monoMs(),
				hub: nonce,
				alloc: on.alloc,
				revocations: on.revocations,
				roster: on.roster,
				net: on.net,
				operator,
				...fact,
			};
			const line = writeLine(entry, author.sign);
			table.insert({ incarnation, seq: entry.seq, day: entry.day, line });
			head = { seq: entry.seq, digest: hashLine(line, crypto) };
			written.push(entry);
			return entry;
		};
	}

	/** After a failed write memory may differ from the disk. The disk is right. */
	function rereadAll(): void {
		incarnations.reread();
		head = outboxes.headOf(current());
		recent = readRecent();
		earlier = outboxes.earlier();
		ledgers.clear();
		openCalls = null;
	}

	const transact = database.transaction((work: () => unknown) => work());

	function write<T>(work: (append: Append) => T): WriteOutcome<T> {
		if (recoveryState() !== "sound") return { kind: "notWritten", why: "restored" };
		return commit((append) => {
			dueEntries.append(append, head.seq === 0);
			return work(append);
		}, dueEntries.onCommitted);
	}

	/** Subscribers are told once memory and disk agree. */
	function commit<T>(work: (append: Append) => T, onCommitted = () => {}): WriteOutcome<T> {
		const written: Entry[] = [];
		let value: T;
		try {
			value = transact.immediate(() => work(appendTo(written))) as T;
			for (const entry of written) if (entry.day !== null) enterIfOpen(entry.day, entry);
			openCalls = written.reduce(applyEntryToStaffCalls, staffCalls());
			recent = [...written.toReversed(), ...recent].slice(0, maxRecentEntries);
		} catch (error) {
			const why = storeErrorKindOf(error);
			rereadAll();
			if (why === null) throw error;
			return { kind: "notWritten", why };
		}
		onCommitted();
		if (written.length > 0) publish(written);
		return { kind: "written", value };
	}

	/** A subscriber's fault is reported; what was committed stands. */
	function publish(entries: readonly Entry[]): void {
		for (const listener of listeners) {
			try {
				listener(entries);
			} catch (error) {
				log.error("journalSubscriberFailed", describeError(error));
			}
		}
	}

	function enterIfOpen(day: Day, entry: Entry): void {
		const ledger = ledgers.get(day);
		if (ledger !== undefined) applyEntry(ledger, entry);
	}

	function beginIncarnation(incarnation: number): boolean {
		const before = { incarnation: current(), size: head.seq, head: head.digest };
		const begun = commit((append) => {
			incarnations.begin(incarnation);
			head = emptyJournalHead;
			append({ kind: "renewed", before }, null);
		});
		if (begun.kind === "notWritten") return false;
		isFrozen = false;
		rereadAll();
		return true;
	}

	/** A recovered line that continues this disk's journal joins it, so that it is uploaded again should the hub lose it. */
	function addRecoveredLine(line: LostLine): void {
		const { link, entry, text } = line;
		const end = outboxes.headOf(link.incarnation);
		if (!isNextInChain(end, link)) {
			recovered.add(line);
			return;
		}
		table.insert({ incarnation: link.incarnation, seq: link.seq, day: entry?.day ?? null, line: text });
		const acknowledged = incarnations.of(link.incarnation)?.acknowledged ?? 0;
		incarnations.regain(link.incarnation, acknowledged === end.seq ? link.seq : acknowledged);
	}

	return {
		...outboxes.outboxOf(current, () => head),
		earlierIncarnations: () => earlier,
		recoveryState,
		freeze() {
			isFrozen = true;
			incarnations.mark("restored");
			publish([]);
		},
		beginIncarnation,
		hasRecovered: recovered.has,
		addRecovered(lost) {
			transact.immediate(() => {
				for (const line of lost) addRecoveredLine(line);
			});
			rereadAll();
		},
		completeRecovery() {
			incarnations.mark("sound");
			rereadAll();
		},
		ledgerOf,
		write,
		record: (fact) => write((append) => append(fact)).kind === "written",
		flush() {
			if (dueEntries.isDue()) write(() => {});
		},
		subscribe: (listener) => void listeners.push(listener),
		entryAt(seq, incarnation = current()) {
			const line = table.lineAt(incarnation, seq);
			return line === null ? null : parseOwnLine(line);
		},
		lastDay: table.lastDay,
		staffCalls,
		recentEntries: () => recent,
	};
}
