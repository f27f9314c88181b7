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
import type { LostLine, RecoverableJournal } from "../../sync/client/journalReconciler.ts";
import type { Clock } from "../../sync/clock.ts";
import { hash } from "../../sync/crypto/signature.ts";
import { type Database, type StoreErrorKind, storeErrorKindOf } from "../store/database.ts";
import { openIncarnations } from "./incarnations.ts";
import { openOutboxes } from "./outbox.ts";
import { openRecoveredLines } from "./recoveredLines.ts";

export type JournalAuthor = {
	readonly venue: number;
	readonly kiosk: KioskId;
	/** The incarnation it was enrolled as; the store knows the later ones. */
	readonly incarnation: number;
	readonly boot: number;
	readonly sign: Sign;
};

/** On what knowledge a line is written. */
export type Knowledge = Pick<Stamp, "day" | "alloc" | "revocations" | "roster" | "net">;
export type Append = (fact: Fact, on: Knowledge) => Entry;
export type WriteOutcome<T> =
	| { readonly kind: "written"; readonly value: T }
	/** `restored`: the hub holds lines of this journal that this disk does not, so nothing may be added to it. */
	| { readonly kind: "notWritten"; readonly why: StoreErrorKind | "restored" };

const maxRecentEntries = 50;

/** This window's append-only record. Standings are folds of it, kept in memory and made again from the disk after any failure. */
export type Journal = RecoverableJournal & {
	readonly ledgerOf: (day: Day) => DayLedger;
	/** A line of this incarnation, or of the one that is named; null where there is none. */
	readonly entryAt: (seq: number, incarnation?: number) => Entry | null;
	/** The day of whose list this disk wrote last; null before the first such line. */
	readonly lastDay: () => Day | null;
	/** Who and what wants a member of staff here, whichever day's list it was noted on. */
	readonly wanted: () => readonly StaffCall[];
	/** The newest entries of this incarnation first. */
	readonly recentEntries: () => readonly Entry[];
	/** One immediate transaction: what `work` appends is durable when this returns, or nothing of it is. */
	readonly write: <T>(work: (append: Append) => T) => WriteOutcome<T>;
};

/** When the last line was written, in Unix ms; null before the first. */
export function readLastEntryMs(database: Database): number | null {
	const line = database.prepare("SELECT line FROM journal ORDER BY incarnation DESC, seq DESC LIMIT 1").pluck().get();
	return typeof line === "string" ? parseOwnLine(line).at : null;
}

export function openJournal(database: Database, author: JournalAuthor, clock: Clock): Journal {
	const incarnations = openIncarnations(database, author.incarnation);
	const outboxes = openOutboxes(database, incarnations);
	const recovered = openRecoveredLines(database);
	const insert = database.prepare(
		"INSERT INTO journal (incarnation, seq, day, line) VALUES (@incarnation, @seq, @day, @line)",
	);
	const selectDay = database
		.prepare<{ day: Day }, string>("SELECT line FROM journal WHERE day = @day ORDER BY incarnation, seq")
		.pluck();
	const selectLast = database
		.prepare<{ incarnation: number; most: number }, string>(
			"SELECT line FROM journal WHERE incarnation = @incarnation ORDER BY seq DESC LIMIT @most",
		)
		.pluck();
	const selectLastDay = database
		.prepare<[], Day>("SELECT day FROM journal WHERE day IS NOT NULL ORDER BY incarnation DESC, seq DESC LIMIT 1")
		.pluck();
	const selectOne = database
		.prepare<{ incarnation: number; seq: number }, string>(
			"SELECT line FROM journal WHERE incarnation = @incarnation AND seq = @seq",
		)
		.pluck();

	let head = outboxes.headOf(current());
	let recent = readRecent();
	let earlier = outboxes.earlier();
	/** Kept also where the disk did not take it: in doubt nothing is written. */
	let isDoubted = false;
	const books = new Map<Day, DayLedger>();
	let wanted: readonly StaffCall[] | null = null;

	function current(): number {
		return incarnations.current().incarnation;
	}

	function soundness(): "sound" | "restored" | "recovering" {
		const { state } = incarnations.current();
		return isDoubted || state === "closed" ? "restored" : state;
	}

	function readRecent(): readonly Entry[] {
		return selectLast.all({ incarnation: current(), most: maxRecentEntries }).map(parseOwnLine);
	}

	function bookOf(day: Day): DayLedger {
		const held = books.get(day);
		if (held !== undefined) return held;
		const book = createDayLedger();
		for (const entry of recovered.entriesOf(day)) applyEntry(book, entry);
		for (const line of selectDay.iterate({ day })) applyEntry(book, parseOwnLine(line));
		books.set(day, book);
		return book;
	}

	function lastDay(): Day | null {
		return selectLastDay.get() ?? null;
	}

	function wantedNow(): readonly StaffCall[] {
		if (wanted !== null) return wanted;
		const day = lastDay();
		wanted = day === null ? [] : bookOf(day).staffCalls;
		return wanted;
	}

	function appendTo(written: Entry[]): Append {
		return (fact, on) => {
			const { incarnation, nonce } = incarnations.current();
			// The book is read before the line is there, or it would hold it twice.
			const operator = on.day === null ? null : (bookOf(on.day).shift?.staff ?? null);
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
			insert.run({ incarnation, seq: entry.seq, day: entry.day, line });
			head = { seq: entry.seq, digest: hashLine(line, hash) };
			written.push(entry);
			return entry;
		};
	}

	/** Memory may be ahead of the disk, or behind it: the disk is right. */
	function rereadAll(): void {
		incarnations.reread();
		head = outboxes.headOf(current());
		recent = readRecent();
		earlier = outboxes.earlier();
		books.clear();
		wanted = null;
	}

	const transact = database.transaction((work: () => unknown) => work());

	function write<T>(work: (append: Append) => T): WriteOutcome<T> {
		return soundness() === "sound" ? commit(work) : { kind: "notWritten", why: "restored" };
	}

	function commit<T>(work: (append: Append) => T): WriteOutcome<T> {
		const written: Entry[] = [];
		try {
			const value = transact.immediate(() => work(appendTo(written))) as T;
			for (const entry of written) if (entry.day !== null) enterIfOpen(entry.day, entry);
			wanted = written.reduce(applyEntryToStaffCalls, wantedNow());
			recent = [...written.toReversed(), ...recent].slice(0, maxRecentEntries);
			return { kind: "written", value };
		} catch (error) {
			const why = storeErrorKindOf(error);
			rereadAll();
			if (why === null) throw error;
			return { kind: "notWritten", why };
		}
	}

	function enterIfOpen(day: Day, entry: Entry): void {
		const book = books.get(day);
		if (book !== undefined) applyEntry(book, entry);
	}

	function renew(incarnation: number): boolean {
		const before = { incarnation: current(), size: head.seq, head: head.digest };
		const begun = commit((append) => {
			incarnations.begin(incarnation);
			head = emptyJournalHead;
			append({ kind: "renewed", before }, { day: null, alloc: 0, revocations: 0, roster: 0, net: "hub" });
		});
		if (begun.kind === "notWritten") return false;
		isDoubted = false;
		rereadAll();
		return true;
	}

	/** A line that continues what this disk has of its journal joins it, to be delivered again should the hub lose it. */
	function regain(line: LostLine): void {
		const { link, entry, text } = line;
		const end = outboxes.headOf(link.incarnation);
		if (!isNextInChain(end, link)) {
			recovered.add(line);
			return;
		}
		insert.run({ incarnation: link.incarnation, seq: link.seq, day: entry?.day ?? null, line: text });
		const acknowledged = incarnations.of(link.incarnation)?.acknowledged ?? 0;
		incarnations.regain(link.incarnation, acknowledged === end.seq ? link.seq : acknowledged);
	}

	return {
		...outboxes.outboxOf(current, () => head),
		earlierIncarnations: () => earlier,
		recoveryState: soundness,
		freeze() {
			isDoubted = true;
			incarnations.mark("restored");
		},
		beginIncarnation: renew,
		hasRecovered: recovered.has,
		addRecovered(lost) {
			transact.immediate(() => {
				for (const line of lost) regain(line);
			});
			rereadAll();
		},
		completeRecovery() {
			incarnations.mark("sound");
			rereadAll();
		},
		ledgerOf: bookOf,
		write,
		entryAt(seq, incarnation = current()) {
			const line = selectOne.get({ incarnation, seq });
			return line === undefined ? null : parseOwnLine(line);
		},
		lastDay,
		wanted: wantedNow,
		recentEntries: () => recent,
	};
}
