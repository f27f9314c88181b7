import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyAllocation } from "../../core/allocation/allocation.ts";
import type { Row } from "../../core/allocation/row.ts";
import type { LookUpOutcome } from "../../core/contract/contract.ts";
import { KioskId } from "../../core/identity.ts";
import type { Envelope } from "../../core/trust/envelope.ts";
import { reload } from "../../core/trust/reload.ts";
import type { TrustState } from "../../core/trust/trustState.ts";
import { createAssess } from "../../main/admission/assess.ts";
import { createCardSearch } from "../../main/admission/cardSearch.ts";
import { type CheckIn, createCheckIn } from "../../main/admission/checkIn.ts";
import { createOffers } from "../../main/admission/offers.ts";
import { createShortNumberEntry } from "../../main/admission/shortNumberEntry.ts";
import { createVoidAdmission, type VoidAdmission } from "../../main/admission/voiding.ts";
import { type DayAllocation, type KioskAllocations, openAllocations } from "../../main/allocations/allocations.ts";
import { openShortNumberIndexes, type ShortNumberIndexes } from "../../main/allocations/shortNumberIndexes.ts";
import { type Journal, type Knowledge, openJournal } from "../../main/journal/journal.ts";
import { createShifts, type Shifts } from "../../main/staff/shifts.ts";
import { type Database, openDatabase } from "../../main/store/database.ts";
import { readTrust } from "../../main/store/trust.ts";
import { hash, verify } from "../../sync/crypto/signature.ts";
import { type ManualClock, manualClock } from "../clock.ts";
import { acceptAll, enrolledState, publishNext } from "../core/trust/publishedDocuments.ts";
import {
	allocationKey,
	duringAdmissionMs,
	issuer,
	keyPair,
	makeRow,
	makeVenueDay,
	rootDigest,
	venue,
	voucher,
} from "../core/venueDay.ts";

export function createTestClock(startMs = duringAdmissionMs): ManualClock {
	return manualClock(startMs);
}

export const kioskId = KioskId.parse("k0123456789ab");

export type OfflineKiosk = {
	readonly database: Database;
	readonly journal: Journal;
	readonly allocations: KioskAllocations;
	readonly shortNumbers: ShortNumberIndexes;
	readonly checkIn: CheckIn;
	readonly searchCard: (card: string) => LookUpOutcome;
	readonly voidAdmission: VoidAdmission;
	readonly shifts: Shifts;
	readonly clock: ManualClock;
	/** Takes these rows as the venue's allocation of this version. */
	readonly acceptAllocation: (rows: readonly Row[], version: number) => void;
};

/** One window on a real database, with the allocation that holds these rows; no hub and no Electron. */
export function openOfflineKiosk(
	path = ":memory:",
	rows: readonly Row[] = [makeRow(voucher)],
	clock = createTestClock(),
	isTicketing = false,
): OfflineKiosk {
	const database = openDatabase(path, null);
	const author = { venue, kiosk: kioskId, incarnation: 1, boot: 1, sign: keyPair("device").sign };
	const journal = openJournal(database, author, clock);
	const knowledge = (held: DayAllocation | null): Knowledge => ({
		day: held?.allocation.header.day ?? null,
		alloc: held?.allocation.header.version ?? 0,
		revocations: 0,
		roster: 0,
		net: "none",
	});
	const shelf = openAllocations({
		database,
		restored: readTrustState(database),
		pin: rootDigest,
		journal,
		nowMs: clock.nowMs,
		knowledge: () => knowledge(shelf.allocationFor(null, clock.nowMs())),
	});
	const numbers = openShortNumberIndexes(database);
	let offers = 0;
	const consider = createAssess({ venue, journal, allocations: shelf, clock, revocationOf: () => null });
	const desk = { journal, shelf, clock, knowledge, consider, offers: createOffers(() => `offer-${++offers}`) };
	const exchange = createCheckIn({
		...desk,
		kiosk: kioskId,
		label: "1 号窗口",
		issuers: () => [issuer],
		shortNumberEntry: createShortNumberEntry({
			allocations: shelf,
			shortNumbers: numbers,
			journal,
			nowMs: clock.nowMs,
		}),
		isTicketing: () => isTicketing,
	});
	const lookUp = createCardSearch({ ...desk, refusalForScreen: exchange.refusalForScreen });
	const voidDesk = createVoidAdmission(desk);
	const shiftDesk = createShifts({ ...desk, unsent: () => 0, conflicts: () => 0 });
	function take(of: readonly Row[], version: number): void {
		const day = makeVenueDay(of, { version });
		const allocation = verifyAllocation(day.header, day.rows, hash);
		if ("kind" in allocation) throw new Error(allocation.why);
		shelf.save(trustStateWith(shelf.trustState(), day.envelope, clock.nowMs()), { allocation, key: allocationKey });
	}
	if (rows.length > 0 && shelf.allocationFor(null, clock.nowMs()) === null) take(rows, 1);
	return {
		database,
		journal,
		allocations: shelf,
		shortNumbers: numbers,
		checkIn: exchange,
		searchCard: lookUp,
		voidAdmission: voidDesk,
		shifts: shiftDesk,
		clock,
		acceptAllocation: take,
	};
}

/** What is held once the hub has named this header and it was taken. */
export function trustStateWith(held: TrustState, header: Envelope, nowMs: number): TrustState {
	return acceptAll(held, publishNext(held, header, nowMs), nowMs);
}

/** What was believed when this database was last closed. */
export function readTrustState(database: Database): TrustState {
	const stored = readTrust(database);
	if (stored === null) return enrolledState;
	const restored = reload(stored, verify, hash);
	if (restored.kind === "untrusted") throw new Error(restored.why);
	return restored.held;
}

/** A folder for one test, removed after it. */
export async function withTempFolder<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
	const folder = mkdtempSync(join(tmpdir(), "pailou-"));
	try {
		return await work(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
