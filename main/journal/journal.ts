import type { Sign } from "../../core/bytes/bytes.ts";
import type { Day, KioskId } from "../../core/identity.ts";
import type { DayLedger } from "../../core/journal/dayLedger.ts";
import {
	clampInstant,
	type Entry,
	type Fact,
	hashLine,
	type JournalHead,
	readOwnLine,
	type Stamp,
	writeLine,
} from "../../core/journal/journal.ts";
import type { StaffCall } from "../../core/journal/staffCalls.ts";
import { acceptedVersionsOf } from "../../core/trust/trustState.ts";
import type { LostLine, RecoverableJournal } from "../../sync/client/journalReconciler.ts";
import type { Outbox } from "../../sync/client/push.ts";
import type { Clock } from "../../sync/clock.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import { describeError, type Log } from "../../sync/log.ts";
import type { Allocations, DayAllocation } from "../allocations/allocations.ts";
import type { LinkStatus } from "../linkStatus.ts";
import { type Database, type StoreErrorKind, storeErrorKindOf } from "../store/database.ts";
import { ensureIncarnation, openIncarnationTable } from "../store/incarnations.ts";
import { openJournalTable } from "../store/journal.ts";
import { openLedgerSnapshots } from "../store/ledgerSnapshots.ts";
import { currentOf, type JournalDraft, openJournalMemory } from "./journalMemory.ts";
import { openOutboxes } from "./outbox.ts";
import { dayOfLostLine, openRecoveredLines } from "./recoveredLines.ts";

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
	readonly linesASnapshot?: number | undefined;
	readonly log: Log;
};

/** This kiosk's append-only journal. Standings are folds of it; after any failure they are folded again from the disk. */
export type Journal = RecoverableJournal & {
	readonly ledgerOf: (day: Day) => DayLedger;
	/** An entry of this incarnation, or of the one named; null where there is none. */
	readonly entryAt: (seq: number, incarnation?: number) => Entry | null;
	/** The day of whose list this disk wrote last; null before the first such line. */
	readonly lastDay: () => Day | null;
	/** Open calls for staff at this kiosk, whichever day's list they were recorded on. */
	readonly staffCalls: () => readonly StaffCall[];
	/** Lines of this day, or of none, that cannot be read. They are kept and uploaded as they are. */
	readonly countUnreadable: (day: Day | null) => number;
	/** The entries of this incarnation from this line on that can be read. */
	readonly entriesFrom: (seq: number) => readonly Entry[];
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

export function openJournal(parts: JournalParts): Journal {
	const { database, author, clock, allocations, link, dueEntries, log } = parts;
	const table = openJournalTable(database);
	const recovered = openRecoveredLines(database);
	const snapshots = openLedgerSnapshots(database);
	const incarnationTable = openIncarnationTable(database);
	const outboxes = openOutboxes(database);
	ensureIncarnation(incarnationTable, author.incarnation);

	const memory = openJournalMemory({
		incarnationTable,
		outboxes,
		table,
		recovered,
		snapshots,
		linesASnapshot: parts.linesASnapshot,
		database,
		log,
	});
	/** Set even if the disk does not take the mark: nothing is written while the journal is in doubt. */
	let isFrozen = false;
	const listeners: ((entries: readonly Entry[]) => void)[] = [];

	const current = () => currentOf(memory.now().incarnations).incarnation;

	function outboxOf(incarnation: () => number, head: () => JournalHead): Outbox {
		const stored = () => memory.now().incarnations.find((one) => one.incarnation === incarnation());
		return outboxes.outboxOf({
			...{ incarnation, head },
			acknowledged: () => stored()?.acknowledged ?? 0,
			acknowledge: ({ size, nonce }) => memory.changeIncarnation(incarnation(), { acknowledged: size, nonce }),
		});
	}

	function recoveryState(): "sound" | "restored" | "recovering" {
		const { state } = currentOf(memory.now().incarnations);
		return isFrozen || state === "closed" ? "restored" : state;
	}

	function knowledgeOf(list: DayAllocation | null): Knowledge {
		const day = list?.allocation.header.day ?? null;
		return { day, ...acceptedVersionsOf(allocations.trustState(), day), net: link.net() };
	}

	function appendTo(draft: JournalDraft): Append {
		return (fact, list = allocations.allocationFor(null)) => {
			const on = knowledgeOf(list);
			const { incarnation, nonce } = currentOf(draft.incarnations);
			const { ledgers } = memory.now();
			const operator = on.day === null ? null : (ledgers.of(on.day).shift?.staff ?? null);
			if (on.day !== null && "row" in fact && fact.row !== null) ledgers.prepare(on.day, fact.row);
			const stamp: Stamp = {
				v: 1,
				alg: "Ed25519",
				venue: author.venue,
				day: on.day,
				kiosk: author.kiosk,
				incarnation,
				seq: draft.head.seq + 1,
				prev: draft.head.digest,
				boot: author.boot,
				at: clampInstant(clock.nowMs()),
				mono: clampInstant(clock.monoMs()),
				hub: nonce,
				alloc: on.alloc,
				revocations: on.revocations,
				roster: on.roster,
				net: on.net,
				operator,
			};
			const { line, entry } = writeLine({ ...stamp, ...fact }, author.sign);
			table.insert({ incarnation, seq: entry.seq, day: entry.day, line });
			draft.head = { seq: entry.seq, digest: hashLine(line, crypto) };
			draft.written.push(entry);
			return entry;
		};
	}

	function write<T>(work: (append: Append) => T): WriteOutcome<T> {
		if (recoveryState() !== "sound") return { kind: "notWritten", why: "restored" };
		return commit((draft) => {
			const append = appendTo(draft);
			dueEntries.append(append, draft.head.seq === 0);
			return work(append);
		}, dueEntries.onCommitted);
	}

	/** Subscribers are told once memory and disk agree. */
	function commit<T>(work: (draft: JournalDraft) => T, onCommitted = () => {}): WriteOutcome<T> {
		let committed: { readonly value: T; readonly written: readonly Entry[] };
		try {
			committed = memory.transact(work);
		} catch (error) {
			const why = storeErrorKindOf(error);
			if (why === null) throw error;
			return { kind: "notWritten", why };
		}
		onCommitted();
		if (committed.written.length > 0) publish(committed.written);
		return { kind: "written", value: committed.value };
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

	function beginIncarnation(incarnation: number): boolean {
		const begun = commit((draft) => {
			const before = { incarnation: current(), size: draft.head.seq, head: draft.head.digest };
			memory.beginIncarnation(draft, incarnation);
			appendTo(draft)({ kind: "renewed", before }, null);
		});
		if (begun.kind === "notWritten") return false;
		isFrozen = false;
		memory.discard();
		return true;
	}

	/** A recovered line that continues this disk's journal joins it, so that it is uploaded again should the hub lose it. */
	function addRecoveredLine(lost: LostLine): void {
		const { incarnation, seq, prev, text: line } = lost;
		const end = outboxes.headOf(incarnation);
		if (seq !== end.seq + 1 || prev !== end.digest) {
			recovered.add(lost);
			return;
		}
		table.insert({ incarnation, seq, day: dayOfLostLine(lost), line });
		const known = incarnationTable.all().find((one) => one.incarnation === incarnation);
		if (known === undefined) incarnationTable.insert({ incarnation, state: "closed", acknowledged: seq, nonce: null });
		else if (known.acknowledged === end.seq) incarnationTable.update({ ...known, acknowledged: seq });
	}

	return {
		...outboxOf(current, () => memory.now().head),
		earlierIncarnations: () =>
			[...memory.now().earlierHeads].map(([incarnation, head]) =>
				outboxOf(
					() => incarnation,
					() => head,
				),
			),
		recoveryState,
		freeze() {
			isFrozen = true;
			memory.changeIncarnation(current(), { state: "restored" });
			publish([]);
		},
		beginIncarnation,
		hasRecovered: recovered.has,
		addRecovered(lost) {
			memory.discard();
			database
				.transaction(() => {
					snapshots.discardAll();
					for (const line of lost) addRecoveredLine(line);
				})
				.immediate();
		},
		completeRecovery: () => memory.changeIncarnation(current(), { state: "sound" }),
		ledgerOf: (day) => memory.now().ledgers.of(day),
		write,
		record: (fact) => write((append) => append(fact)).kind === "written",
		flush() {
			if (dueEntries.isDue()) write(() => {});
		},
		subscribe: (listener) => void listeners.push(listener),
		entryAt(seq, incarnation = current()) {
			const line = table.lineAt({ incarnation, seq });
			return line === null ? null : readOwnLine(line);
		},
		lastDay: table.lastDay,
		staffCalls: () => memory.now().staffCalls,
		countUnreadable(day) {
			const { unreadableWithoutDay, ledgers } = memory.now();
			return unreadableWithoutDay + (day === null ? 0 : ledgers.of(day).unreadable);
		},
		entriesFrom: (seq) => table.linesFrom({ incarnation: current(), seq }).flatMap((line) => readOwnLine(line) ?? []),
		recentEntries: () => memory.now().recent,
	};
}
