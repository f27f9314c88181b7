import assert from "node:assert/strict";
import { test } from "node:test";
import { StaffId } from "../../core/identity.ts";
import { answer } from "../answer.ts";
import { expectKind } from "../expectKind.ts";
import { openTestDevice, readCode } from "./drivers/testDevice.ts";
import { openCinemaHub } from "./hub/testHub.ts";

test("a member who calls at one kiosk is told of at the venue's other kiosks, until somebody has come", async () => {
	const hub = await openCinemaHub();
	const [machine, counter] = [openTestDevice(hub), openTestDevice(hub)];
	await machine.enrol("自助机 1");
	await counter.enrol("1 号窗口");
	await answer(machine.device, "callStaff", { is: "wanted" });
	machine.advance(1000);
	await answer(machine.device, "cameraIs", { trouble: "unplugged" });
	await answer(machine.device, "syncNow", undefined);
	await answer(counter.device, "syncNow", undefined);
	assert.deepEqual(
		counter.ready().notices.map(({ label, of, why }) => [label, of, why]),
		[
			["自助机 1", "member", null],
			["自助机 1", "camera", "unplugged"],
		],
	);
	assert.deepEqual(counter.ready().wanted, [], "nothing is wanted at the counter itself");
	assert.equal(machine.ready().wanted.length, 2);
	assert.deepEqual(machine.ready().notices, []);

	await answer(machine.device, "callStaff", { is: "settled" });
	await answer(machine.device, "cameraIs", { trouble: null });
	await answer(machine.device, "syncNow", undefined);
	await answer(counter.device, "syncNow", undefined);
	assert.deepEqual(counter.ready().notices, []);
	await machine.close();
	await counter.close();
});

test("a shift's slip tells the conflicts that this kiosk has a part in", async () => {
	const hub = await openCinemaHub();
	const [one, two] = [openTestDevice(hub), openTestDevice(hub)];
	await one.enrol("1 号窗口");
	await two.enrol("2 号窗口");
	const code = await readCode(hub, "A-1");
	await answer(one.device, "openShift", { staff: StaffId.parse("2077") });
	for (const { device } of [one, two]) {
		const offered = await answer(device, "scan", { text: code, source: "camera" });
		if (offered.kind === "offered") await answer(device, "admit", { offer: offered.offer, persons: offered.remaining });
	}
	for (const { device } of [one, two, one]) await answer(device, "syncNow", undefined);
	const closed = await answer(one.device, "closeShift", { stubs: null });
	assert.equal(expectKind(closed, "closed").slip.conflicts, 1);
	await one.close();
	await two.close();
});
