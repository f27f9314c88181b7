import assert from "node:assert/strict";
import { findRow } from "../../../core/allocation/allocation.ts";
import { Day, Digest, type RowKey } from "../../../core/identity.ts";
import type { KioskAllocations } from "../../../main/allocations/allocationStore.ts";
import { openDevice } from "../../../main/device.ts";
import { openDayKeys } from "../../../main/keys/dayKeys.ts";
import { noPeripherals } from "../../../main/setup/peripherals.ts";
import { type Database, openDatabase } from "../../../main/store/database.ts";
import { readIdentity, writeIdentity } from "../../../main/store/identity.ts";
import { type PullResult, pull } from "../../../sync/client/pull.ts";
import { openHubSession } from "../../../sync/client/session.ts";
import { randomId } from "../../../sync/clock.ts";
import { crypto, signerOf } from "../../../sync/crypto/signature.ts";
import { silentLog } from "../../../sync/log.ts";
import { systemClock, systemRandom } from "../../../sync/system.ts";
import { stoppedTimers } from "../../clock.ts";
import { bookingsHeader, cinemaProgramme } from "../hub/bookings/cinema.ts";
import { enrolKiosk, openTestHub, origin, requestAsOfficer, type TestHub, uploadBookings } from "../hub/testHub.ts";
import type { TestKiosk } from "../hub/testKiosk.ts";
import { createTestNetwork, type TestNetwork } from "./testNetwork.ts";

export const day = Day.parse("2026-10-01");

/** Bookings of eight buckets. */
export const manyBookings = 1100;

function bookingsCsv(state: string, numbers: readonly number[]): string {
	return [bookingsHeader, ...numbers.map((number) => `A-${number},1,1,101,1,,${state}`), ""].join("\n");
}

export async function openLargeCinema(bookings = manyBookings): Promise<TestHub> {
	const hub = openTestHub();
	const programme = cinemaProgramme();
	for (const session of programme.days[0]?.sessions ?? []) session.capacity = 60_000;
	await requestAsOfficer(hub, "POST", "/v1/programmes", programme);
	await publish(
		hub,
		bookingsCsv(
			"live",
			Array.from({ length: bookings }, (_, i) => i),
		),
	);
	return hub;
}

async function publish(hub: TestHub, csv: string): Promise<void> {
	assert.equal((await uploadBookings(hub, csv)).status, 200);
	assert.equal((await requestAsOfficer(hub, "POST", "/v1/allocations", {})).status, 200);
}

export const cancelBookings = (hub: TestHub, ...numbers: number[]) => publish(hub, bookingsCsv("cancelled", numbers));

export type TestClient = {
	readonly network: TestNetwork;
	readonly pull: () => Promise<PullResult>;
	readonly allocations: KioskAllocations;
	readonly database: Database;
	readonly close: () => void;
};

/** The product's device without a network of its own, whose lists are pulled only when a test asks, over the test's network. */
export function openTestClient(hub: TestHub, kiosk: TestKiosk, path = ":memory:"): TestClient {
	const database = openDatabase(path, null);
	const network = createTestNetwork(hub.app);
	const { enrolment, pair } = kiosk;
	const { venue, incarnation, kiosk: id } = enrolment;
	const clock = { ...systemClock, ...stoppedTimers, nowMs: hub.clock.nowMs, monoMs: () => 0 };
	if (readIdentity(database) === null) {
		const { venueTitle, label, root } = enrolment;
		const rootDigest = Digest.parse(Buffer.from(crypto.hash(Buffer.from(root.payload, "base64"))).toString("hex"));
		const key = { privateKey: pair.pkcs8, keyState: "plainTold" } as const;
		writeIdentity(database, {
			kiosk: id,
			incarnation,
			venue,
			venueTitle,
			label,
			hub: origin,
			root,
			rootDigest,
			...key,
		});
	}
	const device = openDevice({
		...{ database, clock, sleptMs: () => 0, keyring: null, allowsPlainKeys: true, hubTimeoutMs: 1000 },
		...{
			random: systemRandom,
			app: "test",
			onChange: () => {},
			peripherals: noPeripherals,
			log: silentLog,
			readRecentLog: () => "",
		},
		fetch: () => Promise.reject(new TypeError("fetch failed: no network")),
	});
	const { allocations } = device.kiosk() ?? assert.fail("the device is not enrolled");
	const endpoint = { address: origin, fetch: network.fetch, timers: systemClock, patienceMs: 5_000 };
	const root = () => allocations.trustState().root;
	const dayKeys = openDayKeys({
		...{ database, keyring: null, venue, kiosk: id, allocations },
		clock: { nowMs: clock.nowMs, provenLeastMs: clock.nowMs },
		random: systemRandom,
		log: silentLog,
	});
	const session = openHubSession(endpoint, {
		kiosk: id,
		incarnation: () => incarnation,
		venue,
		root,
		sign: signerOf(pair.pkcs8),
	});
	const pullClock = {
		...{ nowMs: clock.nowMs, monoMs: clock.monoMs, newNonce: () => randomId(systemRandom) },
		...{ heardSignedTime: () => {}, heardSignedDocument: () => {} },
	};
	return {
		...{ network, database, allocations },
		pull: () => pull(session, allocations, dayKeys, pullClock),
		close: () => database.close(),
	};
}

/** A kiosk that holds version 2, the first that is sealed to it, and nothing on its wire yet. */
export async function openSyncedClient(hub: TestHub, path?: string): Promise<TestClient> {
	const client = openTestClient(hub, await enrolKiosk(hub, 1, "1 号窗口"), path);
	assert.deepEqual(await client.pull(), { kind: "done", taken: 1, unusable: null });
	client.network.transfers.length = 0;
	return client;
}

export const pulledOne = { kind: "done", taken: 1, unusable: null } as const;
export const versionOf = (client: TestClient) => client.allocations.findAllocation(day)?.header.version ?? 0;
export const fetchedParts = (client: TestClient) =>
	client.network.transfers.map(({ path }) => path.split("/").at(-1)?.split("?")[0]);
export const countTransferredBytes = (client: TestClient) =>
	client.network.transfers.reduce((sum, { bytes }) => sum + bytes, 0);

export function rowStateOf(hub: TestHub, client: TestClient, number: number): string {
	const row: RowKey = hub.store.vouchers.findByBooking(`A-${number}`)?.row ?? assert.fail("not booked");
	const list = client.allocations.findAllocation(day) ?? assert.fail("no list");
	return findRow(list, row)?.state ?? "unlisted";
}

/** The very list of the hub, row by row and bucket by bucket. */
export function assertSameAsHub(hub: TestHub, client: TestClient): void {
	const list = client.allocations.findAllocation(day) ?? assert.fail("no list");
	const rows = hub.store.allocations.findRows(1, day, list.header.version) ?? assert.fail("not at the hub");
	assert.deepEqual(Buffer.concat(list.buckets), Buffer.from(rows));
}
