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
import { type Pulled, pull } from "../../sync/client/pull.ts";
import { openAccount } from "../../sync/client/session.ts";
import { hash, signerOf, verify } from "../../sync/crypto/signature.ts";
import { systemClock, systemRandom } from "../../sync/system.ts";
import { cinemaProgramme, header } from "./hub/bookings/cinema.ts";
import { enrolKiosk, type House, handOver, openHouse, origin, tell } from "./hub/house.ts";
import type { TestKiosk } from "./hub/kiosk.ts";
import { type Network, openNetwork } from "./network.ts";

export const day = Day.parse("2026-10-01");

/** Bookings of eight buckets. */
export const many = 1100;

function lines(state: string, numbers: readonly number[]): string {
	return [header, ...numbers.map((number) => `A-${number},1,1,101,1,,${state}`), ""].join("\n");
}

export async function openLargeCinema(bookings = many): Promise<House> {
	const house = openHouse();
	const programme = cinemaProgramme();
	for (const session of programme.days[0]?.sessions ?? []) session.capacity = 60_000;
	await tell(house, "POST", "/v1/programmes", programme);
	await publish(
		house,
		lines(
			"live",
			Array.from({ length: bookings }, (_, i) => i),
		),
	);
	return house;
}

async function publish(house: House, csv: string): Promise<void> {
	assert.equal((await handOver(house, csv)).status, 200);
	assert.equal((await tell(house, "POST", "/v1/allocations", {})).status, 200);
}

export const cancel = (house: House, ...numbers: number[]) => publish(house, lines("cancelled", numbers));

export type Window = {
	readonly network: Network;
	readonly pull: () => Promise<Pulled>;
	readonly shelf: KioskAllocations;
	readonly database: Database;
	readonly close: () => void;
};

/** A window's real store and client, without its screen and its loops. */
export function openWindow(house: House, kiosk: TestKiosk, path = ":memory:"): Window {
	const database = openDatabase(path, null);
	const network = openNetwork(house.app);
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
	const root = () => shelf.held().root;
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
	const account = openAccount(hub, { kiosk: id, incarnation: () => incarnation, venue, root, sign });
	return {
		network,
		database,
		shelf,
		pull: () => pull(account, shelf, dayKeys, clock.nowMs, () => {}),
		close: () => database.close(),
	};
}

/** A window that holds version 2, the first that is sealed to it, and nothing on its wire yet. */
export async function settled(house: House, path?: string): Promise<Window> {
	const window = openWindow(house, await enrolKiosk(house, 1, "1 号窗口"), path);
	assert.deepEqual(await window.pull(), { kind: "done", taken: 1, unusable: null });
	window.network.wire.length = 0;
	return window;
}

export const done = { kind: "done", taken: 1, unusable: null } as const;
export const versionOf = (window: Window) => window.shelf.listOf(day)?.header.version ?? 0;
export const fetched = (window: Window) => window.network.wire.map(({ path }) => path.split("/").at(-1)?.split("?")[0]);
export const onTheWire = (window: Window) => window.network.wire.reduce((sum, { bytes }) => sum + bytes, 0);

export function stateOf(house: House, window: Window, number: number): string {
	const row: RowKey = house.store.vouchers.ofBooking(`A-${number}`)?.row ?? assert.fail("not booked");
	const list = window.shelf.listOf(day) ?? assert.fail("no list");
	return findRow(list, row)?.state ?? "unlisted";
}

/** The very list of the hub, row by row and bucket by bucket. */
export function isHubs(house: House, window: Window): void {
	const list = window.shelf.listOf(day) ?? assert.fail("no list");
	const rows = house.store.allocations.rowsOf(1, day, list.header.version) ?? assert.fail("not at the hub");
	assert.deepEqual(Buffer.concat(list.buckets), Buffer.from(rows));
}
