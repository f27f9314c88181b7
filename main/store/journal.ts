import { type Book, emptyBook, enter } from "../../core/book.ts";
import type { Sign } from "../../core/bytes.ts";
import type { Day, Digest, KioskId } from "../../core/identity.ts";
import {
	type Entry,
	emptyHead,
	type Fact,
	type Head,
	lineDigest,
	ownEntry,
	type Stamp,
	writeLine,
} from "../../core/journal.ts";
import type { Checkpoint } from "../../core/protocol.ts";
import type { Outbox } from "../../sync/client/push.ts";
import { hash } from "../../sync/signature.ts";
import type { Clock } from "../clock.ts";
import { type Database, type StoreTroubleKind, troubleKind } from "./database.ts";

export type Author = {
	readonly venue: number;
	readonly kiosk: KioskId;
	readonly incarnation: number;
	readonly boot: number;
	readonly sign: Sign;
};

/** On what knowledge a line is written. */
export type Knowledge = Pick<Stamp, "day" | "alloc" | "revocations" | "roster" | "net">;
export type Append = (fact: Fact, on: Knowledge) => Entry;
export type Written<T> =
	| { readonly kind: "written"; readonly value: T }
	| { readonly kind: "notWritten"; readonly why: StoreTroubleKind };

const recentKept = 50;

/** This window's append-only record. Standings are folds of it, kept in memory and made again from the disk after any failure. */
export type Journal = Outbox & {
	readonly bookOf: (day: Day) => Book;
	/** The newest entries first. */
	readonly recent: () => readonly Entry[];
	/** One immediate transaction: what `work` appends is durable when this returns, or nothing of it is. */
	readonly write: <T>(work: (append: Append) => T) => Written<T>;
};

/** When the last line was written, in Unix ms; null before the first. */
export function readLastLineMs(database: Database): number | null {
	const line = database.prepare("SELECT line FROM journal ORDER BY seq DESC LIMIT 1").pluck().get();
	return typeof line === "string" ? ownEntry(line).at : null;
}

export function openJournal(database: Database, author: Author, clock: Clock): Journal {
	const insert = database.prepare("INSERT INTO journal (seq, day, line) VALUES (@seq, @day, @line)");
	const selectFrom = database.prepare("SELECT line FROM journal WHERE seq >= @seq ORDER BY seq LIMIT @most").pluck();
	const selectOne = database.prepare("SELECT line FROM journal WHERE seq = @seq").pluck();
	const selectDay = database.prepare("SELECT line FROM journal WHERE day = @day ORDER BY seq").pluck();
	const selectLast = database.prepare("SELECT line FROM journal ORDER BY seq DESC LIMIT @most").pluck();
	const selectCheckpoint = database.prepare("SELECT size, nonce FROM checkpoint");
	const putCheckpoint = database.prepare(
		`INSERT INTO checkpoint (one, size, nonce) VALUES (1, @size, @nonce)
		ON CONFLICT (one) DO UPDATE SET size = excluded.size, nonce = excluded.nonce`,
	);

	let head = readHead();
	let checkpoint = readCheckpoint();
	let recent = readRecent();
	const books = new Map<Day, Book>();

	function lineAt(seq: number): string | null {
		return (selectOne.get({ seq }) as string | undefined) ?? null;
	}

	function readHead(): Head {
		const [last] = selectLast.all({ most: 1 }) as string[];
		return last === undefined ? emptyHead : { seq: ownEntry(last).seq, digest: lineDigest(last, hash) };
	}

	function readCheckpoint(): { readonly size: number; readonly nonce: string | null } {
		const row = selectCheckpoint.get() as { size: number; nonce: string } | undefined;
		return row ?? { size: 0, nonce: null };
	}

	function readRecent(): readonly Entry[] {
		return (selectLast.all({ most: recentKept }) as string[]).map(ownEntry);
	}

	function bookOf(day: Day): Book {
		const held = books.get(day);
		if (held !== undefined) return held;
		const book = emptyBook();
		for (const line of selectDay.iterate({ day }) as IterableIterator<string>) enter(book, ownEntry(line));
		books.set(day, book);
		return book;
	}

	function appendTo(written: Entry[]): Append {
		return (fact, on) => {
			const entry: Entry = {
				v: 1,
				alg: "Ed25519",
				venue: author.venue,
				day: on.day,
				kiosk: author.kiosk,
				incarnation: author.incarnation,
				seq: head.seq + 1,
				prev: head.digest,
				boot: author.boot,
				at: clock.nowMs(),
				mono: clock.monoMs(),
				hub: checkpoint.nonce,
				alloc: on.alloc,
				revocations: on.revocations,
				roster: on.roster,
				net: on.net,
				operator: null,
				...fact,
			};
			const line = writeLine(entry, author.sign);
			insert.run({ seq: entry.seq, day: entry.day, line });
			head = { seq: entry.seq, digest: lineDigest(line, hash) };
			written.push(entry);
			return entry;
		};
	}

	/** Memory may be ahead of the disk, or behind it: the disk is right. */
	function rereadAll(): void {
		head = readHead();
		recent = readRecent();
		books.clear();
	}

	const transact = database.transaction((work: () => unknown) => work());

	function write<T>(work: (append: Append) => T): Written<T> {
		const written: Entry[] = [];
		try {
			const value = transact.immediate(() => work(appendTo(written))) as T;
			for (const entry of written) if (entry.day !== null) enterIfOpen(entry.day, entry);
			recent = [...written.toReversed(), ...recent].slice(0, recentKept);
			return { kind: "written", value };
		} catch (error) {
			const why = troubleKind(error);
			rereadAll();
			if (why === null) throw error;
			return { kind: "notWritten", why };
		}
	}

	function enterIfOpen(day: Day, entry: Entry): void {
		const book = books.get(day);
		if (book !== undefined) enter(book, entry);
	}

	return {
		bookOf,
		write,
		recent: () => recent,
		head: () => head,
		acknowledged: () => checkpoint.size,
		linesFrom: (seq, most) => selectFrom.all({ seq, most }) as string[],
		digestAt(seq): Digest | null {
			if (seq === 0) return emptyHead.digest;
			const line = lineAt(seq);
			return line === null ? null : lineDigest(line, hash);
		},
		acknowledge(accepted: Checkpoint) {
			putCheckpoint.run({ size: accepted.size, nonce: accepted.nonce });
			checkpoint = { size: accepted.size, nonce: accepted.nonce };
		},
	};
}
