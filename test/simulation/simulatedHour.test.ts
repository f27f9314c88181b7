import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { z } from "zod";
import { answer } from "../answer.ts";
import { openTestDevice, type TestDevice } from "../sync/drivers/testDevice.ts";
import { bookingsHeader, cinemaProgramme } from "../sync/hub/bookings/cinema.ts";
import { demonstrationMs, openTestHub, requestAsOfficer, type TestHub, uploadBookings } from "../sync/hub/testHub.ts";
import { type PendingWork, watchPendingWork } from "./pendingWork.ts";
import { seededRandom } from "./seededRandom.ts";
import { type SimulatedClock, simulatedClock } from "./simulatedClock.ts";

const minuteMs = 60_000;
const families = 60;
const familySize = 3;

let pending: PendingWork;
before(() => {
	pending = watchPendingWork();
});
after(() => pending.close());

/** Lets time pass until the work has settled. */
async function within<T>(clock: SimulatedClock, work: Promise<T>): Promise<T> {
	let isSettled = false;
	const settle = () => {
		isSettled = true;
	};
	work.then(settle, settle);
	for (let seconds = 0; !isSettled && seconds < 120; seconds++) await clock.advance(1000);
	assert.ok(isSettled, "it did not end within two minutes of simulated time");
	return work;
}

async function openHub(clock: SimulatedClock): Promise<TestHub> {
	const hub = openTestHub({ simulatedClock: clock });
	const programme = cinemaProgramme();
	for (const { sessions } of programme.days) for (const session of sessions) session.capacity = 1000;
	await requestAsOfficer(hub, "POST", "/v1/programmes", programme);
	const bookings = Array.from({ length: families }, (_, i) => `F-${i},1,1,101,${familySize},,live`);
	await uploadBookings(hub, `${bookingsHeader}\n${bookings.join("\n")}\n`);
	await requestAsOfficer(hub, "POST", "/v1/allocations", {});
	return hub;
}

async function readCodes(hub: TestHub): Promise<readonly string[]> {
	const reply = await requestAsOfficer(hub, "GET", "/v1/bookings?venue=1&limit=1000");
	return z
		.object({ bookings: z.array(z.object({ code: z.string() })) })
		.parse(reply.body)
		.bookings.map((one) => one.code);
}

/** The clerk takes the next family of the queue, and admits whole families. */
function checkInNext(device: TestDevice, codes: string[]): void {
	const code = codes.shift();
	if (code === undefined) return;
	const verdict = answer(device.device, "scan", { text: code, source: "camera" });
	if ("kind" in verdict && verdict.kind === "offered") {
		void answer(device.device, "admit", { offer: verdict.offer, persons: verdict.remaining });
	}
}

test("three kiosks and their hub deliver every line of an hour with an outage of ten minutes", async () => {
	const clock = simulatedClock(demonstrationMs, pending);
	const hub = await openHub(clock);
	await hub.app.ready();
	const timersBefore = pending.systemTimers.length;
	const devices = ["1", "2", "3"].map((name) => openTestDevice(hub, { clock, random: seededRandom(`window ${name}`) }));
	for (const [i, device] of devices.entries()) {
		assert.deepEqual(await within(clock, device.enrol(`${i + 1} 号窗口`)), { kind: "enrolled" });
	}
	const codes = [...(await readCodes(hub))];
	assert.equal(codes.length, families);
	// One family every 45 seconds, at one kiosk after the other.
	let next = 0;
	const stopQueue = clock.every(45_000, () => checkInNext(devices[next++ % devices.length] as TestDevice, codes));

	await clock.advance(20 * minuteMs);
	for (const device of devices)
		assert.equal(device.ready().status.unsent, 0, "every line is sent within the idle time");

	const requests = countRequests(devices);
	for (const device of devices) device.network.condition = "down";
	await clock.advance(10 * minuteMs);
	const tries = requests();
	const unsent = devices.map((device) => device.ready().status.unsent);
	assert.ok(
		unsent.every((lines) => lines > 0),
		`lines wait for the hub: ${unsent}`,
	);
	// Two loops per kiosk with exponential backoff up to half a minute on average: about twenty tries each.
	assert.ok(tries > 3 * 2 * 8 && tries < 3 * 2 * 60, `${tries} tries in ten minutes`);
	assert.equal(devices[0]?.ready().status.net, "none");

	for (const device of devices) device.network.condition = "fair";
	await clock.advance(2 * minuteMs);
	for (const device of devices)
		assert.equal(device.ready().status.unsent, 0, "all is sent soon after the network is back");

	await clock.advance(28 * minuteMs);
	stopQueue();
	await clock.advance(minuteMs);
	for (const device of devices) {
		const lines = device.lines();
		const kiosk = lines[0]?.kiosk ?? assert.fail("no line");
		const atHub = hub.store.lines.listAfter(kiosk, 0, 10_000);
		assert.deepEqual(
			atHub.map(({ seq, branch }) => [seq, branch]),
			lines.map(({ seq }) => [seq, 0]),
			"the hub has each line once",
		);
	}
	const admitted = devices.flatMap((device) => device.lines()).filter((line) => line.kind === "redeemed");
	assert.equal(new Set(admitted.map(({ row }) => row)).size, admitted.length, "no family was admitted twice");
	assert.equal(codes.length, 0);
	assert.deepEqual(hub.faults, []);
	await Promise.all([...devices.map((device) => device.close()), clock.advance(minuteMs)]);
	assert.deepEqual(pending.systemTimers.slice(timersBefore), [], "no timer of the system was set");
});

/** How many requests left the devices since this was called. */
function countRequests(devices: readonly TestDevice[]): () => number {
	const counts = devices.map(({ network }) => network.protocolVersions.length);
	return () => devices.reduce((sum, { network }, i) => sum + network.protocolVersions.length - (counts[i] ?? 0), 0);
}
