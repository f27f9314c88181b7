import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import type { Verdict } from "../../../core/contract/contract.ts";
import { StaffId } from "../../../core/identity.ts";
import { readDayKeys } from "../../../main/store/dayKeys.ts";
import { answer } from "../../answer.ts";
import { withTempFolder } from "../../main/offlineKiosk.ts";
import { openTestDevice, readCode, type TestDevice, type TestDeviceOptions } from "../drivers/testDevice.ts";
import { openPass, openRotatingCinema } from "../drivers/testPhone.ts";
import { bookingsHeader } from "../hub/bookings/cinema.ts";
import { demonstrationMs, openCinemaHub, requestAsOfficer, type TestHub, uploadBookings } from "../hub/testHub.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const by = { staff: StaffId.parse("1001"), pin: "271828" };

const open: TestDevice[] = [];
afterEach(async () => {
	for (const device of open.splice(0)) await device.close();
});

function startDevice(hub: TestHub, options: TestDeviceOptions = {}): TestDevice {
	const device = openTestDevice(hub, options);
	open.push(device);
	return device;
}

async function enrolled(hub: TestHub, options: TestDeviceOptions = {}, label = "1 号窗口"): Promise<TestDevice> {
	const device = startDevice(hub, options);
	await device.enrol(label);
	return device;
}

async function stopDevice(device: TestDevice): Promise<void> {
	open.splice(open.indexOf(device), 1);
	await device.close();
}

/** Time passes for kiosk and hub alike. */
function pass(hub: TestHub, ms: number, ...devices: readonly TestDevice[]): void {
	hub.clock.move(ms);
	for (const device of devices) device.advance(ms);
}

const sync = (device: TestDevice) => answer(device.device, "syncNow", undefined);
const aheadOfMachine = (device: TestDevice) => device.ready().nowMs - device.clocks.wallMs;
const countLines = (device: TestDevice, kind: string) => device.lines().filter((line) => line.kind === kind).length;

function scan(device: TestDevice, text: string): string {
	const verdict = answer(device.device, "scan", { text, source: "wedge" }) as Verdict;
	return "refusal" in verdict ? verdict.refusal.reason : verdict.kind;
}

function doubtOf(device: TestDevice) {
	const { clock } = device.ready();
	return clock.kind === "sure" ? clock.doubt : assert.fail("the clock is unsure");
}

async function clockAlarms(hub: TestHub): Promise<number> {
	const told = await requestAsOfficer(hub, "GET", "/v1/alarms");
	return (told.body as { alarms: { kind: string }[] }).alarms.filter(({ kind }) => kind === "clock").length;
}

test("a set of answers recorded and replayed two days later admits nothing that a newer list refuses (T1)", async () => {
	const hub = await openCinemaHub();
	const kiosk = await enrolled(hub);
	const code = await readCode(hub, "A-3");
	pass(hub, 4 * hour + 20 * minute, kiosk);

	const recorded = new Map<string, { readonly body: string; readonly status: number; readonly headers: Headers }>();
	kiosk.network.intercept = async (path, method, ask) => {
		const response = await ask();
		recorded.set(`${method} ${path}`, {
			...{ body: await response.text(), status: response.status, headers: response.headers },
		});
		// The kiosk does not get the timestamp, so it is a new one when it is replayed.
		if (path.endsWith("/timestamp")) throw new TypeError("fetch failed");
		const { body, ...init } = recorded.get(`${method} ${path}`) ?? assert.fail();
		return new Response(body, init);
	};
	await sync(kiosk);
	assert.ok([...recorded.keys()].some((path) => path.endsWith("/timestamp")));

	await uploadBookings(hub, `${bookingsHeader}\nA-3,1,1,102,1,4321,cancelled\n`);
	await requestAsOfficer(hub, "POST", "/v1/allocations", {});
	pass(hub, 44 * hour, kiosk);
	for (const withTime of [true, false]) {
		kiosk.network.intercept = async (path, method) => {
			const held = recorded.get(`${method} ${path}`);
			if (held === undefined || (!withTime && path.endsWith("/time"))) throw new TypeError("fetch failed");
			const { body, ...init } = held;
			return new Response(body, init);
		};
		await sync(kiosk);
		assert.equal(aheadOfMachine(kiosk), 0, "the clock does not move");
		assert.notEqual(kiosk.ready().freshness.kind, "fresh");
		assert.equal(scan(kiosk, code), "allocationExpired");
	}
	assert.equal(countLines(kiosk, "clockJumped"), 0);
});

for (const byMs of [26 * hour, -48 * hour]) {
	test(`a hub whose clock leaps by ${byMs / hour} hours is not followed: the kiosk says so once and goes on, and the hub raises one alarm (T2)`, async () => {
		const hub = await openCinemaHub();
		const kiosks = [await enrolled(hub), await enrolled(hub, {}, "2 号窗口")];
		const code = await readCode(hub, "A-1");
		hub.clock.move(byMs);
		for (let i = 0; i < 3; i++) {
			pass(hub, minute, ...kiosks);
			for (const kiosk of kiosks) await sync(kiosk);
		}
		for (const kiosk of kiosks) {
			assert.equal(aheadOfMachine(kiosk), 0);
			assert.deepEqual(doubtOf(kiosk), { kind: "hubDiffers", aheadMs: byMs });
			assert.equal(scan(kiosk, code), "offered");
			assert.deepEqual([countLines(kiosk, "clockDisputed"), countLines(kiosk, "clockJumped")], [1, 0]);
		}
		assert.equal(await clockAlarms(hub), 1);

		hub.clock.move(-byMs);
		for (const kiosk of kiosks) {
			await sync(kiosk);
			assert.equal(doubtOf(kiosk), null, "when the hub is right again, all is well without a hand");
			assert.equal(aheadOfMachine(kiosk), 0);
		}
	});
}

test("a supervisor with a PIN decides between the kiosk's time and the hub's, and the hub does not move it back (T2)", async () => {
	const hub = await openCinemaHub();
	const kiosk = await enrolled(hub);
	await answer(kiosk.device, "setSupervisor", { ...by, by: null });
	hub.clock.move(3 * hour);
	await sync(kiosk);
	const hubMs = hub.clock.nowMs();
	const wrong = await answer(kiosk.device, "confirmTime", { nowMs: hubMs, by: { ...by, pin: "000001" } });
	assert.equal(wrong.kind, "pinRefused");
	assert.deepEqual(await answer(kiosk.device, "confirmTime", { nowMs: hubMs, by: null }), { kind: "notTaken" });
	assert.deepEqual(await answer(kiosk.device, "confirmTime", { nowMs: hubMs, by }), { kind: "confirmed" });
	await sync(kiosk);
	assert.deepEqual([kiosk.ready().nowMs, doubtOf(kiosk)], [hubMs, null]);

	hub.clock.move(-3 * hour);
	await sync(kiosk);
	assert.deepEqual(doubtOf(kiosk), { kind: "hubDiffers", aheadMs: -3 * hour });
	await answer(kiosk.device, "openSetup", { by });
	const rightMs = hub.clock.nowMs();
	assert.deepEqual(await answer(kiosk.device, "confirmTime", { nowMs: rightMs, by: null }), { kind: "confirmed" });
	assert.equal(kiosk.ready().nowMs, rightMs);
	const last = kiosk.lines().findLast(({ kind }) => kind === "clockJumped");
	assert.equal(last?.kind === "clockJumped" ? last.by : null, "1001", "set-up is open to this supervisor");
});

test("a kiosk that began its day with a wrong hub's time is right again after a restart, and for ever (T2)", () =>
	withTempFolder(async (folder) => {
		const path = `${folder}/pailou.sqlite`;
		const hub = await openCinemaHub();
		await stopDevice(await enrolled(hub, { path }));
		hub.clock.move(26 * hour);
		const wrong = startDevice(hub, { path });
		await sync(wrong);
		assert.equal(aheadOfMachine(wrong), 26 * hour, "at its start nothing tells it better");
		assert.deepEqual(doubtOf(wrong), { kind: "movedByHub", byMs: 26 * hour });
		await sync(wrong);
		hub.clock.move(-26 * hour);
		pass(hub, 5 * minute, wrong);
		await sync(wrong);
		assert.deepEqual(doubtOf(wrong), { kind: "hubDiffers", aheadMs: -26 * hour });
		const wallMs = wrong.clocks.wallMs;
		await stopDevice(wrong);

		const again = startDevice(hub, { path, wallMs });
		assert.equal(again.ready().clock.kind, "unsure", "its own lines are of tomorrow");
		await sync(again);
		assert.deepEqual([again.ready().clock.kind, again.ready().nowMs], ["sure", wallMs]);
		await sync(again);
		await stopDevice(again);
		const offline = startDevice(hub, { path, wallMs: wallMs + minute, condition: "down" });
		assert.deepEqual([offline.ready().clock.kind, offline.ready().nowMs], ["sure", wallMs + minute]);
	}));

test("kiosks that the hub moved by the same difference at their start are one alarm at the hub (T2)", () =>
	withTempFolder(async (folder) => {
		const hub = await openCinemaHub();
		const pathOf = (label: string) => `${folder}/${label}.sqlite`;
		const labels = ["1", "2", "3"];
		for (const label of labels) await stopDevice(await enrolled(hub, { path: pathOf(label) }, label));
		hub.clock.move(26 * hour);
		for (const label of labels) {
			assert.equal(await clockAlarms(hub), 0, "one or two machines may be wrong");
			const kiosk = startDevice(hub, { path: pathOf(label) });
			await sync(kiosk);
			await sync(kiosk);
			await sync(kiosk);
		}
		assert.equal(await clockAlarms(hub), 1);
	}));

for (const aheadMs of [60 * second, 3000 * second, -600 * second]) {
	test(`rotating codes work without a restart after the hub is heard by a machine that began ${aheadMs / second} s ahead (T14)`, () =>
		withTempFolder(async (folder) => {
			const path = `${folder}/pailou.sqlite`;
			const hub = await openRotatingCinema();
			await stopDevice(await enrolled(hub, { path }));
			pass(hub, 11 * minute);
			const kiosk = startDevice(hub, { path, wallMs: hub.clock.nowMs() + aheadMs, condition: "down" });
			// It opens the day's key, which is in memory only.
			await sync(kiosk);
			const phone = await openPass(hub, "A-1");
			const before = scan(kiosk, phone.codeAt(hub.clock.nowMs()));
			assert.match(before, /^code(TooOld|FromFuture)$/);
			kiosk.network.condition = "fair";
			await sync(kiosk);
			assert.equal(kiosk.ready().nowMs, hub.clock.nowMs());
			assert.equal(scan(kiosk, phone.codeAt(hub.clock.nowMs())), "offered");
		}));
}

test("a start without a network whose date is two days ahead destroys nothing (T15)", () =>
	withTempFolder(async (folder) => {
		const path = `${folder}/pailou.sqlite`;
		const hub = await openCinemaHub();
		const first = await enrolled(hub, { path });
		const keys = readDayKeys(first.database).map(({ day }) => day);
		const lists = [...(first.device.kiosk()?.allocations.trustState().headers.keys() ?? [])];
		assert.ok(keys.length > 0);
		await stopDevice(first);

		for (const days of [2, 30]) {
			const ahead = startDevice(hub, { path, wallMs: demonstrationMs + days * 24 * hour, condition: "down" });
			await sync(ahead);
			assert.deepEqual(
				readDayKeys(ahead.database).map(({ day }) => day),
				keys,
			);
			assert.deepEqual([...(ahead.device.kiosk()?.allocations.trustState().headers.keys() ?? [])], lists);
			await stopDevice(ahead);
		}

		pass(hub, 2 * 24 * hour);
		const later = startDevice(hub, { path, wallMs: hub.clock.nowMs() });
		await sync(later);
		await sync(later);
		assert.deepEqual(readDayKeys(later.database), [], "the hub's signature proves that the day is over");
	}));

test("a captured hub after 47 hours of cut does not put a sure clock back (T17)", async () => {
	const hub = await openCinemaHub();
	const kiosk = await enrolled(hub);
	kiosk.network.condition = "down";
	kiosk.advance(47 * hour);
	kiosk.network.condition = "fair";
	await sync(kiosk);
	assert.equal(aheadOfMachine(kiosk), 0);
	assert.notEqual(kiosk.ready().freshness.kind, "fresh");
	assert.deepEqual(doubtOf(kiosk), { kind: "hubDiffers", aheadMs: -47 * hour });
});

test("a hub whose own clock is put right by less than two minutes is followed, but not further and further", async () => {
	const hub = await openCinemaHub();
	const kiosk = await enrolled(hub);
	hub.clock.move(-90 * second);
	await sync(kiosk);
	assert.deepEqual([aheadOfMachine(kiosk), doubtOf(kiosk)], [-90 * second, null]);
	hub.clock.move(-90 * second);
	await sync(kiosk);
	assert.deepEqual(doubtOf(kiosk), { kind: "hubDiffers", aheadMs: -90 * second });
	assert.equal(aheadOfMachine(kiosk), -90 * second);
});

test("an admission stays voidable for half an hour when the clock is put right by 8 hours in between (C7)", async () => {
	for (const aheadMs of [8 * hour, -8 * hour]) {
		const hub = await openCinemaHub();
		hub.clock.move(aheadMs);
		const kiosk = await enrolled(hub, { wallMs: demonstrationMs });
		assert.equal(kiosk.ready().nowMs, demonstrationMs + aheadMs);
		await answer(kiosk.device, "setSupervisor", { ...by, by: null });
		await answer(kiosk.device, "confirmTime", { nowMs: demonstrationMs, by });
		const offer = answer(kiosk.device, "scan", { text: await readCode(hub, "A-1"), source: "wedge" }) as Verdict;
		assert.ok(offer.kind === "offered", JSON.stringify(offer));
		const admitted = answer(kiosk.device, "admit", { offer: offer.offer, persons: 1 }) as Verdict;
		assert.ok(admitted.kind === "admitted");
		hub.clock.move(-aheadMs + 3 * minute);
		kiosk.advance(29 * minute);
		const [recent] = kiosk.ready().recentScans;
		const { outcome } = recent ?? assert.fail("no scan");
		assert.equal(outcome.kind === "admitted" ? outcome.voidableUntilMs : null, kiosk.ready().nowMs + minute);
		kiosk.advance(2 * minute);
		const late = await answer(kiosk.device, "voidLine", { line: admitted.line, why: "wrongNumber", by });
		assert.deepEqual(late, { kind: "notVoided", why: "tooLate" });
	}
});
