import assert from "node:assert/strict";
import { test } from "node:test";
import { StaffId } from "../../../core/identity.ts";
import { makeRow, makeVoucherId, mintCode, voucher } from "../../core/venueDay.ts";
import { openOfflineKiosk, withTempFolder } from "../offlineKiosk.ts";

const staff = StaffId.parse("2077");

test("a shift closes with what was done in it, and with what the clerk counted", () => {
	const ids = [makeVoucherId(1), makeVoucherId(2)] as const;
	const window = openOfflineKiosk(
		":memory:",
		ids.map((id) => makeRow({ ...voucher, id })),
	);
	const admit = (id: (typeof ids)[number], persons: number) => {
		const offered = window.checkIn.scan(mintCode({ id }), "camera");
		return offered.kind === "offered" ? window.checkIn.admit(offered.offer, persons) : offered;
	};
	admit(ids[0], 1);
	assert.deepEqual(window.shifts.open(staff), { kind: "opened" });
	const undone = admit(ids[0], 1);
	admit(ids[1], 3);
	window.checkIn.scan("rubbish", "wedge");
	window.voidAdmission(undone.kind === "admitted" ? undone.line : 0, "wrongNumber", StaffId.parse("1001"));
	const closed = window.shifts.close(3);
	assert.deepEqual(closed.kind === "closed" && closed.slip, {
		staff: "2077",
		openedAtMs: window.clock.nowMs(),
		allocated: 6,
		admissions: 2,
		persons: 3,
		refusals: 1,
		voids: 1,
		voidedPersons: 1,
		overrides: 0,
		conflicts: 0,
		unsent: 0,
		stubs: 3,
	});
	assert.equal(window.shifts.shift(), null);
});

test("one shift at a time, and none is closed that was not opened", () => {
	const { shifts: shiftDesk } = openOfflineKiosk();
	assert.deepEqual(shiftDesk.close(null), { kind: "notClosed", why: "notOpen" });
	shiftDesk.open(staff);
	assert.deepEqual(shiftDesk.open(StaffId.parse("3")), { kind: "notOpened", why: "alreadyOpen" });
});

test("every line of a shift says whose it is, and the shift is still open after a restart", () =>
	withTempFolder((folder) => {
		const path = `${folder}/pailou.sqlite`;
		const before = openOfflineKiosk(path);
		before.checkIn.scan("rubbish", "camera");
		before.shifts.open(staff);
		before.checkIn.scan("rubbish", "camera");
		assert.deepEqual(
			before.journal.recentEntries().map(({ operator }) => operator),
			["2077", null, null, null],
		);
		before.database.close();
		const after = openOfflineKiosk(path);
		assert.equal(after.shifts.shift()?.staff, "2077");
		assert.equal(after.shifts.shift()?.refusals, 1);
		after.database.close();
	}));

test("without today's list no shift is opened", () => {
	assert.deepEqual(openOfflineKiosk(":memory:", []).shifts.open(staff), { kind: "notOpened", why: "noAllocation" });
});
