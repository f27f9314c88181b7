import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import type { Verdict } from "../../../core/contract/contract.ts";
import type { Entry } from "../../../core/journal/journal.ts";
import { answer } from "../../answer.ts";
import { withTempFolder } from "../../main/offlineKiosk.ts";
import { openTestDevice, readCode, type TestDevice, type TestDeviceOptions } from "../drivers/testDevice.ts";
import { demonstrationMs, openCinemaHub, type TestHub } from "../hub/testHub.ts";

const second = 1000;
const hour = 3600 * second;
const day = 24 * hour;
const in2036 = Date.UTC(2036, 0, 1);

const open: TestDevice[] = [];
afterEach(async () => {
	for (const device of open.splice(0)) await device.close();
});

function startDevice(hub: TestHub, options: TestDeviceOptions = {}): TestDevice {
	const device = openTestDevice(hub, options);
	open.push(device);
	return device;
}

async function stopDevice(device: TestDevice): Promise<void> {
	open.splice(open.indexOf(device), 1);
	await device.close();
}

function reasonOf(verdict: unknown): string {
	const { kind, ...rest } = verdict as Verdict;
	return "refusal" in rest ? rest.refusal.reason : kind;
}

const scan = (device: TestDevice, text: string) => reasonOf(answer(device.device, "scan", { text, source: "wedge" }));
const jumps = (lines: readonly Entry[]) =>
	lines.flatMap((line) => (line.kind === "clockJumped" ? [[line.fromMs, line.toMs, line.why]] : []));

test("a kiosk whose clock went back overnight admits nobody until a supervisor confirms the time", () =>
	withTempFolder(async (folder) => {
		const path = `${folder}/pailou.sqlite`;
		const hub = await openCinemaHub();
		const evening = startDevice(hub, { path });
		await evening.enrol();
		await stopDevice(evening);

		const morning = startDevice(hub, { path, wallMs: 40 * second, condition: "down" });
		const code = await readCode(hub, "A-1");
		const { clock, nowMs } = morning.ready();
		assert.deepEqual(clock, { kind: "unsure", machineMs: 40 * second, lastLineMs: demonstrationMs });
		assert.ok(nowMs >= demonstrationMs, "it dates its lines no earlier than the last");
		assert.equal(scan(morning, code), "clockUnsure");
		assert.deepEqual(await answer(morning.device, "confirmTime", { nowMs: 40 * second, by: null }), {
			kind: "notTaken",
		});
		assert.deepEqual(await answer(morning.device, "confirmTime", { nowMs: demonstrationMs + hour / 60, by: null }), {
			kind: "confirmed",
		});
		assert.deepEqual(morning.ready().clock, { kind: "sure", doubt: null });
		assert.equal(scan(morning, code), "offered");
		assert.deepEqual(jumps(morning.lines()), [[demonstrationMs, demonstrationMs + hour / 60, "supervisor"]]);
		assert.ok(morning.lines().some((line) => line.kind === "refused" && line.reason === "clockUnsure"));
		assert.deepEqual(await answer(morning.device, "confirmTime", { nowMs: demonstrationMs + day, by: null }), {
			kind: "notTaken",
		});
		assert.equal(morning.ready().nowMs, demonstrationMs + hour / 60, "and later nobody at the machine moves it");
	}));

test("a kiosk started in 2036 writes lines of 2036, and works normally again once the hub's signed time came", () =>
	withTempFolder(async (folder) => {
		const path = `${folder}/pailou.sqlite`;
		const hub = await openCinemaHub();
		const before = startDevice(hub, { path });
		await before.enrol();
		await stopDevice(before);

		const wrong = startDevice(hub, { path, wallMs: in2036, condition: "down" });
		assert.deepEqual(wrong.ready().clock, { kind: "sure", doubt: null });
		const code = await readCode(hub, "A-1");
		assert.notEqual(scan(wrong, code), "offered");
		wrong.device.kiosk()?.acceptSignedTime(demonstrationMs + 5 * second, 200);
		assert.equal(scan(wrong, code), "offered");
		assert.deepEqual(jumps(wrong.lines()), [[in2036, demonstrationMs + 5200, "signedTime"]]);
		await stopDevice(wrong);

		const right = startDevice(hub, { path, wallMs: demonstrationMs + hour / 60 });
		assert.deepEqual(right.ready().clock, { kind: "sure", doubt: null });
		assert.equal(scan(right, code), "offered");
		await answer(right.device, "syncNow", undefined);
		assert.equal(right.ready().status.unsent, 0, "the hub takes the lines of 2036 and the jump like any other");
	}));

test("a kiosk that wrote lines of 2036 and was then set right asks, and a signed time answers for the supervisor", () =>
	withTempFolder(async (folder) => {
		const path = `${folder}/pailou.sqlite`;
		const hub = await openCinemaHub();
		const before = startDevice(hub, { path });
		await before.enrol();
		await stopDevice(before);
		const wrong = startDevice(hub, { path, wallMs: in2036, condition: "down" });
		scan(wrong, "rubbish");
		await stopDevice(wrong);

		const right = startDevice(hub, { path, condition: "down" });
		assert.equal(right.ready().clock.kind, "unsure");
		assert.ok(right.ready().nowMs >= in2036);
		right.device.kiosk()?.acceptSignedTime(demonstrationMs, 0);
		assert.deepEqual([right.ready().clock.kind, right.ready().nowMs], ["sure", demonstrationMs]);
	}));

test("a kiosk that slept through the night decides by the morning's time, and the journal says so", async () => {
	const hub = await openCinemaHub();
	const kiosk = startDevice(hub);
	await kiosk.enrol();
	kiosk.advance(second);
	kiosk.clocks.wallMs += 10 * hour;
	kiosk.clocks.sleptMs += 10 * hour;
	kiosk.device.onWake();
	assert.equal(kiosk.ready().nowMs, demonstrationMs + 10 * hour + second);
	const [fromMs, toMs, why] = jumps(kiosk.lines())[0] ?? assert.fail("no jump");
	assert.deepEqual([Number(toMs) - Number(fromMs), why], [10 * hour, "slept"]);
});

test("a wall clock moved while the kiosk works moves nothing, and its lines go on in order", async () => {
	const hub = await openCinemaHub();
	const kiosk = startDevice(hub);
	await kiosk.enrol();
	for (const by of [-day, 400 * day, -3 * hour]) {
		kiosk.clocks.wallMs += by;
		kiosk.advance(second);
		scan(kiosk, "rubbish");
	}
	assert.equal(kiosk.ready().nowMs, demonstrationMs + 3 * second);
	const times = kiosk.lines().map((line) => line.at);
	assert.deepEqual(
		times,
		times.toSorted((a, b) => a - b),
	);
	assert.deepEqual(jumps(kiosk.lines()), []);
});

test("the hub's unsigned time moves nothing; far from this kiosk's it is a warning, which ends with the difference", () =>
	withTempFolder(async (folder) => {
		const path = `${folder}/pailou.sqlite`;
		const hub = await openCinemaHub();
		const before = startDevice(hub, { path });
		await before.enrol();
		await stopDevice(before);
		const kiosk = startDevice(hub, { path, wallMs: demonstrationMs + 3 * hour });
		const refusal = { error: { code: "notFound", message: "no time is signed here" } };
		kiosk.network.intercept = async (path, _, ask) =>
			path.endsWith("/time") ? Response.json(refusal, { status: 404, headers: { "pailou-protocol": "1" } }) : ask();
		await answer(kiosk.device, "syncNow", undefined);
		assert.equal(kiosk.ready().status.clockSkewMs, -3 * hour);
		assert.equal(kiosk.ready().nowMs, demonstrationMs + 3 * hour);
		kiosk.advance(hour);
		assert.equal(kiosk.ready().status.clockSkewMs, -3 * hour, "the hub's clock runs on unheard");
		hub.clock.move(hour);
		kiosk.device.kiosk()?.acceptSignedTime(demonstrationMs + hour, 0);
		assert.equal(kiosk.ready().status.clockSkewMs, null);
		await answer(kiosk.device, "syncNow", undefined);
		assert.equal(kiosk.ready().status.clockSkewMs, null);
	}));

test("what a supervisor confirmed before the kiosk was enrolled is a line once it is", async () => {
	const hub = await openCinemaHub();
	const kiosk = startDevice(hub, { wallMs: 0 });
	assert.equal(kiosk.state().clock.kind, "unsure");
	await answer(kiosk.device, "confirmTime", { nowMs: demonstrationMs, by: null });
	await kiosk.enrol();
	assert.deepEqual(
		kiosk.lines().flatMap((line) => (line.kind === "clockJumped" ? [line.why] : [])),
		["supervisor"],
	);
	await answer(kiosk.device, "syncNow", undefined);
	assert.equal(kiosk.ready().status.unsent, 0);
});

test("a kiosk at 2036, or asking since 1970, is set right by the next answer that the hub signs", () =>
	withTempFolder(async (folder) => {
		const hub = await openCinemaHub();
		for (const wallMs of [in2036, 40 * second]) {
			const path = `${folder}/${wallMs}.sqlite`;
			const before = startDevice(hub, { path });
			await before.enrol();
			await stopDevice(before);
			hub.clock.move(2 * hour);
			const wrong = startDevice(hub, { path, wallMs });
			await answer(wrong.device, "syncNow", undefined);
			const { clock, nowMs } = wrong.ready();
			assert.equal(clock.kind, "sure");
			assert.ok(Math.abs(nowMs - hub.clock.nowMs()) <= second, new Date(nowMs).toISOString());
			assert.equal(jumps(wrong.lines()).at(-1)?.[2], "signedTime");
			await answer(wrong.device, "syncNow", undefined);
			assert.equal(wrong.ready().status.trouble, null);
			await stopDevice(wrong);
		}
	}));
