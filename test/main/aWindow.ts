import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyAllocation } from "../../core/allocation.ts";
import { KioskId } from "../../core/identity.ts";
import type { Row } from "../../core/row.ts";
import type { Clock } from "../../main/clock.ts";
import { type Exchange, openExchange } from "../../main/exchange.ts";
import { type Held, type KioskShelf, openShelf } from "../../main/shelf.ts";
import { type Database, openDatabase } from "../../main/store/database.ts";
import { type Journal, type Knowledge, openJournal } from "../../main/store/journal.ts";
import { hash } from "../../sync/signature.ts";
import {
	allocationKey,
	duringAdmissionMs,
	issuer,
	key,
	root,
	rowOf,
	venue,
	venueDay,
	voucher,
} from "../core/venueDay.ts";

/** A clock that stands still until it is moved. */
export type HandClock = Clock & { set: (ms: number) => void };

export function handClock(startMs = duringAdmissionMs): HandClock {
	let nowMs = startMs;
	return {
		nowMs: () => nowMs,
		monoMs: () => nowMs - startMs,
		set(ms) {
			nowMs = ms;
		},
	};
}

export const kioskId = KioskId.parse("k0123456789ab");

export type Window = {
	readonly database: Database;
	readonly journal: Journal;
	readonly shelf: KioskShelf;
	readonly exchange: Exchange;
	readonly clock: HandClock;
	/** Takes these rows as the venue's allocation of this version. */
	readonly take: (rows: readonly Row[], version: number) => void;
};

/** One window on a real database, with the allocation that holds these rows; no hub and no Electron. */
export function aWindow(path = ":memory:", rows: readonly Row[] = [rowOf(voucher)], clock = handClock()): Window {
	const database = openDatabase(path, null);
	const author = { venue, kiosk: kioskId, incarnation: 1, boot: 1, sign: key("device").sign };
	const journal = openJournal(database, author, clock);
	const knowledge = (held: Held | null): Knowledge => ({
		day: held?.allocation.header.day ?? null,
		alloc: held?.allocation.header.version ?? 0,
		net: "none",
	});
	const shelf = openShelf(database, root, journal, clock.nowMs, () => knowledge(shelf.heldFor(null, clock.nowMs())));
	let offers = 0;
	const exchange = openExchange({
		venue,
		kiosk: kioskId,
		label: "1 号窗口",
		issuers: [issuer],
		journal,
		shelf,
		clock,
		knowledge,
		revocationOf: () => null,
		newOfferId: () => `offer-${++offers}`,
	});
	function take(of: readonly Row[], version: number): void {
		const day = venueDay(of, { version });
		const allocation = verifyAllocation(day.header, day.rows, hash);
		if ("kind" in allocation) throw new Error(allocation.why);
		shelf.take({ envelope: day.envelope, allocation, key: allocationKey });
	}
	if (rows.length > 0 && shelf.heldFor(null, clock.nowMs()) === null) take(rows, 1);
	return { database, journal, shelf, exchange, clock, take };
}

/** A folder for one test, removed after it. */
export async function inFolder<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
	const folder = mkdtempSync(join(tmpdir(), "pailou-"));
	try {
		return await work(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
