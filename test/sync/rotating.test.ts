import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, test } from "node:test";
import { z } from "zod";
import type { KioskState, Verdict } from "../../core/contract/contract.ts";
import { sameScanMs } from "../../main/admission/sightings.ts";
import { type Device, openDevice } from "../../main/device.ts";
import type { Keyring } from "../../main/keys/keyring.ts";
import { noPeripherals } from "../../main/setup/peripherals.ts";
import { type Database, openDatabase } from "../../main/store/database.ts";
import { readDayKeys } from "../../main/store/dayKeys.ts";
import { silentLog } from "../../sync/log.ts";
import { systemClock, systemRandom } from "../../sync/system.ts";
import { answer } from "../answer.ts";
import { expectKind } from "../expectKind.ts";
import { withTempFolder } from "../main/offlineKiosk.ts";
import { createTestKeyring } from "../main/testKeyring.ts";
import { readEntry } from "../readEntry.ts";
import { createTestNetwork, type TestNetwork } from "./drivers/testNetwork.ts";
import { openPass, openRotatingCinema } from "./drivers/testPhone.ts";
import { demonstrationMs, enrolKiosk, requestAsOfficer, type TestHub, uploadBookings } from "./hub/testHub.ts";
import { day } from "./hub/testKiosk.ts";

type InstalledKiosk = { readonly device: Device; readonly database: Database; readonly network: TestNetwork };

const secondMs = 1000;
const open: InstalledKiosk[] = [];
afterEach(async () => {
	for (const window of open.splice(0)) await close(window);
});

async function close({ device, database }: InstalledKiosk): Promise<void> {
	await device.stop();
	database.close();
}

function install(hub: TestHub, path = ":memory:", keyring: Keyring | null = null): InstalledKiosk {
	const network = createTestNetwork(hub.app);
	const database = openDatabase(path, null);
	const device = openDevice({
		database,
		clock: { ...systemClock, nowMs: hub.clock.nowMs, monoMs: () => hub.clock.nowMs() - demonstrationMs },
		sleptMs: () => 0,
		keyring,
		allowsPlainKeys: true,
		fetch: network.fetch,
		hubTimeoutMs: 500,
		random: systemRandom,
		app: "test",
		onChange: () => {},
		log: silentLog,
		readRecentLog: () => "",
		peripherals: noPeripherals,
	});
	const window = { device, database, network };
	open.push(window);
	return window;
}

async function enrol(
	hub: TestHub,
	path?: string,
	venue = 1,
	label = "1 号窗口",
	keyring: Keyring | null = null,
): Promise<InstalledKiosk> {
	const window = install(hub, path, keyring);
	const told = await requestAsOfficer(hub, "POST", "/v1/enrolment-codes", { venue, label });
	const { code } = z.object({ code: z.string() }).parse(told.body);
	assert.deepEqual(await answer(window.device, "enrol", { code }), { kind: "enrolled" });
	await sync(window);
	return window;
}

const sync = (window: InstalledKiosk) => answer(window.device, "syncNow", undefined);

function admit(window: InstalledKiosk, text: string, persons?: number): Verdict {
	const verdict = answer(window.device, "scan", { text, source: "camera" }) as Verdict;
	if (verdict.kind !== "offered") return verdict;
	return answer(window.device, "admit", { offer: verdict.offer, persons: persons ?? verdict.remaining }) as Verdict;
}

const reason = (verdict: Verdict) => (verdict.kind === "refused" ? verdict.refusal.reason : verdict.kind);

function troubleOf(window: InstalledKiosk): string | null {
	const state = answer(window.device, "state", undefined) as KioskState;
	return state.kind === "ready" ? state.allocationTrouble : "unenrolled";
}

test("a photographed code is refused after 45 seconds, and the pass itself goes on passing", async () => {
	const hub = await openRotatingCinema();
	const window = await enrol(hub);
	const phone = await openPass(hub, "A-1");
	const photograph = phone.codeAt(hub.clock.nowMs());
	hub.clock.move(45 * secondMs);
	assert.equal(reason(admit(window, photograph, 1)), "codeTooOld");
	assert.equal(reason(admit(window, phone.codeAt(hub.clock.nowMs()), 1)), "admitted");
});

test("a code that admitted someone is refused; the next one passes", async () => {
	const hub = await openRotatingCinema();
	const window = await enrol(hub);
	const phone = await openPass(hub, "A-1");
	const code = phone.codeAt(hub.clock.nowMs());
	assert.equal(reason(admit(window, code, 1)), "admitted");
	hub.clock.move(sameScanMs);
	assert.equal(reason(admit(window, code, 1)), "codeConsumed");
	hub.clock.move(15 * secondMs);
	assert.equal(reason(admit(window, phone.codeAt(hub.clock.nowMs()), 2)), "admitted");
});

test("a retry after a failed try passes with the same code", async () => {
	const hub = await openRotatingCinema();
	const window = await enrol(hub);
	const code = (await openPass(hub, "A-1")).codeAt(hub.clock.nowMs());
	assert.equal(reason(admit(window, code, 4)), "remainderSmaller");
	assert.equal(reason(admit(window, code, 3)), "admitted");
});

for (const seconds of [25, -25]) {
	test(`a phone whose clock is ${seconds} seconds off passes, and its journal line says so`, async () => {
		const hub = await openRotatingCinema();
		const window = await enrol(hub);
		const phone = await openPass(hub, "A-2");
		const phoneMs = hub.clock.nowMs() + seconds * secondMs;
		assert.equal(reason(admit(window, phone.codeAt(phoneMs))), "admitted");
		await sync(window);
		const [kiosk] = hub.store.kiosks.list();
		const lines = hub.store.lines.listAfter(kiosk?.kiosk ?? assert.fail(), 0, 100).map(({ line }) => readEntry(line));
		const line = lines.find(({ kind }) => kind === "redeemed");
		assert.equal(Math.abs((expectKind(line, "redeemed").skew ?? 0) - seconds) <= 15, true, "the hub has the skew");
	});
}

test("a static code is refused where rotation is demanded, and honoured where it is not", async () => {
	const hub = await openRotatingCinema();
	const window = await enrol(hub);
	const verdict = admit(window, (await openPass(hub, "A-1")).staticCode);
	assert.deepEqual(expectKind(verdict, "refused").refusal, { reason: "rotationRequired", why: "staticCode" });
	assert.equal(reason(admit(window, (await openPass(hub, "A-3")).staticCode)), "tooEarly", "it is good, but for later");
});

test("a kiosk without K_day honours no rotating code, and says what it lacks", async () => {
	const hub = await openRotatingCinema();
	await withTempFolder(async (folder) => {
		const path = join(folder, "pailou.sqlite");
		await close((await enrol(hub, path)) && (open.pop() as InstalledKiosk));
		const database = openDatabase(path, null);
		database.prepare("DELETE FROM dayKey").run();
		database.close();
		const window = install(hub, path);
		window.network.condition = "down";
		const verdict = admit(window, (await openPass(hub, "A-1")).codeAt(hub.clock.nowMs()));
		assert.deepEqual(expectKind(verdict, "refused").refusal, { reason: "rotationRequired", why: "noDayKey" });
		await close(open.pop() as InstalledKiosk);
	});
});

test("a kiosk started again without a network knows the day's key as before", async () => {
	const hub = await openRotatingCinema();
	await withTempFolder(async (folder) => {
		const path = join(folder, "pailou.sqlite");
		await close((await enrol(hub, path)) && (open.pop() as InstalledKiosk));
		const window = install(hub, path);
		window.network.condition = "down";
		await sync(window);
		assert.equal(reason(admit(window, (await openPass(hub, "A-1")).codeAt(hub.clock.nowMs()))), "admitted");
		await close(open.pop() as InstalledKiosk);
	});
});

test("a kiosk enrolled after the list was published has keys and list at its first sync, and the others go on", async () => {
	const hub = await openRotatingCinema();
	const first = await enrol(hub);
	hub.clock.move(60 * secondMs);
	const later = await enrol(hub, ":memory:", 1, "2 号窗口");
	assert.equal(troubleOf(later), null);
	assert.equal(reason(admit(later, (await openPass(hub, "A-1")).codeAt(hub.clock.nowMs()))), "admitted");
	await sync(first);
	assert.equal(troubleOf(first), null);
	assert.equal(reason(admit(first, (await openPass(hub, "A-2")).codeAt(hub.clock.nowMs()))), "admitted");
});

test("a key given again makes no new version, and what officers have not published stays unpublished", async () => {
	const hub = await openRotatingCinema();
	const kiosk = await enrolKiosk(hub, 1, "1 号窗口");
	await uploadBookings(hub, "booking,venue,activity,session,party,card,state\nA-9,1,1,101,1,,\n");
	for (let i = 0; i < 3; i++) await kiosk.giveDayKey();
	const latest = hub.store.allocations.findLatest(1, day);
	assert.deepEqual([latest?.version, latest?.rowCount], [2, 3]);
	assert.deepEqual((await requestAsOfficer(hub, "POST", "/v1/allocations", { venue: 1 })).status, 200);
	assert.equal(hub.store.allocations.findLatest(1, day)?.rowCount, 4);
	assert.ok((await kiosk.secrets()) !== null, "the officer's version is sealed to it as well");
});

test("what is sealed to one kiosk opens for no other, of its venue or of another", async () => {
	const hub = await openRotatingCinema();
	const [one, two] = [await enrolKiosk(hub, 1, "1 号窗口"), await enrolKiosk(hub, 1, "2 号窗口")];
	const park = await enrolKiosk(hub, 2, "公园窗口");
	const mine = await one.secrets();
	assert.deepEqual(await two.secrets(), mine);
	assert.equal(await one.secrets(await two.giveDayKey()), null);
	assert.equal(await one.secrets(await park.giveDayKey()), null);
	const theirs = await park.secrets();
	assert.notDeepEqual(theirs?.dayKey, mine?.dayKey);
	park.token = one.token;
	assert.equal((await park.post("/day-keys", { dayKeys: [] })).statusCode, 403);
});

test("a kiosk that was taken back gets nothing sealed to it from then on", async () => {
	const hub = await openRotatingCinema();
	const [lost, other] = [await enrolKiosk(hub, 1, "1 号窗口"), await enrolKiosk(hub, 1, "2 号窗口")];
	await lost.giveDayKey();
	await requestAsOfficer(hub, "POST", `/v1/revocations/kiosks/${lost.enrolment.kiosk}`, { why: "stolen" });
	await other.giveDayKey();
	const { venue } = other.enrolment;
	const sealedTo = hub.store.sealingKeys.listOfDay(venue, day).map(({ kiosk }) => kiosk);
	assert.deepEqual(sealedTo, [other.enrolment.kiosk]);
});

test("a list that is not sealed to this kiosk is not used, and the kiosk says so until it is", async () => {
	const hub = await openRotatingCinema();
	const window = await enrol(hub);
	await sync(window);
	const before = readDayKeys(window.database)[0]?.publicKey;
	// As after a disk that lost its day keys: new ones are made, but the hub is not heard.
	window.database.prepare("UPDATE dayKey SET publicKey = zeroblob(32)").run();
	await uploadBookings(hub, "booking,venue,activity,session,party,card,state\nA-9,1,1,101,1,,\n");
	await requestAsOfficer(hub, "POST", "/v1/allocations", {});
	await sync(window);
	assert.equal(troubleOf(window), "notSealed");
	window.database.prepare("UPDATE dayKey SET publicKey = @before").run({ before });
	await sync(window);
	assert.equal(troubleOf(window), null);
});

test("the private half of a day's key is in the file while the day lasts, and in no byte of it afterwards", async () => {
	const hub = await openRotatingCinema();
	await withTempFolder(async (folder) => {
		const window = await enrol(hub, join(folder, "pailou.sqlite"));
		const [key] = readDayKeys(window.database);
		assert.equal(key?.day, day);
		const isOnDisk = () =>
			readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(key?.privateKey ?? assert.fail()));
		assert.equal(isOnDisk(), true);
		hub.clock.move(Date.parse("2026-10-02T04:00:00+08:00") - hub.clock.nowMs() - 1);
		window.network.condition = "down";
		await sync(window);
		assert.equal(isOnDisk(), true);
		// What is proven lags behind by the largest drift of the time without the hub.
		hub.clock.move(60 * secondMs);
		await sync(window);
		assert.deepEqual(readDayKeys(window.database), []);
		assert.equal(isOnDisk(), false);
		await close(open.pop() as InstalledKiosk);
	});
});

test("where the system has a keyring, the private half lies under it, and opens the keys all the same", async () => {
	const hub = await openRotatingCinema();
	const window = await enrol(hub, ":memory:", 1, "1 号窗口", createTestKeyring());
	assert.deepEqual(
		readDayKeys(window.database).map(({ isProtected }) => isProtected),
		[true],
	);
	assert.equal(reason(admit(window, (await openPass(hub, "A-1")).codeAt(hub.clock.nowMs()))), "admitted");
});

test("four kiosks enrolled at the same moment all have the list and its keys", async () => {
	const hub = await openRotatingCinema();
	const windows = await Promise.all([1, 2, 3, 4].map((n) => enrol(hub, ":memory:", 1, `${n} 号窗口`)));
	for (const window of windows) await sync(window);
	assert.deepEqual(windows.map(troubleOf), [null, null, null, null]);
	const code = (await openPass(hub, "A-1")).codeAt(hub.clock.nowMs());
	const offers = windows.map(
		({ device }) => (answer(device, "scan", { text: code, source: "camera" }) as Verdict).kind,
	);
	assert.deepEqual(offers, ["offered", "offered", "offered", "offered"]);
});

test("a kiosk that was off when the day ended deletes the key at its next start, and makes none for a day that is over", async () => {
	const hub = await openRotatingCinema();
	await withTempFolder(async (folder) => {
		const path = join(folder, "pailou.sqlite");
		await close((await enrol(hub, path)) && (open.pop() as InstalledKiosk));
		hub.clock.move(24 * 3600 * secondMs);
		const again = install(hub, path);
		await sync(again);
		assert.deepEqual(readDayKeys(again.database), []);
		await close(open.pop() as InstalledKiosk);
	});
});
