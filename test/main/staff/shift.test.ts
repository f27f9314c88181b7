import assert from "node:assert/strict";
import { test } from "node:test";
import { StaffId } from "../../../core/identity.ts";
import { makeRow, makeVoucherId, mintCode, voucher } from "../../core/venueDay.ts";
import { aWindow, inFolder } from "../aWindow.ts";

const staff = StaffId.parse("2077");

test("a shift closes with what was done in it, and with what the clerk counted", () => {
	const ids = [makeVoucherId(1), makeVoucherId(2)] as const;
	const window = aWindow(
		":memory:",
		ids.map((id) => makeRow({ ...voucher, id })),
	);
	const admit = (id: (typeof ids)[number], persons: number) => {
		const offered = window.exchange.scan(mintCode({ id }), "camera");
		return offered.kind === "offered" ? window.exchange.admit(offered.offer, persons) : offered;
	};
	admit(ids[0], 1);
	assert.deepEqual(window.shiftDesk.open(staff), { kind: "opened" });
	const undone = admit(ids[0], 1);
	admit(ids[1], 3);
	window.exchange.scan("rubbish", "wedge");
	window.voidDesk(undone.kind === "admitted" ? undone.line : 0, "wrongNumber", StaffId.parse("1001"));
	const closed = window.shiftDesk.close(3);
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
	assert.equal(window.shiftDesk.shift(), null);
});

test("one shift at a time, and none is closed that was not opened", () => {
	const { shiftDesk } = aWindow();
	assert.deepEqual(shiftDesk.close(null), { kind: "notClosed", why: "notOpen" });
	shiftDesk.open(staff);
	assert.deepEqual(shiftDesk.open(StaffId.parse("3")), { kind: "notOpened", why: "alreadyOpen" });
});

test("every line of a shift says whose it is, and the shift is still open after a restart", () =>
	inFolder((folder) => {
		const path = `${folder}/pailou.sqlite`;
		const before = aWindow(path);
		before.exchange.scan("rubbish", "camera");
		before.shiftDesk.open(staff);
		before.exchange.scan("rubbish", "camera");
		assert.deepEqual(
			before.journal.recent().map(({ operator }) => operator),
			["2077", null, null, null],
		);
		before.database.close();
		const after = aWindow(path);
		assert.equal(after.shiftDesk.shift()?.staff, "2077");
		assert.equal(after.shiftDesk.shift()?.refusals, 1);
		after.database.close();
	}));

test("without today's list no shift is opened", () => {
	assert.deepEqual(aWindow(":memory:", []).shiftDesk.open(staff), { kind: "notOpened", why: "noAllocation" });
});
