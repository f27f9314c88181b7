import SqliteDatabase, { type Database } from "better-sqlite3";
import { verifyAllocation } from "../../core/allocation/allocation.ts";
import { decodeBase45 } from "../../core/bytes/base45.ts";
import { withDomainPrefix } from "../../core/bytes/bytes.ts";
import type { Verdict } from "../../core/contract/contract.ts";
import { Day } from "../../core/identity.ts";
import type { Voucher } from "../../core/voucher/voucher.ts";
import type { KioskAllocations } from "../../main/allocations/allocationStore.ts";
import type { Clock } from "../../sync/clock.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import { systemClock } from "../../sync/system.ts";
import { stoppedTimers } from "../clock.ts";
import { acceptAll, publishNext } from "../core/trust/publishedDocuments.ts";
import {
	allocationKey,
	issuer,
	makeRow,
	makeVenueDay,
	makeVoucherId,
	mintCode,
	session,
	type VenueDay,
	voucher,
} from "../core/venueDay.ts";
import { fillJournal } from "../main/longJournal.ts";
import { type OfflineKiosk, openOfflineKioskAt, withTempFolder } from "../main/offlineKiosk.ts";
import { createFigure, type Figure, quantile } from "./figure.ts";

const allocated = 100_000;
const scans = 5_000;
const acceptances = 15;

/** From the text at the IPC handler to the durable verdict; and, scan by scan, its two unavoidable costs. */
export function measureScan(): Promise<Figure[]> {
	return withTempFolder(async (folder) => {
		const nowMs = Date.now();
		const around = {
			...session,
			startsAt: nowMs,
			admitFrom: nowMs - 3_600_000,
			admitUntil: nowMs + 3_600_000,
			capacity: 1_000_000,
		};
		const validity = { notBefore: Math.floor(around.admitFrom / 1000), notAfter: Math.floor(around.admitUntil / 1000) };
		const vouchers = Array.from({ length: allocated }, (_, i) => ({
			...voucher,
			...validity,
			id: makeVoucherId(i),
			party: (i % 6) + 1,
		}));
		const date = Day.parse(new Date(nowMs).toISOString().slice(0, 10));
		const day = { day: date, opensAt: nowMs - 7_200_000, closesAt: nowMs + 7_200_000, sessions: [around] };
		const made = makeVenueDay(
			vouchers.map((one) => makeRow(one)),
			day,
		);

		const open = (name: string) =>
			openOfflineKioskAt(`${folder}/${name}.sqlite`, [], { ...systemClock, ...stoppedTimers });
		const empty = open("long");
		measureAcceptance(made, empty.allocations);
		empty.database.close();
		fillJournal(() => open("long"));
		const kiosk = open("pailou");
		const ready = measureAcceptance(made, kiosk.allocations);
		const long = open("long");
		const floor = openFloorDatabase(`${folder}/floor.sqlite`);
		const { values, floorValue } = measureScans(vouchers, [kiosk, long], floor);
		const [value = [], longValue = []] = values;
		for (const { database } of [kiosk, long]) database.close();
		floor.close();
		const p50 = quantile(floorValue, 0.5);
		const p99 = quantile(value, 0.99);
		return [
			createFigure("scan.p50", quantile(value, 0.5), p50, "≤ 1.5 × floor"),
			createFigure("scan.p99", p99, p50, "≤ 3 × floor"),
			// Its floor is the same figure with a short journal.
			createFigure("scan.p99.long", quantile(longValue, 0.99), p99, "≤ 1.2 × scan.p99"),
			createFigure("allocation.ready", ready, measureHash(made), "≤ 100 ms"),
		];
	});
}

/** The same scans at each kiosk in turn, so that all are measured on the same machine at the same time. */
function measureScans(
	vouchers: readonly Voucher[],
	kiosks: readonly OfflineKiosk<Clock>[],
	floor: Database,
): { values: number[][]; floorValue: number[] } {
	const insert = floor.prepare("INSERT INTO line (line) VALUES (@line)");
	const values: number[][] = kiosks.map(() => []);
	const floorValue: number[] = [];
	// A stride through the list, so that look-ups touch all of it.
	for (let i = 0; i < scans; i++) {
		const text = mintCode(vouchers[(i * 19) % allocated]);
		const bytes = decodeBase45(text.slice(3)) as Uint8Array;
		let line = "";
		for (const [k, { device, journal }] of kiosks.entries()) {
			const before = performance.now();
			const scanned = device.call("scan", { text, source: "wedge" }) as Verdict;
			const verdict =
				scanned.kind === "offered"
					? (device.call("admit", { offer: scanned.offer, persons: scanned.remaining }) as Verdict)
					: scanned;
			values[k]?.push(performance.now() - before);
			if (verdict.kind !== "admitted") throw new Error(`scan ${i} was not admitted: ${JSON.stringify(verdict)}`);
			line = journal.linesFrom(verdict.line, 1)[0] ?? "";
		}
		const beforeFloor = performance.now();
		crypto.verify(issuer.publicKey, withDomainPrefix("voucher", bytes.subarray(0, 36)), bytes.subarray(36));
		floor.transaction(() => insert.run({ line })).immediate();
		floorValue.push(performance.now() - beforeFloor);
	}
	return { values, floorValue };
}

/** From envelope and rows in memory to verified, durable and in force. */
function measureAcceptance(made: VenueDay, allocations: KioskAllocations): number {
	const times = Array.from({ length: acceptances }, (_, i) => {
		const next = makeVenueDay([], { ...made.header, version: i + 1 });
		const { nowMs } = systemClock;
		const edition = publishNext(allocations.trustState(), next.envelope, nowMs());
		const before = performance.now();
		const held = acceptAll(allocations.trustState(), edition, nowMs());
		const header = held.headers.get(made.header.day)?.document;
		if (header === undefined) throw new Error("the header is not trusted");
		const allocation = verifyAllocation(header, made.rows, crypto);
		if ("kind" in allocation) throw new Error(`the rows are unfit: ${allocation.why}`);
		allocations.save(held, { allocation, key: allocationKey });
		return performance.now() - before;
	});
	return quantile(times, 0.5);
}

function measureHash(made: VenueDay): number {
	const times = Array.from({ length: acceptances }, () => {
		const before = performance.now();
		crypto.hash(made.rows);
		return performance.now() - before;
	});
	return quantile(times, 0.5);
}

function openFloorDatabase(path: string): Database {
	const database = new SqliteDatabase(path);
	database.pragma("locking_mode = EXCLUSIVE");
	database.pragma("journal_mode = WAL");
	database.pragma("synchronous = FULL");
	database.exec("CREATE TABLE line (seq INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT");
	return database;
}
