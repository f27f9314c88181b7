import assert from "node:assert/strict";
import { test } from "node:test";
import { StaffId } from "../../core/identity.ts";
import type { Keyring } from "../../main/keys/keyring.ts";
import type { Log } from "../../sync/log.ts";
import { answer } from "../answer.ts";
import { createTestKeyring } from "../main/testKeyring.ts";
import { openTestDevice, readCode, type TestDevice } from "./drivers/testDevice.ts";
import { openPass, openRotatingCinema } from "./drivers/testPhone.ts";
import { openCinemaHub, requestAsOfficer, type TestHub, uploadBookings } from "./hub/testHub.ts";

type LogLine = {
	readonly level: keyof Log;
	readonly event: string;
	readonly loop?: unknown;
	readonly code?: unknown;
	readonly stack?: unknown;
};

function createRecordingLog() {
	const lines: LogLine[] = [];
	const write =
		(level: keyof Log): Log["error"] =>
		(event, details) =>
			void lines.push({ level, event, ...details });
	const log: Log = { error: write("error"), warn: write("warn"), info: write("info") };
	return { lines, log };
}

/** A keyring that the system can lock while the app runs. */
function createLockableKeyring(): Keyring & { isShut: boolean } {
	const keyring = createTestKeyring();
	const requireOpen = (lockable: { isShut: boolean }) => {
		if (lockable.isShut) throw new Error("the keyring is locked");
	};
	return {
		isShut: false,
		protect(secret) {
			requireOpen(this);
			return keyring.protect(secret);
		},
		unprotect(secret) {
			requireOpen(this);
			return keyring.unprotect(secret);
		},
	};
}

async function publishAnew(hub: TestHub): Promise<void> {
	const csv = "booking,venue,activity,session,party,card,state\nA-9,1,1,101,1,,\n";
	assert.equal((await uploadBookings(hub, csv)).status, 200);
	assert.equal((await requestAsOfficer(hub, "POST", "/v1/allocations", {})).status, 200);
}

async function scanKind(kiosk: TestDevice, code: string): Promise<string> {
	return (await answer(kiosk.device, "scan", { text: code, source: "camera" })).kind;
}

test("a broken table inside a pull is told as a fault of this kiosk, is logged each time, and the hub is not blamed", async () => {
	const hub = await openCinemaHub();
	const { lines, log } = createRecordingLog();
	const kiosk = openTestDevice(hub, { log });
	await kiosk.enrol();
	assert.equal(kiosk.ready().status.net, "hub");
	assert.equal(lines.length, 0);

	kiosk.database.exec("ALTER TABLE dayKey RENAME TO lost");
	await answer(kiosk.device, "syncNow", undefined);
	assert.equal(kiosk.ready().status.trouble, "internal");
	const faults = lines.filter(({ event }) => event === "syncFailed");
	assert.deepEqual(
		faults.map(({ level, loop, code }) => ({ level, loop, code })),
		[{ level: "error", loop: "download", code: "SQLITE_ERROR" }],
	);
	assert.match(String(faults[0]?.stack), /readDayKeys/);
	assert.equal(await scanKind(kiosk, await readCode(hub, "A-1")), "offered", "admitting goes on");
	await answer(kiosk.device, "syncNow", undefined);
	assert.equal(lines.filter(({ event }) => event === "syncFailed").length, 2);

	kiosk.database.exec("ALTER TABLE lost RENAME TO dayKey");
	await answer(kiosk.device, "syncNow", undefined);
	assert.deepEqual([kiosk.ready().status.net, kiosk.ready().status.trouble], ["hub", null]);
	assert.deepEqual(hub.faults, []);
	await kiosk.close();
});

test("a keyring that shuts while the app runs is told as such and logged once; the pull goes on, and the hub is not blamed", async () => {
	const hub = await openCinemaHub();
	const { lines, log } = createRecordingLog();
	const keyring = createLockableKeyring();
	const kiosk = openTestDevice(hub, { log, keyring, allowsPlainKeys: false });
	await kiosk.enrol();
	const version = kiosk.ready().allocation?.version ?? assert.fail("no list");

	keyring.isShut = true;
	await publishAnew(hub);
	await answer(kiosk.device, "syncNow", undefined);
	await answer(kiosk.device, "syncNow", undefined);
	const shut = kiosk.ready();
	assert.deepEqual([shut.status.net, shut.status.trouble], ["hub", null]);
	assert.deepEqual([shut.allocationTrouble, shut.allocation?.version], ["keyringShut", version]);
	assert.deepEqual(lines, [{ level: "warn", event: "keyringShut" }]);
	assert.equal(await scanKind(kiosk, await readCode(hub, "A-1")), "offered", "admitting goes on");

	keyring.isShut = false;
	await answer(kiosk.device, "syncNow", undefined);
	const open = kiosk.ready();
	assert.equal(open.allocationTrouble, null);
	assert.ok((open.allocation?.version ?? 0) > version);
	assert.deepEqual(lines.at(-1), { level: "info", event: "keyringOpened" });
	assert.equal(lines.length, 2);
	await kiosk.close();
});

test("while the keyring is shut no key of a day is written in plain text", async () => {
	const hub = await openCinemaHub();
	const keyring = createLockableKeyring();
	const kiosk = openTestDevice(hub, { keyring, allowsPlainKeys: false });
	await kiosk.enrol();
	const countKeys = (where: string) =>
		kiosk.database.prepare(`SELECT count(*) FROM dayKey WHERE ${where}`).pluck().get();
	assert.equal(countKeys("isProtected = 1"), 1);
	kiosk.database.exec("DELETE FROM dayKey");

	keyring.isShut = true;
	await publishAnew(hub);
	await answer(kiosk.device, "syncNow", undefined);
	assert.equal(countKeys("TRUE"), 0);
	assert.equal(kiosk.ready().allocationTrouble, "keyringShut");

	keyring.isShut = false;
	await answer(kiosk.device, "syncNow", undefined);
	assert.deepEqual([countKeys("isProtected = 1"), countKeys("isProtected = 0")], [1, 0]);
	await kiosk.close();
});

test("a keyring that shuts while the app runs is told with and without a network, PINs and codes work on, and all is well when it opens, without a restart (T13)", async () => {
	const hub = await openRotatingCinema();
	const keyring = createLockableKeyring();
	const kiosk = openTestDevice(hub, { keyring, allowsPlainKeys: false });
	await kiosk.enrol();
	const by = { staff: StaffId.parse("1001"), pin: "271828" };
	await answer(kiosk.device, "setSupervisor", { ...by, by: null });
	const phone = await openPass(hub, "A-1");
	const sync = () => answer(kiosk.device, "syncNow", undefined);
	await sync();
	assert.equal(kiosk.ready().allocationTrouble, null);

	for (const condition of ["fair", "down"] as const) {
		kiosk.network.condition = condition;
		keyring.isShut = true;
		await sync();
		assert.equal(kiosk.ready().allocationTrouble, "keyringShut", condition);
		assert.deepEqual(await answer(kiosk.device, "openSetup", { by }), { kind: "opened" });
		const wrong = await answer(kiosk.device, "openSetup", { by: { ...by, pin: "314159" } });
		assert.deepEqual(wrong, { kind: "pinRefused", why: "wrong", triesLeft: 4 });
		hub.clock.move(61_000);
		kiosk.advance(61_000);
		assert.equal(await scanKind(kiosk, phone.codeAt(hub.clock.nowMs())), "offered");

		keyring.isShut = false;
		await sync();
		assert.equal(kiosk.ready().allocationTrouble, null, condition);
	}
	await kiosk.close();
});
