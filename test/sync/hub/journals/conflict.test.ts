import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { bookingsHeader } from "../bookings/cinema.ts";
import { enrolKiosk, openCinemaHub, requestAsOfficer, type TestHub, uploadBookings } from "../testHub.ts";
import { anyRow } from "../testKiosk.ts";

const Conflicts = z.object({
	conflicts: z.array(
		z.looseObject({
			booking: z.string().nullable(),
			party: z.number(),
			admitted: z.number(),
			mostAdmitted: z.number(),
			sides: z.array(z.looseObject({ label: z.string(), persons: z.number(), atMs: z.number(), voided: z.boolean() })),
		}),
	),
});

async function conflictsOf(house: TestHub) {
	return Conflicts.parse((await requestAsOfficer(house, "GET", "/v1/conflicts")).body).conflicts;
}

/** A-1 is a party of three. */
async function openTwoKiosks() {
	const house = await openCinemaHub();
	const first = await enrolKiosk(house, 1, "1 号窗口");
	const second = await enrolKiosk(house, 1, "2 号窗口");
	const issued = house.store.vouchers.findByBooking("A-1");
	if (issued === null) throw new Error("A-1 is missing");
	return { house, first, second, row: issued.row };
}

test("a voucher used at both windows for more than its party is a conflict that shows both sides", async () => {
	const { house, first, second, row } = await openTwoKiosks();
	first.redeem(row, 2);
	second.redeem(row, 2);
	await first.push();
	assert.deepEqual(await conflictsOf(house), []);
	await second.push();
	const [conflict] = await conflictsOf(house);
	assert.deepEqual([conflict?.booking, conflict?.party, conflict?.admitted], ["A-1", 3, 4]);
	assert.deepEqual(conflict?.sides.map(({ label, persons }) => [label, persons]).toSorted(), [
		["1 号窗口", 2],
		["2 号窗口", 2],
	]);
});

test("a party that arrives in parts at two windows is no conflict", async () => {
	const { house, first, second, row } = await openTwoKiosks();
	first.redeem(row, 2);
	second.redeem(row, 1);
	await first.push();
	await second.push();
	assert.deepEqual(await conflictsOf(house), []);
});

test("a conflict stays when a void comes later", async () => {
	const { house, first, second, row } = await openTwoKiosks();
	first.redeem(row, 3);
	second.redeem(row, 3);
	await first.push();
	await second.push();
	second.write({ kind: "voided", row, session: 101, persons: 3, line: 1, why: "重复", positions: null, by: null });
	await second.push();
	const [conflict] = await conflictsOf(house);
	assert.deepEqual([conflict?.admitted, conflict?.mostAdmitted], [3, 6]);
	assert.equal(conflict?.sides.filter(({ voided }) => voided).length, 1);
});

test("conflicts do not depend on how a journal is cut into batches", async () => {
	const whole = await openTwoKiosks();
	const cut = await openTwoKiosks();
	for (const { first, row } of [whole, cut]) {
		first.redeem(row, 3);
		first.redeem(row, 1);
		first.write({ kind: "voided", row, session: 101, persons: 1, line: 2, why: "错按", positions: null, by: null });
	}
	await whole.first.push();
	for (let i = 0; i < 3; i++) await cut.first.push(cut.first.lines.slice(i, i + 1));
	const told = async (house: TestHub) =>
		(await conflictsOf(house)).map(({ admitted, mostAdmitted }) => [admitted, mostAdmitted]);
	assert.deepEqual(await told(whole.house), [[3, 4]]);
	assert.deepEqual(await told(cut.house), [[3, 4]]);
});

test("of a voucher the hub does not know, the line's own party counts", async () => {
	const { house, first } = await openTwoKiosks();
	first.redeem(anyRow, 2, 2);
	first.redeem(anyRow, 1, 2);
	await first.push();
	const [conflict] = await conflictsOf(house);
	assert.deepEqual([conflict?.booking, conflict?.party, conflict?.admitted], [null, 2, 3]);
});

test("the same row key at another venue is another voucher", async () => {
	const { house, first } = await openTwoKiosks();
	const elsewhere = await enrolKiosk(house, 2, "换票窗口");
	first.redeem(anyRow, 3, 3);
	elsewhere.redeem(anyRow, 3, 3);
	await first.push();
	await elsewhere.push();
	assert.deepEqual(await conflictsOf(house), []);
});

test("a party made smaller than what was admitted is a conflict", async () => {
	const { house, first, row } = await openTwoKiosks();
	first.redeem(row, 3);
	await first.push();
	await uploadBookings(house, `${bookingsHeader}\nA-1,1,1,101,2,0007,\n`);
	assert.equal((await conflictsOf(house)).length, 1);
});

test("standings and journals can be read back, with the window's label", async () => {
	const { house, first, row } = await openTwoKiosks();
	first.redeem(row, 2);
	await first.push();
	const standings = JSON.stringify((await requestAsOfficer(house, "GET", "/v1/standings?venue=1&day=2026-10-01")).body);
	assert.match(standings, /"booking":"A-1"/);
	assert.match(standings, /1 号窗口/);
	const journal = await requestAsOfficer(house, "GET", `/v1/journals/${first.enrolment.kiosk}?after=0`);
	const { lines } = z.object({ lines: z.array(z.looseObject({ line: z.string() })) }).parse(journal.body);
	assert.deepEqual(
		lines.map(({ line }) => line),
		first.lines,
	);
});
