import assert from "node:assert/strict";
import { join } from "node:path";
import { afterEach, test } from "node:test";
import { z } from "zod";
import { makeShortNumber, type ShortNumber } from "../../core/allocation/shortNumber.ts";
import type { KioskState, Verdict } from "../../core/contract/contract.ts";
import { shortNumberFailuresToLock, shortNumberLockMs } from "../../core/journal/shortNumberLock.ts";
import { type Device, openDevice } from "../../main/device.ts";
import { noPeripherals } from "../../main/setup/peripherals.ts";
import { openDatabase } from "../../main/store/database.ts";
import { silentLog } from "../../sync/log.ts";
import { systemClock, systemRandom } from "../../sync/system.ts";
import { answer } from "../answer.ts";
import { assertKind, expectKind } from "../expectKind.ts";
import { withTempFolder } from "../main/offlineKiosk.ts";
import { createTestNetwork } from "./drivers/testNetwork.ts";
import { cinemaProgramme } from "./hub/bookings/cinema.ts";
import { demonstrationMs, openCinemaHub, requestAsOfficer, type TestHub, uploadBookings } from "./hub/testHub.ts";

type Ready = Extract<KioskState, { kind: "ready" }>;
type InstalledKiosk = {
	readonly device: Device;
	/** The paths of what was asked of the hub; `spoil` changes what comes of it. */
	readonly asked: string[];
	spoil: ((path: string, response: Response) => Promise<Response>) | null;
	readonly close: () => Promise<void>;
};

const open: InstalledKiosk[] = [];
afterEach(async () => {
	for (const installed of open.splice(0)) await installed.close();
});

function install(hub: TestHub, path = ":memory:"): InstalledKiosk {
	const network = createTestNetwork(hub.app);
	const database = openDatabase(path, null);
	const asked: string[] = [];
	const device = openDevice({
		database,
		clock: { ...systemClock, nowMs: hub.clock.nowMs, monoMs: () => hub.clock.nowMs() - demonstrationMs },
		sleptMs: () => 0,
		keyring: null,
		allowsPlainKeys: true,
		fetch: async (input, init) => {
			const { pathname } = new URL(String(input));
			asked.push(pathname);
			const response = await network.fetch(input, init);
			return installed.spoil === null ? response : installed.spoil(pathname, response);
		},
		hubTimeoutMs: 1000,
		random: systemRandom,
		app: "test",
		onChange: () => {},
		log: silentLog,
		readRecentLog: () => "",
		peripherals: noPeripherals,
	});
	const installed: InstalledKiosk = {
		device,
		asked,
		spoil: null,
		async close() {
			await device.stop();
			database.close();
		},
	};
	open.push(installed);
	return installed;
}

async function enrol(hub: TestHub, window: InstalledKiosk): Promise<InstalledKiosk> {
	const told = await requestAsOfficer(hub, "POST", "/v1/enrolment-codes", { venue: 1, label: "1 号窗口" });
	await answer(window.device, "enrol", z.object({ code: z.string() }).parse(told.body));
	await sync(window);
	return window;
}

const sync = (window: InstalledKiosk) => answer(window.device, "syncNow", undefined);
const number = (window: InstalledKiosk, typed: string, card: string) =>
	answer(window.device, "number", { number: typed, card }) as Verdict;
const refusal = (verdict: Verdict) => (verdict.kind === "refused" ? verdict.refusal : verdict.kind);
const timesAsked = (window: InstalledKiosk) => window.asked.filter((path) => path.endsWith("/numbers")).length;

function ready(window: InstalledKiosk): Ready {
	const state = answer(window.device, "state", undefined) as KioskState;
	return state.kind === "ready" ? state : assert.fail("not enrolled");
}

function numberOf(hub: TestHub, booking: string): ShortNumber {
	return hub.store.vouchers.findByBooking(booking)?.number ?? assert.fail(`no booking ${booking}`);
}

const unknown = makeShortNumber("0000000000");

test("a member with a dead phone is let in by number and card, and the hub knows that it was by number", async () => {
	const hub = await openCinemaHub();
	const window = await enrol(hub, install(hub));
	assert.deepEqual(ready(window).shortNumbers, { kind: "open", triesLeft: shortNumberFailuresToLock });
	const offer = number(window, numberOf(hub, "A-1"), "0007");
	assertKind(offer, "offered");
	assert.equal((answer(window.device, "admit", { offer: offer.offer, persons: 3 }) as Verdict).kind, "admitted");
	await sync(window);
	const { standings } = (await requestAsOfficer(hub, "GET", "/v1/standings?venue=1")).body as {
		standings: { admitted: number }[];
	};
	assert.deepEqual(
		standings.map(({ admitted }) => admitted),
		[3],
	);
	const kiosk = hub.store.kiosks.list()[0]?.kiosk ?? assert.fail();
	assert.match(JSON.stringify(hub.store.lines.listAfter(kiosk, 0, 100)), /\\"redeemed\\".*\\"source\\":\\"number\\"/);
});

test("five wrong cards lock the entry, the screen is told until when, and a restart opens nothing", () =>
	withTempFolder(async (folder) => {
		const hub = await openCinemaHub();
		const path = join(folder, "pailou.sqlite");
		const window = await enrol(hub, install(hub, path));
		const typed = numberOf(hub, "A-1");
		for (let left = shortNumberFailuresToLock - 1; left >= 0; left--) {
			assert.deepEqual(refusal(number(window, typed, "9999")), { reason: "shortNumberUnknown", triesLeft: left });
		}
		const untilMs = hub.clock.nowMs() + shortNumberLockMs;
		assert.deepEqual(ready(window).shortNumbers, { kind: "locked", untilMs });
		await open.pop()?.close();
		hub.clock.move(1000);
		const again = install(hub, path);
		assert.deepEqual(ready(again).shortNumbers, { kind: "locked", untilMs });
		assert.deepEqual(refusal(number(again, typed, "0007")), { reason: "shortNumbersLocked", untilMs });
		hub.clock.move(shortNumberLockMs);
		assert.equal(number(again, typed, "0007").kind, "offered", "without asking the hub: the index was kept");
		assert.equal(timesAsked(again), 0);
	}));

test("the index is fetched once, and again only when the header names another", async () => {
	const hub = await openCinemaHub();
	const window = await enrol(hub, install(hub));
	await sync(window);
	assert.equal(timesAsked(window), 1);
	// A booking taken back changes a row and no number.
	await uploadBookings(hub, "booking,venue,activity,session,party,card,state\nA-2,1,1,101,2,,cancelled\n");
	await requestAsOfficer(hub, "POST", "/v1/allocations", {});
	await sync(window);
	assert.deepEqual([ready(window).allocation?.version, timesAsked(window)], [3, 1]);
	await uploadBookings(hub, "booking,venue,activity,session,party,card,state\nA-9,1,1,101,2,5678,\n");
	await requestAsOfficer(hub, "POST", "/v1/allocations", {});
	await sync(window);
	assert.deepEqual([ready(window).allocation?.version, timesAsked(window)], [4, 2]);
	assert.equal(number(window, numberOf(hub, "A-9"), "5678").kind, "offered");
});

test("an index changed on the way is not used; codes are honoured, and the next pull mends it", async () => {
	const hub = await openCinemaHub();
	const window = install(hub);
	window.spoil = async (path, response) => {
		if (!path.endsWith("/numbers")) return response;
		const bytes = new Uint8Array(await response.arrayBuffer());
		return new Response(bytes.with(9, (bytes[9] ?? 0) ^ 1));
	};
	await enrol(hub, window);
	assert.deepEqual(ready(window).shortNumbers, { kind: "off", why: "noIndex" });
	assert.deepEqual(refusal(number(window, numberOf(hub, "A-1"), "0007")), {
		reason: "shortNumbersOff",
		why: "noIndex",
	});
	assert.equal(ready(window).allocation?.version, 2);
	window.spoil = null;
	await sync(window);
	assert.equal(number(window, numberOf(hub, "A-1"), "0007").kind, "offered");
});

test("a day without short numbers refuses them by name, and a later version may bring them back", async () => {
	const hub = await openCinemaHub();
	const programme = cinemaProgramme();
	const [cinema] = programme.days;
	if (cinema === undefined) assert.fail();
	cinema.shortNumbers = false;
	await requestAsOfficer(hub, "POST", "/v1/programmes", programme);
	await requestAsOfficer(hub, "POST", "/v1/allocations", {});
	const window = await enrol(hub, install(hub));
	assert.deepEqual(ready(window).shortNumbers, { kind: "off", why: "policy" });
	assert.deepEqual(refusal(number(window, unknown, "0007")), { reason: "shortNumbersOff", why: "policy" });
	assert.equal(timesAsked(window), 0);
	cinema.shortNumbers = true;
	await requestAsOfficer(hub, "POST", "/v1/programmes", programme);
	await requestAsOfficer(hub, "POST", "/v1/allocations", {});
	await sync(window);
	assert.equal(number(window, numberOf(hub, "A-1"), "0007").kind, "offered");
});

test("a voucher that was taken back is as good as taken back by its number", async () => {
	const hub = await openCinemaHub();
	const window = await enrol(hub, install(hub));
	await requestAsOfficer(hub, "POST", "/v1/revocations/vouchers", { booking: "A-1", why: "sold on" });
	await sync(window);
	const verdict = number(window, numberOf(hub, "A-1"), "0007");
	assert.equal(expectKind(verdict, "refused").refusal.reason, "revoked");
});

test("a number of another session's voucher is told its time, like a code", async () => {
	const hub = await openCinemaHub();
	const window = await enrol(hub, install(hub));
	const verdict = number(window, numberOf(hub, "A-3"), "4321");
	assert.equal(expectKind(verdict, "refused").refusal.reason, "tooEarly");
});
