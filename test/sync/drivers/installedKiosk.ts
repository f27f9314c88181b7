import assert from "node:assert/strict";
import { z } from "zod";
import type { KioskState, Verdict } from "../../../core/contract/contract.ts";
import { type Device, openDevice } from "../../../main/device.ts";
import { noPeripherals } from "../../../main/setup/peripherals.ts";
import { openDatabase } from "../../../main/store/database.ts";
import { silentLog } from "../../../sync/log.ts";
import { systemClock, systemRandom } from "../../../sync/system.ts";
import { answer } from "../../answer.ts";
import { demonstrationMs, keptCodeOf, requestAsOfficer, type TestHub, uploadBookings } from "../hub/testHub.ts";
import { createTestNetwork, type TestNetwork } from "./testNetwork.ts";

export type Ready = Extract<KioskState, { kind: "ready" }>;
export type InstalledKiosk = {
	readonly device: Device;
	readonly network: TestNetwork;
	readonly close: () => Promise<void>;
};

/** The kiosks that the current test has installed; `closeInstalled` closes them. */
const open: InstalledKiosk[] = [];

export async function closeInstalled(): Promise<void> {
	for (const installed of open.splice(0)) await installed.close();
}

export async function closeNewest(): Promise<void> {
	await open.pop()?.close();
}

/** A new device: real store, real client, and the hub's clock. */
export function install(hub: TestHub, path = ":memory:"): InstalledKiosk {
	const network = createTestNetwork(hub.app);
	const database = openDatabase(path, null);
	const device = openDevice({
		database,
		clock: { ...systemClock, nowMs: hub.clock.nowMs, monoMs: () => hub.clock.nowMs() - demonstrationMs },
		sleptMs: () => 0,
		keyring: null,
		allowsPlainKeys: true,
		fetch: network.fetch,
		hubTimeoutMs: 50,
		random: systemRandom,
		app: "test",
		onChange: () => {},
		log: silentLog,
		readRecentLog: () => "",
		peripherals: noPeripherals,
	});
	const installed = {
		device,
		network,
		async close() {
			await device.stop();
			database.close();
		},
	};
	open.push(installed);
	return installed;
}

export async function codeFor(hub: TestHub, label: string, venue = 1): Promise<string> {
	const reply = await requestAsOfficer(hub, "POST", "/v1/enrolment-codes", { venue, label });
	return z.object({ code: z.string() }).parse(reply.body).code;
}

export async function enrolInstalled(hub: TestHub, label = "1 号窗口"): Promise<InstalledKiosk> {
	const kiosk = install(hub);
	assert.deepEqual(await answer(kiosk.device, "enrol", { code: await codeFor(hub, label) }), { kind: "enrolled" });
	await answer(kiosk.device, "syncNow", undefined);
	return kiosk;
}

export function ready(kiosk: InstalledKiosk): Ready {
	const state = answer(kiosk.device, "state", undefined) as KioskState;
	return state.kind === "ready" ? state : assert.fail("not enrolled");
}

export const codeOf = keptCodeOf;

export const scan = (kiosk: InstalledKiosk, text: string) =>
	answer(kiosk.device, "scan", { text, source: "camera" }) as Verdict;

export function admitAll(kiosk: InstalledKiosk, text: string): Verdict {
	const verdict = scan(kiosk, text);
	if (verdict.kind !== "offered") return verdict;
	return answer(kiosk.device, "admit", { offer: verdict.offer, persons: verdict.remaining }) as Verdict;
}

export async function standings(hub: TestHub): Promise<unknown> {
	return (await requestAsOfficer(hub, "GET", "/v1/standings?venue=1&day=2026-10-01")).body;
}

export async function publishMore(hub: TestHub): Promise<void> {
	await uploadBookings(hub, "booking,venue,activity,session,party,card,state\nA-9,1,1,101,1,,\n");
	await requestAsOfficer(hub, "POST", "/v1/allocations", {});
}
