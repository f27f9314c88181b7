import assert from "node:assert/strict";
import { join } from "node:path";
import { afterEach, test } from "node:test";
import { z } from "zod";
import type { KioskState, Verdict } from "../../core/contract/contract.ts";
import { type Device, openDevice } from "../../main/device.ts";
import { noPeripherals } from "../../main/setup/peripherals.ts";
import { openDatabase } from "../../main/store/database.ts";
import { silentLog } from "../../sync/log.ts";
import { systemClock, systemRandom } from "../../sync/system.ts";
import { answer } from "../answer.ts";
import { expectKind } from "../expectKind.ts";
import { withTempFolder } from "../main/offlineKiosk.ts";
import { createTestNetwork, type TestNetwork } from "./drivers/testNetwork.ts";
import {
	demonstrationMs,
	enrolKiosk,
	openCinemaHub,
	requestAsOfficer,
	type TestHub,
	uploadBookings,
} from "./hub/testHub.ts";

type Ready = Extract<KioskState, { kind: "ready" }>;
type InstalledKiosk = { readonly device: Device; readonly network: TestNetwork; readonly close: () => Promise<void> };

const open: InstalledKiosk[] = [];
afterEach(async () => {
	for (const installed of open.splice(0)) await installed.close();
});

/** A device as it comes out of its box: real store, real client, and the house's clock. */
function install(house: TestHub, path = ":memory:"): InstalledKiosk {
	const network = createTestNetwork(house.app);
	const database = openDatabase(path, null);
	const device = openDevice({
		database,
		clock: { ...systemClock, nowMs: house.clock.nowMs, monoMs: () => house.clock.nowMs() - demonstrationMs },
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

async function codeFor(house: TestHub, label: string, venue = 1): Promise<string> {
	const told = await requestAsOfficer(house, "POST", "/v1/enrolment-codes", { venue, label });
	return z.object({ code: z.string() }).parse(told.body).code;
}

async function enrolInstalled(house: TestHub, label = "1 号窗口"): Promise<InstalledKiosk> {
	const window = install(house);
	assert.deepEqual(await answer(window.device, "enrol", { code: await codeFor(house, label) }), { kind: "enrolled" });
	await answer(window.device, "syncNow", undefined);
	return window;
}

function ready(window: InstalledKiosk): Ready {
	const state = answer(window.device, "state", undefined) as KioskState;
	return state.kind === "ready" ? state : assert.fail("not enrolled");
}

async function codeOf(house: TestHub, booking: string): Promise<string> {
	const told = await requestAsOfficer(house, "GET", "/v1/bookings?venue=1");
	const list = z.object({ bookings: z.array(z.object({ booking: z.string(), code: z.string() })) }).parse(told.body);
	return list.bookings.find((one) => one.booking === booking)?.code ?? assert.fail(`no booking ${booking}`);
}

const scan = (window: InstalledKiosk, text: string) =>
	answer(window.device, "scan", { text, source: "camera" }) as Verdict;

function admitAll(window: InstalledKiosk, text: string): Verdict {
	const verdict = scan(window, text);
	if (verdict.kind !== "offered") return verdict;
	return answer(window.device, "admit", { offer: verdict.offer, persons: verdict.remaining }) as Verdict;
}

async function standings(house: TestHub): Promise<unknown> {
	return (await requestAsOfficer(house, "GET", "/v1/standings?venue=1&day=2026-10-01")).body;
}

test("a window enrols with its code, takes the day's list, and is no other window's again", async () => {
	const house = await openCinemaHub();
	const window = install(house);
	assert.equal((answer(window.device, "state", undefined) as KioskState).kind, "unenrolled");
	const code = await codeFor(house, "1 号窗口");
	assert.deepEqual(await answer(window.device, "enrol", { code }), { kind: "enrolled" });
	await answer(window.device, "syncNow", undefined);
	const state = ready(window);
	assert.equal(state.allocation?.version, 2, "the first was sealed to nobody");
	assert.deepEqual([state.label, state.venue["zh-CN"], state.status.net], ["1 号窗口", "影院", "hub"]);
	assert.deepEqual(await answer(window.device, "enrol", { code }), { kind: "failed", why: "alreadyEnrolled" });
	assert.deepEqual(await answer(install(house).device, "enrol", { code }), { kind: "failed", why: "codeRefused" });
});

test("enrolment says what is wrong: no code, no hub, a hub that is not the one the code means", async () => {
	const house = await openCinemaHub();
	const window = install(house);
	const enrol = (code: string) => answer(window.device, "enrol", { code });
	assert.deepEqual(await enrol("hello"), { kind: "failed", why: "notACode" });
	const code = await codeFor(house, "1 号窗口");
	window.network.condition = "down";
	assert.deepEqual(await enrol(code), { kind: "failed", why: "unreachable" });
	window.network.condition = "pageOfAPortal";
	assert.deepEqual(await enrol(code), { kind: "failed", why: "rubbish" });
	window.network.condition = "fair";
	const otherRoot = code.replace(/\.[0-9a-f]{32}@/, `.${"0".repeat(32)}@`);
	assert.deepEqual(await enrol(otherRoot), { kind: "failed", why: "untrustedHub" });
});

test("what was admitted while the network was down is at the hub once when it is back", async () => {
	const house = await openCinemaHub();
	const window = await enrolInstalled(house);
	window.network.condition = "down";
	assert.equal(admitAll(window, await codeOf(house, "A-1")).kind, "admitted");
	await answer(window.device, "syncNow", undefined);
	assert.deepEqual([ready(window).status.net, ready(window).status.trouble], ["none", "unreachable"]);
	assert.ok(ready(window).status.unsent > 0);
	window.network.condition = "fair";
	await answer(window.device, "syncNow", undefined);
	assert.deepEqual([ready(window).status.net, ready(window).status.unsent], ["hub", 0]);
	const told = z.object({ standings: z.array(z.object({ admitted: z.number() })) }).parse(await standings(house));
	assert.deepEqual(
		told.standings.filter(({ admitted }) => admitted > 0).map(({ admitted }) => admitted),
		[3],
	);
});

test("a reply that is lost is asked for again, and every line is at the hub once", async () => {
	const house = await openCinemaHub();
	const window = await enrolInstalled(house);
	admitAll(window, await codeOf(house, "A-1"));
	window.network.condition = "replyLost";
	for (let i = 0; i < 3; i++) await answer(window.device, "syncNow", undefined);
	const before = ready(window).status.unsent;
	assert.ok(before > 0, "the window does not believe what it did not hear");
	window.network.condition = "fair";
	await answer(window.device, "syncNow", undefined);
	assert.equal(ready(window).status.unsent, 0);
	const told = z.object({ standings: z.array(z.object({ admitted: z.number() })) }).parse(await standings(house));
	assert.equal(
		told.standings.reduce((sum, { admitted }) => sum + admitted, 0),
		3,
	);
	const conflicts = z
		.object({ conflicts: z.array(z.unknown()) })
		.parse((await requestAsOfficer(house, "GET", "/v1/conflicts")).body);
	assert.deepEqual(conflicts.conflicts, []);
});

for (const [weather, trouble] of [
	["silent", "slow"],
	["rubbish", "rubbish"],
	["pageOfAPortal", "rubbish"],
	["endless", "rubbish"],
] as const) {
	test(`a hub that is ${weather} is said to be ${trouble}, and the window goes on`, async () => {
		const house = await openCinemaHub();
		const window = await enrolInstalled(house);
		window.network.condition = weather;
		await answer(window.device, "syncNow", undefined);
		assert.deepEqual([ready(window).status.net, ready(window).status.trouble], ["none", trouble]);
		assert.equal(admitAll(window, await codeOf(house, "A-2")).kind, "admitted");
		window.network.condition = "fair";
		await answer(window.device, "syncNow", undefined);
		assert.equal(ready(window).status.unsent, 0);
	});
}

test("two windows that cannot talk both admit, and the hub shows the conflict with both sides", async () => {
	const house = await openCinemaHub();
	const [one, two] = [await enrolInstalled(house, "1 号窗口"), await enrolInstalled(house, "2 号窗口")];
	const code = await codeOf(house, "A-1");
	for (const window of [one, two]) {
		window.network.condition = "down";
		assert.equal(admitAll(window, code).kind, "admitted");
		window.network.condition = "fair";
		await answer(window.device, "syncNow", undefined);
	}
	const told = JSON.stringify((await requestAsOfficer(house, "GET", "/v1/conflicts")).body);
	assert.match(told, /1 号窗口/);
	assert.match(told, /2 号窗口/);
});

test("a list published anew is taken, and an older one never again", async () => {
	const house = await openCinemaHub();
	const window = await enrolInstalled(house);
	await uploadBookings(house, "booking,venue,activity,session,party,card,state\nA-1,1,1,101,3,0007,cancelled\n");
	const code = await codeOf(house, "A-1");
	await requestAsOfficer(house, "POST", "/v1/allocations", {});
	assert.equal(scan(window, code).kind, "offered", "it has not heard yet");
	await answer(window.device, "syncNow", undefined);
	assert.equal(ready(window).allocation?.version, 3);
	assert.equal(window.network.transfers.at(-1)?.path, "/versions/3/delta?from=2");
	const verdict = scan(window, code);
	assert.equal(expectKind(verdict, "refused").refusal.reason, "cancelled");
});

test("a list whose rows were changed on the way is not used; the one held stays in force", async () => {
	const house = await openCinemaHub();
	const window = await enrolInstalled(house);
	await publishMore(house);
	window.network.condition = "listsCorrupted";
	await answer(window.device, "syncNow", undefined);
	assert.deepEqual([ready(window).allocation?.version, ready(window).allocationTrouble], [2, "unfit"]);
	assert.equal(admitAll(window, await codeOf(house, "A-1")).kind, "admitted");
	window.network.condition = "fair";
	await answer(window.device, "syncNow", undefined);
	assert.deepEqual([ready(window).allocation?.version, ready(window).allocationTrouble], [3, null]);
});

test("a list of another venue, properly signed, is foreign here", async () => {
	const house = await openCinemaHub();
	const park = await enrolKiosk(house, 2, "公园窗口");
	const foreign = (await park.get("/allocations/2026-10-01")).body;
	const window = install(house);
	window.network.condition = "listOfAnotherVenue";
	window.network.substitute = () => new Response(foreign);
	await answer(window.device, "enrol", { code: await codeFor(house, "1 号窗口") });
	await answer(window.device, "syncNow", undefined);
	assert.deepEqual([ready(window).allocation, ready(window).allocationTrouble], [null, "foreign"]);
	const verdict = scan(window, await codeOf(house, "A-1"));
	assert.equal(expectKind(verdict, "refused").refusal.reason, "noAllocation");
});

test("a voucher that an officer takes back is refused at the next sync, without a new list", async () => {
	const house = await openCinemaHub();
	const window = await enrolInstalled(house);
	const code = await codeOf(house, "A-1");
	assert.equal(scan(window, code).kind, "offered");
	await requestAsOfficer(house, "POST", "/v1/revocations/vouchers", { booking: "A-1", why: "sold on" });
	await answer(window.device, "syncNow", undefined);
	assert.equal(ready(window).allocation?.version, 2);
	const verdict = scan(window, code);
	assert.deepEqual(expectKind(verdict, "refused").refusal, {
		reason: "revoked",
		of: "voucher",
		leastIssue: null,
	});
	assert.equal(admitAll(window, await codeOf(house, "A-2")).kind, "admitted", "the others are as good as before");
});

test("a window that an officer takes back admits nobody any more", async () => {
	const house = await openCinemaHub();
	const [lost, other] = [await enrolInstalled(house, "1 号窗口"), await enrolInstalled(house, "2 号窗口")];
	const told = await requestAsOfficer(house, "GET", "/v1/kiosks");
	const { kiosks } = z.object({ kiosks: z.array(z.object({ kiosk: z.string(), label: z.string() })) }).parse(told.body);
	const id = kiosks.find(({ label }) => label === "1 号窗口")?.kiosk;
	await requestAsOfficer(house, "POST", `/v1/revocations/kiosks/${id}`, { why: "stolen" });
	await answer(lost.device, "syncNow", undefined);
	await answer(other.device, "syncNow", undefined);
	const code = await codeOf(house, "A-1");
	const verdict = scan(lost, code);
	assert.equal(expectKind(verdict, "refused").refusal.reason, "revoked");
	assert.equal(scan(other, code).kind, "offered");
});

test("a hub that is silent for a day leaves the window working, amber and with the age told", async () => {
	const house = await openCinemaHub();
	const window = await enrolInstalled(house);
	assert.equal(ready(window).freshness.kind, "fresh");
	window.network.condition = "down";
	house.clock.move(25 * 3600_000);
	await answer(window.device, "syncNow", undefined);
	const { freshness } = ready(window);
	assert.deepEqual([freshness.kind, "ageMs" in freshness && freshness.ageMs >= 24 * 3600_000], ["stale", true]);
});

test("what a window believed is believed again after a start, without a network", async () => {
	await withTempFolder(async (folder) => {
		const house = await openCinemaHub();
		const path = join(folder, "pailou.sqlite");
		const window = install(house, path);
		await answer(window.device, "enrol", { code: await codeFor(house, "1 号窗口") });
		await answer(window.device, "syncNow", undefined);
		await requestAsOfficer(house, "POST", "/v1/revocations/vouchers", { booking: "A-1", why: "sold on" });
		await answer(window.device, "syncNow", undefined);
		await open.pop()?.close();
		const again = install(house, path);
		again.network.condition = "down";
		const verdict = scan(again, await codeOf(house, "A-1"));
		assert.equal(expectKind(verdict, "refused").refusal.reason, "revoked");
		assert.equal(ready(again).freshness.kind, "fresh");
	});
});

async function publishMore(house: TestHub): Promise<void> {
	await uploadBookings(house, "booking,venue,activity,session,party,card,state\nA-9,1,1,101,1,,\n");
	await requestAsOfficer(house, "POST", "/v1/allocations", {});
}
