import assert from "node:assert/strict";
import { findRow } from "../../core/allocation/allocation.ts";
import { Day, Digest, type RowKey } from "../../core/identity.ts";
import { reload } from "../../core/trust/reload.ts";
import { acceptPinnedRoot } from "../../core/trust/trustState.ts";
import { type KioskAllocations, openAllocations } from "../../main/allocations/allocations.ts";
import { openJournal } from "../../main/journal/journal.ts";
import { openDayKeys } from "../../main/keys/dayKeys.ts";
import { type Database, openDatabase } from "../../main/store/database.ts";
import { readTrust } from "../../main/store/trust.ts";
import { type PullResult, pull } from "../../sync/client/pull.ts";
import { openHubSession } from "../../sync/client/session.ts";
import { hash, signerOf, verify } from "../../sync/crypto/signature.ts";
import { systemClock, systemRandom } from "../../sync/system.ts";
import { bookingsHeader, cinemaProgramme } from "./hub/bookings/cinema.ts";
import { enrolKiosk, openTestHub, origin, requestAsOfficer, type TestHub, uploadBookings } from "./hub/testHub.ts";
import type { TestKiosk } from "./hub/testKiosk.ts";
import { createTestNetwork, type TestNetwork } from "./testNetwork.ts";

export const day = Day.parse("2026-10-01");

/** Bookings of eight buckets. */
export const manyBookings = 1100;

function bookingsCsv(state: string, numbers: readonly number[]): string {
	return [bookingsHeader, ...numbers.map((number) => `A-${number},1,1,101,1,,${state}`), ""].join("\n");
}

export async function openLargeCinema(bookings = manyBookings): Promise<TestHub> {
	const house = openTestHub();
	const programme = cinemaProgramme();
	for (const session of programme.days[0]?.sessions ?? []) session.capacity = 60_000;
	await requestAsOfficer(house, "POST", "/v1/programmes", programme);
	await publish(
		house,
		bookingsCsv(
			"live",
			Array.from({ length: bookings }, (_, i) => i),
		),
	);
	return house;
}

async function publish(house: TestHub, csv: string): Promise<void> {
	assert.equal((await uploadBookings(house, csv)).status, 200);
	assert.equal((await requestAsOfficer(house, "POST", "/v1/allocations", {})).status, 200);
}

export const cancelBookings = (house: TestHub, ...numbers: number[]) =>
	publish(house, bookingsCsv("cancelled", numbers));

export type TestClient = {
	readonly network: TestNetwork;
	readonly pull: () => Promise<PullResult>;
	readonly allocations: KioskAllocations;
	readonly database: Database;
	readonly close: () => void;
};

/** A window's real store and client, without its screen and its loops. */
export function openTestClient(house: TestHub, kiosk: TestKiosk, path = ":memory:"): TestClient {
	const database = openDatabase(path, null);
	const network = createTestNetwork(house.app);
	const { enrolment, pair } = kiosk;
	const sign = signerOf(pair.pkcs8);
	const clock = { ...systemClock, nowMs: house.clock.nowMs, monoMs: () => 0 };
	const { venue, incarnation, kiosk: id } = enrolment;
	const pin = Digest.parse(Buffer.from(hash(Buffer.from(enrolment.root.payload, "base64"))).toString("hex"));
	const stored = readTrust(database);
	const restored =
		stored === null
			? acceptPinnedRoot(enrolment.root, pin, venue, clock.nowMs(), verify, hash)
			: reload(stored, verify, hash);
	if (restored.kind !== "held") throw new Error(restored.why);
	const shelf = openAllocations({
		database,
		restored: restored.held,
		pin,
		journal: openJournal(database, { venue, kiosk: id, incarnation, boot: 1, sign }, clock),
		nowMs: clock.nowMs,
		knowledge: () => ({ day: null, alloc: 0, revocations: 0, roster: 0, net: "hub" }),
	});
	const hub = { address: origin, fetch: network.fetch, timers: clock, patienceMs: 5_000 };
	const root = () => shelf.trustState().root;
	const closesAtMs = () => null;
	const dayKeys = openDayKeys({
		random: systemRandom,
		database,
		keyring: null,
		venue,
		kiosk: id,
		closesAtMs,
		nowMs: clock.nowMs,
	});
	const account = openHubSession(hub, { kiosk: id, incarnation: () => incarnation, venue, root, sign });
	return {
		network,
		database,
		allocations: shelf,
		pull: () => pull(account, shelf, dayKeys, clock.nowMs, () => {}),
		close: () => database.close(),
	};
}

/** A window that holds version 2, the first that is sealed to it, and nothing on its wire yet. */
export async function openSyncedClient(house: TestHub, path?: string): Promise<TestClient> {
	const window = openTestClient(house, await enrolKiosk(house, 1, "1 号窗口"), path);
	assert.deepEqual(await window.pull(), { kind: "done", taken: 1, unusable: null });
	window.network.transfers.length = 0;
	return window;
}

export const pulledOne = { kind: "done", taken: 1, unusable: null } as const;
export const versionOf = (window: TestClient) => window.allocations.findAllocation(day)?.header.version ?? 0;
export const fetchedParts = (window: TestClient) =>
	window.network.transfers.map(({ path }) => path.split("/").at(-1)?.split("?")[0]);
export const countTransferredBytes = (window: TestClient) =>
	window.network.transfers.reduce((sum, { bytes }) => sum + bytes, 0);

export function rowStateOf(house: TestHub, window: TestClient, number: number): string {
	const row: RowKey = house.store.vouchers.ofBooking(`A-${number}`)?.row ?? assert.fail("not booked");
	const list = window.allocations.findAllocation(day) ?? assert.fail("no list");
	return findRow(list, row)?.state ?? "unlisted";
}

/** The very list of the hub, row by row and bucket by bucket. */
export function assertSameAsHub(house: TestHub, window: TestClient): void {
	const list = window.allocations.findAllocation(day) ?? assert.fail("no list");
	const rows = house.store.allocations.rowsOf(1, day, list.header.version) ?? assert.fail("not at the hub");
	assert.deepEqual(Buffer.concat(list.buckets), Buffer.from(rows));
}
