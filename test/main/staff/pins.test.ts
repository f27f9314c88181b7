import assert from "node:assert/strict";
import { test } from "node:test";
import { pinFailuresToLock, pinLockMs, weaknessOf } from "../../../core/admission/pin.ts";
import { StaffId } from "../../../core/identity.ts";
import type { Fact } from "../../../core/journal/journal.ts";
import { createPins } from "../../../main/staff/pins.ts";
import { type Database, openDatabase } from "../../../main/store/database.ts";
import { systemRandom } from "../../../sync/system.ts";
import { withTempFolder } from "../offlineKiosk.ts";
import { createTestKeyring } from "../testKeyring.ts";

const staff = StaffId.parse("1001");
const rightPin = { staff, pin: "271828" };
const wrongPin = { staff, pin: "314159" };

const keyring = createTestKeyring();
const minuteMs = 60_000;
const noonMs = Date.UTC(2026, 9, 1, 4);

function openTestPins(database: Database, clock = { nowMs: 1_000_000, monoMs: 0 }) {
	const notes: string[] = [];
	function note(fact: Fact): never {
		notes.push(fact.kind);
		return undefined as never;
	}
	const pins = createPins({
		database,
		keyring,
		clock: { nowMs: () => clock.nowMs, monoMs: () => clock.monoMs },
		random: systemRandom,
		journal: {
			record(fact) {
				notes.push(fact.kind);
				return true;
			},
			write: (work) => ({ kind: "written", value: work(note) }),
		},
	});
	return { pins, notes, clock };
}

test("the right PIN opens, a wrong one says how many tries are left, and an unknown staff number is as wrong", async () => {
	const { pins, notes } = openTestPins(openDatabase(":memory:", null));
	await pins.set(staff, rightPin.pin, null);
	assert.equal(await pins.check(rightPin, "void"), null);
	assert.deepEqual(await pins.check(wrongPin, "void"), { kind: "pinRefused", why: "wrong", triesLeft: 4 });
	const stranger = { ...rightPin, staff: StaffId.parse("9") };
	assert.deepEqual(await pins.check(stranger, "void"), { kind: "pinRefused", why: "wrong", triesLeft: 3 });
	assert.deepEqual(notes, ["supervisorSet", "pinRefused", "pinRefused"]);
});

test("five wrong PINs lock PIN entry for ten minutes, across restarts, even for the right one", () =>
	withTempFolder(async (folder) => {
		const path = `${folder}/pailou.sqlite`;
		const first = openDatabase(path, null);
		const { pins, clock } = openTestPins(first);
		await pins.set(staff, rightPin.pin, null);
		const untilMs = clock.nowMs + pinLockMs;
		const answers = await Promise.all(Array.from({ length: pinFailuresToLock }, () => pins.check(wrongPin, "void")));
		assert.deepEqual(answers.at(-1), { kind: "pinRefused", why: "locked", untilMs });
		clock.monoMs += 6 * minuteMs;
		pins.keepLock();
		first.close();
		const second = openDatabase(path, null);
		const later = openTestPins(second, { nowMs: 500, monoMs: 70 });
		assert.deepEqual(await later.pins.check(rightPin, "void"), {
			...{ kind: "pinRefused", why: "locked" },
			untilMs: 500 + 4 * minuteMs,
		});
		later.clock.monoMs += 4 * minuteMs;
		assert.equal(await later.pins.check(rightPin, "void"), null);
		second.close();
	}));

test("a lock on PINs moves with the clock: set 8 hours either way it is as long as before, also across a restart (C7)", () =>
	withTempFolder(async (folder) => {
		for (const byMs of [8 * 60 * minuteMs, -8 * 60 * minuteMs]) {
			const path = `${folder}/${byMs}.sqlite`;
			const first = openDatabase(path, null);
			const { pins, clock } = openTestPins(first, { nowMs: noonMs, monoMs: 0 });
			await pins.set(staff, rightPin.pin, null);
			for (let i = 0; i < pinFailuresToLock; i++) await pins.check(wrongPin, "void");
			clock.nowMs += byMs;
			assert.equal(pins.lockedUntilMs(), noonMs + byMs + pinLockMs);
			clock.monoMs += pinLockMs - 1;
			assert.equal(pins.lockedUntilMs(), noonMs + byMs + 1);
			first.close();
			const second = openDatabase(path, null);
			const later = openTestPins(second, { nowMs: noonMs + byMs, monoMs: 0 });
			assert.equal(later.pins.lockedUntilMs(), noonMs + byMs + pinLockMs, "a power cut frees nobody early");
			later.clock.monoMs += pinLockMs;
			assert.equal(later.pins.lockedUntilMs(), null);
			second.close();
		}
	}));

test("a right PIN in between restarts the count", async () => {
	const { pins } = openTestPins(openDatabase(":memory:", null));
	await pins.set(staff, rightPin.pin, null);
	for (let i = 0; i < pinFailuresToLock - 1; i++) await pins.check(wrongPin, "void");
	assert.equal(await pins.check(rightPin, "void"), null);
	assert.deepEqual(await pins.check(wrongPin, "void"), { kind: "pinRefused", why: "wrong", triesLeft: 4 });
});

test("an easily guessed PIN is not accepted, and the last supervisor cannot be removed", async () => {
	const { pins } = openTestPins(openDatabase(":memory:", null));
	for (const [pin, why] of [
		["12345", "short"],
		["888888", "sameDigit"],
		["456789", "sequence"],
		["987654", "sequence"],
	] as const) {
		assert.equal(weaknessOf(pin), why);
		assert.deepEqual(await pins.set(staff, pin, null), { kind: "notSet", why });
	}
	assert.deepEqual(pins.supervisors(), []);
	await pins.set(staff, rightPin.pin, null);
	assert.deepEqual(await pins.set(staff, null, staff), { kind: "notSet", why: "lastOne" });
	await pins.set(StaffId.parse("1002"), "161803", staff);
	assert.deepEqual(await pins.set(staff, null, staff), { kind: "set" });
	assert.deepEqual(pins.supervisors(), ["1002"]);
});

test("the disk alone does not reveal a PIN: it has neither its digits nor the keyring's key", () => {
	const database = openDatabase(":memory:", null);
	const { pins } = openTestPins(database);
	return pins.set(staff, rightPin.pin, null).then(() => {
		const { isProtected } = database.prepare("SELECT isProtected FROM pinKey").get() as { isProtected: number };
		assert.equal(isProtected, 1);
		const stored = database.prepare("SELECT salt, digest FROM supervisor").get() as { salt: Buffer; digest: Buffer };
		assert.deepEqual([stored.salt.length, stored.digest.length], [16, 32]);
	});
});
