import assert from "node:assert/strict";
import { test } from "node:test";
import type { CloseShiftOutcome } from "../../../core/contract/contract.ts";
import { StaffId } from "../../../core/identity.ts";
import { sameScanMs } from "../../../main/admission/sightings.ts";
import { answer } from "../../answer.ts";
import { makeRow, makeVoucherId, mintCode, voucher } from "../../core/venueDay.ts";
import { expectKind } from "../../expectKind.ts";
import { openOfflineKiosk, withTempFolder } from "../offlineKiosk.ts";

const staff = StaffId.parse("2077");

test("a closed shift contains its counts and what the clerk counted", async () => {
	const ids = [makeVoucherId(1), makeVoucherId(2)] as const;
	const kiosk = openOfflineKiosk(
		":memory:",
		ids.map((id) => makeRow({ ...voucher, id })),
	);
	const admit = (id: (typeof ids)[number], persons: number) => {
		const offered = kiosk.checkIn.scan(mintCode({ id }), "camera");
		return offered.kind === "offered" ? kiosk.checkIn.admit(offered.offer, persons) : offered;
	};
	admit(ids[0], 1);
	kiosk.clock.move(sameScanMs);
	assert.deepEqual(answer(kiosk.device, "openShift", { staff }), { kind: "opened" });
	const undone = admit(ids[0], 1);
	admit(ids[1], 3);
	kiosk.checkIn.scan("rubbish", "wedge");
	await kiosk.voidAdmission(undone.kind === "admitted" ? undone.line : 0, "wrongNumber");
	const closed = answer(kiosk.device, "closeShift", { stubs: 3 }) as CloseShiftOutcome;
	assert.deepEqual(expectKind(closed, "closed").slip, {
		staff: "2077",
		openedAtMs: kiosk.clock.nowMs(),
		allocated: 6,
		admissions: 2,
		persons: 3,
		refusals: 1,
		voids: 1,
		voidedPersons: 1,
		overrides: 0,
		conflicts: 0,
		// The hub is unreachable: every line before the closing line is unsent.
		unsent: kiosk.journal.head().seq - 1,
		stubs: 3,
	});
	assert.equal(kiosk.state().shift, null);
});

test("one shift is open at a time, and only an open one is closed", () => {
	const { device } = openOfflineKiosk();
	assert.deepEqual(answer(device, "closeShift", { stubs: null }), { kind: "notClosed", why: "notOpen" });
	assert.deepEqual(answer(device, "openShift", { staff }), { kind: "opened" });
	assert.deepEqual(answer(device, "openShift", { staff: StaffId.parse("3") }), {
		kind: "notOpened",
		why: "alreadyOpen",
	});
});

test("every line of a shift names its clerk, and the shift is still open after a restart", () =>
	withTempFolder((folder) => {
		const path = `${folder}/pailou.sqlite`;
		const before = openOfflineKiosk(path);
		before.checkIn.scan("rubbish", "camera");
		assert.deepEqual(answer(before.device, "openShift", { staff }), { kind: "opened" });
		before.checkIn.scan("other rubbish", "camera");
		assert.deepEqual(
			before.journal.recentEntries().map(({ operator }) => operator),
			// Newest first: the second scan, the opened shift, the first scan, the list, the start, the enrolment.
			["2077", null, null, null, null, null],
		);
		before.database.close();
		const after = openOfflineKiosk(path);
		assert.equal(after.state().shift?.staff, "2077");
		assert.equal(after.state().shift?.refusals, 1);
		after.database.close();
	}));

test("without today's list no shift is opened", () => {
	assert.deepEqual(answer(openOfflineKiosk(":memory:", []).device, "openShift", { staff }), {
		kind: "notOpened",
		why: "noAllocation",
	});
});
