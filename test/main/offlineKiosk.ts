import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyAllocation } from "../../core/allocation/allocation.ts";
import type { Row } from "../../core/allocation/row.ts";
import type { LookUpOutcome, PinRefusal, Verdict, VoidOutcome } from "../../core/contract/contract.ts";
import type { ReadyState } from "../../core/contract/kioskState.ts";
import { defaultSettings, type Settings } from "../../core/contract/settings.ts";
import { KioskId, StaffId } from "../../core/identity.ts";
import type { ScanSource } from "../../core/journal/journal.ts";
import type { Now } from "../../core/journal/runningTime.ts";
import type { OverrideReason, VoidReason } from "../../core/journal/values.ts";
import type { Envelope } from "../../core/trust/envelope.ts";
import { serializeTrustState } from "../../core/trust/reload.ts";
import type { TrustState } from "../../core/trust/trustState.ts";
import { type Device, openDevice } from "../../main/device.ts";
import type { Kiosk } from "../../main/kiosk.ts";
import { noPeripherals } from "../../main/setup/peripherals.ts";
import type { PinCost } from "../../main/staff/pins.ts";
import { type Database, openDatabase } from "../../main/store/database.ts";
import { readIdentity, writeIdentity } from "../../main/store/identity.ts";
import { writeSettings } from "../../main/store/settings.ts";
import { readTrust, writeTrust } from "../../main/store/trust.ts";
import type { Clock } from "../../sync/clock.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import { type Log, type LogDetails, silentLog } from "../../sync/log.ts";
import { systemRandom } from "../../sync/system.ts";
import { answer } from "../answer.ts";
import { type ManualClock, manualClock, stoppedTimers } from "../clock.ts";
import { acceptAll, enrolledState, publishNext } from "../core/trust/publishedDocuments.ts";
import {
	allocationKey,
	duringAdmissionMs,
	keyPair,
	makeRow,
	makeVenueDay,
	rootDigest,
	rootEnvelope,
	venue,
	voucher,
} from "../core/venueDay.ts";

/** Time changes only when it is set, and no timer fires. */
export function createTestClock(startMs = duringAdmissionMs): ManualClock {
	return manualClock(startMs, stoppedTimers);
}

export const kioskId = KioskId.parse("k0123456789ab");
export const supervisor = { staff: StaffId.parse("1001"), pin: "271828" } as const;

/** The product's device without a network. Its calls go through the dispatcher. */
export type OfflineKiosk<C extends Clock = ManualClock> = {
	readonly device: Device;
	readonly database: Database;
	readonly journal: Kiosk["journal"];
	readonly allocations: Kiosk["allocations"];
	readonly shortNumbers: Kiosk["shortNumbers"];
	readonly checkIn: {
		readonly scan: (text: string, source: ScanSource) => Verdict;
		readonly enterNumber: (typed: { readonly number: string; readonly card: string }) => Verdict;
		readonly admit: (offer: string, persons: number) => Verdict;
		/** By this file's supervisor, who is created first if there is none. */
		readonly override: (offer: string, persons: number, why: OverrideReason) => Promise<Verdict | PinRefusal>;
	};
	readonly searchCard: (card: string) => LookUpOutcome;
	/** By this file's supervisor. */
	readonly voidAdmission: (line: number, why: VoidReason) => Promise<VoidOutcome>;
	readonly state: () => ReadyState;
	readonly clock: C;
	readonly moment: () => Now;
	/** Accepts these rows as the venue's allocation of this version. */
	readonly acceptAllocation: (rows: readonly Row[], version: number) => void;
};

/** A printer that does not exist: admissions get tickets, but none is printed. */
export const absentPrinter: Partial<Settings> = { printer: { kind: "system", name: "absent" } };

export type OfflineKioskOptions = {
	readonly settings?: Partial<Settings>;
	/** A fault that the product reports fails the test, unless the test provokes it. */
	readonly onError?: (event: string, details?: LogDetails) => void;
	/** Takes every event in the place of `onError`. */
	readonly log?: Log;
	readonly onChange?: () => void;
	readonly pinCost?: PinCost;
};

/** The product's composition on a real database, enrolled and with the allocation that holds these rows; the hub is unreachable. */
export function openOfflineKiosk(
	path = ":memory:",
	rows: readonly Row[] = [makeRow(voucher)],
	clock = createTestClock(),
	options: OfflineKioskOptions = {},
): OfflineKiosk {
	return openOfflineKioskAt(path, rows, clock, options);
}

export function openOfflineKioskAt<C extends Clock>(
	path: string,
	rows: readonly Row[],
	clock: C,
	{ settings = {}, onError = failTest, log, onChange = () => {}, pinCost }: OfflineKioskOptions = {},
): OfflineKiosk<C> {
	const database = openDatabase(path, null);
	if (readIdentity(database) === null) enrolDatabase(database);
	writeSettings(database, { ...defaultSettings, ...settings });
	const device = openDevice({
		database,
		clock,
		sleptMs: () => 0,
		keyring: null,
		allowsPlainKeys: true,
		fetch: () => Promise.reject(new TypeError("fetch failed: no network")),
		hubTimeoutMs: 1000,
		random: systemRandom,
		pinCost,
		app: "test",
		onChange,
		peripherals: noPeripherals,
		// A test that closes the database ends the kiosk as a power cut does: what its loops report afterwards is ignored.
		log: log ?? { ...silentLog, error: (event, details) => database.open && onError(event, details) },
		readRecentLog: () => "",
	});
	const kiosk = device.kiosk() ?? assert.fail("the device is not enrolled");
	const { journal, allocations, shortNumbers } = kiosk;

	async function ensureSupervisor(): Promise<void> {
		if (kiosk.pins.supervisors().length > 0) return;
		assert.deepEqual(await answer(device, "setSupervisor", { ...supervisor, by: null }), { kind: "set" });
	}

	function acceptAllocation(of: readonly Row[], version: number): void {
		const day = makeVenueDay(of, { version });
		const allocation = verifyAllocation(day.header, day.rows, crypto);
		if ("kind" in allocation) throw new Error(allocation.why);
		const next = trustStateWith(allocations.trustState(), day.envelope, clock.nowMs());
		allocations.save(next, { allocation, key: allocationKey });
	}

	if (rows.length > 0 && allocations.allocationFor(null) === null) acceptAllocation(rows, 1);
	const boot = () => journal.recentEntries()[0]?.boot ?? 1;
	return {
		...{ device, database, journal, allocations, shortNumbers, clock, acceptAllocation },
		moment: () => ({ boot: boot(), mono: clock.monoMs(), nowMs: clock.nowMs() }),
		checkIn: {
			scan: (text, source) => answer(device, "scan", { text, source }) as Verdict,
			enterNumber: (typed) => answer(device, "number", typed) as Verdict,
			admit: (offer, persons) => answer(device, "admit", { offer, persons }) as Verdict,
			async override(offer, persons, why) {
				await ensureSupervisor();
				return answer(device, "override", { offer, persons, why, by: supervisor });
			},
		},
		searchCard: (card) => answer(device, "lookUp", { card }) as LookUpOutcome,
		async voidAdmission(line, why) {
			await ensureSupervisor();
			return answer(device, "voidLine", { line, why, by: supervisor });
		},
		state: kiosk.state,
	};
}

function failTest(event: string, details?: LogDetails): void {
	assert.fail(`${event} ${JSON.stringify(details)}`);
}

/** Writes what enrolment writes. The plain key is marked as reported, so that no journal line reports it. */
export function enrolDatabase(database: Database): void {
	writeIdentity(database, {
		kiosk: kioskId,
		incarnation: 1,
		venue,
		venueTitle: { "zh-CN": "市二宫" },
		label: "1 号窗口",
		hub: "https://hub.invalid",
		root: rootEnvelope,
		rootDigest,
		privateKey: keyPair("device").pkcs8,
		keyState: "plainTold",
	});
	if (readTrust(database) === null) writeTrust(database, serializeTrustState(enrolledState, rootDigest));
}

/** The trust state after the hub has published this header and it was accepted. */
export function trustStateWith(held: TrustState, header: Envelope, nowMs: number): TrustState {
	return acceptAll(held, publishNext(held, header, nowMs), nowMs);
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
