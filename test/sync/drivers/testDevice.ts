import assert from "node:assert/strict";
import { z } from "zod";
import type { KioskState } from "../../../core/contract/contract.ts";
import type { Entry } from "../../../core/journal/journal.ts";
import { type Device, type DeviceParts, openDevice } from "../../../main/device.ts";
import type { Keyring } from "../../../main/keys/keyring.ts";
import { noPeripherals, type Peripherals } from "../../../main/setup/peripherals.ts";
import { type Database, openDatabase } from "../../../main/store/database.ts";
import type { Clock, Random } from "../../../sync/clock.ts";
import { type Log, silentLog } from "../../../sync/log.ts";
import { systemClock, systemRandom } from "../../../sync/system.ts";
import { answer } from "../../answer.ts";
import { readEntry } from "../../readEntry.ts";
import { demonstrationMs, keptCodeOf, requestAsOfficer, type TestHub } from "../hub/testHub.ts";
import { createTestNetwork, type NetworkCondition, type TestNetwork } from "./testNetwork.ts";

export type ReadyState = Extract<KioskState, { kind: "ready" }>;

/** A machine's own clocks, turned by hand; they agree with the hub's until they are. */
export type DeviceClocks = { wallMs: number; monoMs: number; sleptMs: number };

export type TestDeviceOptions = {
	readonly path?: string;
	readonly wallMs?: number;
	/** Of the network from the start. */
	readonly condition?: NetworkCondition;
	readonly keyring?: Keyring | null;
	readonly allowsPlainKeys?: boolean;
	readonly peripherals?: Peripherals;
	readonly log?: Log;
	/** In the place of clocks turned by hand, which `clocks` and `advance` then leave alone. */
	readonly clock?: Clock;
	readonly random?: Random;
};

export type TestDevice = {
	readonly device: Device;
	readonly database: Database;
	readonly network: TestNetwork;
	readonly clocks: DeviceClocks;
	readonly advance: (ms: number) => void;
	readonly enrol: (label?: string) => Promise<unknown>;
	readonly state: () => KioskState;
	readonly ready: () => ReadyState;
	readonly lines: () => readonly Entry[];
	readonly close: () => Promise<void>;
};

/** A device with real store and client with the hub's routes; only its clocks and its keyring are ours. */
export function openTestDevice(hub: TestHub, options: TestDeviceOptions = {}): TestDevice {
	const network = createTestNetwork(hub.app);
	network.condition = options.condition ?? "fair";
	const database = openDatabase(options.path ?? ":memory:", null);
	const hands = { wallMs: options.wallMs ?? demonstrationMs, monoMs: 0, sleptMs: 0 };
	const device = openOrClose(database, {
		database,
		clock: options.clock ?? { ...systemClock, nowMs: () => hands.wallMs, monoMs: () => hands.monoMs },
		sleptMs: () => hands.sleptMs,
		keyring: options.keyring ?? null,
		allowsPlainKeys: options.allowsPlainKeys ?? true,
		fetch: network.fetch,
		hubTimeoutMs: 1000,
		random: options.random ?? systemRandom,
		app: "test",
		onChange: () => {},
		log: options.log ?? silentLog,
		readRecentLog: () => "",
		peripherals: options.peripherals ?? noPeripherals,
	});
	const state = () => answer(device, "state", undefined) as KioskState;
	return {
		device,
		database,
		network,
		clocks: hands,
		advance(ms) {
			hands.wallMs += ms;
			hands.monoMs += ms;
		},
		async enrol(label = "1 号窗口") {
			const told = await requestAsOfficer(hub, "POST", "/v1/enrolment-codes", { venue: 1, label });
			const { code } = z.object({ code: z.string() }).parse(told.body);
			const outcome = await answer(device, "enrol", { code });
			if (outcome.kind === "enrolled") await answer(device, "syncNow", undefined);
			return outcome;
		},
		state,
		ready() {
			const now = state();
			return now.kind === "ready" ? now : assert.fail("not enrolled");
		},
		lines: () => (database.prepare("SELECT line FROM journal ORDER BY seq").pluck().all() as string[]).map(readEntry),
		async close() {
			await device.stop();
			database.close();
		},
	};
}

function openOrClose(database: Database, parts: DeviceParts): Device {
	try {
		return openDevice(parts);
	} catch (error) {
		database.close();
		throw error;
	}
}

/** The code of a booking of the cinema. */
export const readCode = keptCodeOf;
