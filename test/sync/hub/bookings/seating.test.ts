import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { findRow } from "../../../../core/allocation/allocation.ts";
import { fetchVerifiedAllocation } from "../allocations/verifiedAllocation.ts";
import { enrolKiosk, fetchPass, requestAsOfficer, type TestHub, uploadBookings } from "../testHub.ts";
import { bookingsHeader } from "./cinema.ts";
import { openSeatedCinema, seatedProgramme } from "./seatedCinema.ts";

const Report = z.object({
	added: z.number(),
	changed: z.number(),
	cancelled: z.number(),
	same: z.number(),
	unseated: z.array(z.object({ line: z.number(), booking: z.string() })),
	refusals: z.array(z.object({ line: z.number(), booking: z.string().nullable(), reason: z.string() })),
});

/** Hands over rows of `booking,session,party,state,seat`. */
async function uploadRows(house: TestHub, ...rows: readonly string[]) {
	const lines = rows.map((row) => {
		const [booking, session, party, state = "", seat = ""] = row.split(",");
		return `${booking},1,1,${session},${party},,${state},${seat}`;
	});
	const told = await uploadBookings(house, [`${bookingsHeader},seat`, ...lines, ""].join("\n"), "?revive=1");
	assert.equal(told.status, 200);
	return Report.parse(told.body);
}

function seatOf(house: TestHub, booking: string): number | undefined {
	return house.store.vouchers.findByBooking(booking)?.seat;
}

/** The hall has rows of four, five and six: seats 1 to 4, 5 to 9 and 10 to 15. */
test("parties get seats side by side in one row, the largest first", async () => {
	const house = await openSeatedCinema();
	const told = await uploadRows(house, "A-1,101,1", "A-2,101,4", "A-3,101,5");
	assert.deepEqual([told.added, told.unseated], [3, []]);
	assert.deepEqual([seatOf(house, "A-3"), seatOf(house, "A-2"), seatOf(house, "A-1")], [5, 1, 10]);
});

test("a seat is not left alone while there is another way", async () => {
	const house = await openSeatedCinema();
	await uploadRows(house, "A-1,101,4");
	assert.equal(seatOf(house, "A-1"), 1, "the best row has five seats: one would be left");
});

test("a full house sits, and who finds no seats in one piece is taken in without and told of", async () => {
	const house = await openSeatedCinema();
	const full = await uploadRows(house, "A-1,101,6", "A-2,101,5", "A-3,101,4");
	assert.deepEqual(full.unseated, []);
	await uploadRows(
		house,
		"A-2,101,5,cancelled",
		"B-1,101,2,,2-1",
		"B-2,101,1,,2-4",
		"A-3,101,4,cancelled",
		"B-3,101,1,,1-2",
	);
	const told = await uploadRows(house, "C-1,101,4");
	assert.deepEqual([told.added, told.unseated], [1, [{ line: 2, booking: "C-1" }]]);
	assert.equal(seatOf(house, "C-1"), 0);
});

test("a party that found no seats gets them when it is handed over again and there are some", async () => {
	const house = await openSeatedCinema();
	await uploadRows(house, "A-1,101,6", "B-1,101,1,,2-3", "B-2,101,1,,1-3");
	assert.deepEqual((await uploadRows(house, "C-1,101,4")).unseated, [{ line: 2, booking: "C-1" }]);
	await uploadRows(house, "B-1,101,1,cancelled");
	const told = await uploadRows(house, "C-1,101,4");
	assert.deepEqual([told.changed, told.same, told.unseated], [1, 0, []]);
	assert.equal(seatOf(house, "C-1"), 5);
	assert.equal(house.store.vouchers.findByBooking("C-1")?.issue, 1, "its code stays good");
});

test("where no row has room, a party sits over the end of one", async () => {
	const house = await openSeatedCinema();
	await uploadRows(house, "A-1,101,2,,1-1", "A-2,101,3,,2-3", "A-3,101,6");
	await uploadRows(house, "B-1,101,4");
	assert.equal(seatOf(house, "B-1"), 3);
});

test("a cancelled booking frees its seats, unless somebody sits on them", async () => {
	const house = await openSeatedCinema();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	await uploadRows(house, "A-1,101,6", "A-2,101,5");
	const issued = house.store.vouchers.findByBooking("A-1") ?? assert.fail();
	kiosk.redeem(issued.row, 2, 6);
	await kiosk.push();
	await uploadRows(house, "A-1,101,6,cancelled", "A-2,101,5,cancelled");
	assert.match((await uploadRows(house, "B-1,101,1,,3-1")).refusals[0]?.reason ?? "", /A-1 has seat 3-1/);
	await uploadRows(house, "B-2,101,5");
	assert.equal(seatOf(house, "B-2"), 5);
	assert.deepEqual((await uploadRows(house, "B-3,101,6")).unseated.length, 1, "four are left, in the first row");
});

test("a booking that is cancelled by mistake gets its seats back, if they are free", async () => {
	const house = await openSeatedCinema();
	await uploadRows(house, "A-1,101,5", "A-2,101,6");
	await uploadRows(house, "A-1,101,5,cancelled", "A-2,101,6,cancelled");
	await uploadRows(house, "B-1,101,1,,3-2");
	await uploadRows(house, "A-1,101,5", "A-2,101,6");
	assert.deepEqual([seatOf(house, "A-1"), seatOf(house, "A-2")], [5, 0]);
});

test("a blocked booking keeps its seats", async () => {
	const house = await openSeatedCinema();
	await uploadRows(house, "A-1,101,5");
	await uploadRows(house, "A-1,101,5,blocked");
	await uploadRows(house, "B-1,101,5");
	assert.deepEqual([seatOf(house, "A-1"), seatOf(house, "B-1")], [5, 10]);
});

test("a party that grows stays where it is while a neighbour is free, on its right or on its left", async () => {
	const house = await openSeatedCinema();
	await uploadRows(house, "A-1,101,2,,3-2");
	await uploadRows(house, "A-1,101,3");
	assert.equal(seatOf(house, "A-1"), 11);
	await uploadRows(house, "B-1,101,1,,3-5");
	await uploadRows(house, "A-1,101,4");
	assert.equal(seatOf(house, "A-1"), 10);
	await uploadRows(house, "A-1,101,5");
	assert.equal(seatOf(house, "A-1"), 5, "all its neighbours are taken");
});

test("a party that shrinks keeps its first seats", async () => {
	const house = await openSeatedCinema();
	await uploadRows(house, "A-1,101,5");
	await uploadRows(house, "A-1,101,2");
	assert.equal(seatOf(house, "A-1"), 5);
	await uploadRows(house, "B-1,101,3,,2-3");
	assert.equal(seatOf(house, "B-1"), 7);
});

test("a booking that moves to another screening sits there, and leaves its seats here", async () => {
	const house = await openSeatedCinema();
	await uploadRows(house, "A-1,101,5", "B-1,102,5");
	await uploadRows(house, "A-1,102,5");
	assert.equal(seatOf(house, "A-1"), 10);
	await uploadRows(house, "C-1,101,5");
	assert.equal(seatOf(house, "C-1"), 5);
});

test("of a party of which some are in nobody is sent to another seat", async () => {
	const house = await openSeatedCinema();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	await uploadRows(house, "A-1,101,2,,3-2");
	kiosk.redeem((house.store.vouchers.findByBooking("A-1") ?? assert.fail()).row, 1, 2);
	await kiosk.push();
	await uploadRows(house, "A-1,101,3", "B-1,101,1,,3-5");
	assert.equal(seatOf(house, "A-1"), 11);
	const rows = ["A-1,101,4", "A-1,102,3", "A-1,101,3,,1-1"];
	for (const row of rows)
		assert.match((await uploadRows(house, row)).refusals[0]?.reason ?? "", /^1 of its party came in already/, row);
	assert.equal(seatOf(house, "A-1"), 11);
});

test("the upstream account may decide the seats; what is not there or taken is refused, row by row", async () => {
	const house = await openSeatedCinema();
	const told = await uploadRows(
		house,
		"A-1,101,3,,2-2",
		"A-2,101,1,,2-4",
		"A-3,101,1,,4-1",
		"A-4,101,1,,1-5",
		"A-5,101,3,,1-3",
		"A-6,101,1,,five",
		"A-7,101,2,,1-1",
	);
	assert.equal(told.added, 2);
	assert.deepEqual([seatOf(house, "A-1"), seatOf(house, "A-7")], [6, 1]);
	assert.deepEqual(
		told.refusals.map(({ booking, reason }) => `${booking}: ${reason}`),
		[
			"A-2: A-1 has seat 2-4",
			"A-3: the hall has no seat 4-1",
			"A-4: the hall has no seat 1-5",
			"A-5: row 1 has no 3 seats from 1-3 on",
			"A-6: a seat is its row and its number, as 5-12 or 5排12座",
		],
	);
	const moved = await uploadRows(house, "A-1,101,3,,3-1");
	assert.deepEqual([moved.changed, seatOf(house, "A-1")], [1, 10]);
	assert.match(
		(await uploadRows(house, "P-1,103,2,,1-1")).refusals[0]?.reason ?? "",
		/session 103 has no seats to choose/,
	);
});

test("seats that the upstream account decides are not given to another row of the same file", async () => {
	const house = await openSeatedCinema();
	await uploadRows(house, "A-1,101,5", "A-2,101,5,,2-1");
	assert.deepEqual([seatOf(house, "A-2"), seatOf(house, "A-1")], [5, 10]);
});

test("a list tells each party's first seat, a pass too, and a session without seats its gate", async () => {
	const house = await openSeatedCinema();
	await uploadRows(house, "A-1,101,5", "A-2,101,4", "P-1,103,2");
	await requestAsOfficer(house, "POST", "/v1/allocations", {});
	const { allocation } = await fetchVerifiedAllocation(house, await enrolKiosk(house, 1, "1 号窗口"));
	const places = ["A-1", "A-2", "P-1"].map((booking) => {
		const issued = house.store.vouchers.findByBooking(booking) ?? assert.fail();
		return findRow(allocation, issued.row)?.place;
	});
	assert.deepEqual(places, [5, 1, 3]);
	assert.deepEqual(allocation.header.sessions[0]?.entry, {
		kind: "seated",
		front: "screen",
		rows: [4, 5, 6],
		aisles: [],
	});
	assert.equal((await fetchPass(house, "A-2")).place, 1);
	assert.deepEqual((await requestAsOfficer(house, "POST", "/v1/allocations", {})).body, {
		published: [],
		unchanged: 1,
		left: [],
	});
});

test("a seat alone that changed makes the next list", async () => {
	const house = await openSeatedCinema();
	await uploadRows(house, "A-1,101,5");
	await requestAsOfficer(house, "POST", "/v1/allocations", {});
	await uploadRows(house, "A-1,101,5,,3-1");
	const told = await requestAsOfficer(house, "POST", "/v1/allocations", {});
	assert.deepEqual(told.body, {
		published: [{ venue: 1, day: "2026-10-01", version: 2, rows: 1 }],
		unchanged: 0,
		left: [],
	});
});

test("a booking is told by row and seat", async () => {
	const house = await openSeatedCinema();
	await uploadRows(house, "A-1,101,5,,3-2", "P-1,103,2");
	const Bookings = z.object({ bookings: z.array(z.object({ seat: z.string().nullable() })) });
	const told = Bookings.parse((await requestAsOfficer(house, "GET", "/v1/bookings")).body);
	assert.deepEqual(told.bookings, [{ seat: "3-2" }, { seat: null }]);
});

test("a screening that moves to another hall seats everyone anew, but not once somebody sits", async () => {
	const house = await openSeatedCinema();
	await uploadRows(house, "A-1,101,6", "A-2,101,4", "A-3,101,2");
	await uploadRows(house, "A-3,101,2,cancelled");
	const moved = seatedProgramme([3, 4, 5], 12);
	const Taken = z.object({ unseated: z.number() });
	assert.equal(Taken.parse((await requestAsOfficer(house, "POST", "/v1/programmes", moved)).body).unseated, 0);
	assert.deepEqual([seatOf(house, "A-1"), seatOf(house, "A-2"), seatOf(house, "A-3")], [1, 8, 0]);

	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	kiosk.redeem((house.store.vouchers.findByBooking("A-1") ?? assert.fail()).row, 1, 6);
	await kiosk.push();
	const again = await requestAsOfficer(house, "POST", "/v1/programmes", seatedProgramme([6, 6], 12));
	assert.equal(again.status, 409);
	assert.match(JSON.stringify(again.body), /Session 101 of venue 1 has members on its seats/);
	assert.equal(
		(await requestAsOfficer(house, "POST", "/v1/programmes", seatedProgramme([3, 4, 5], 12, [2]))).status,
		200,
	);
	assert.equal(seatOf(house, "A-1"), 1, "an aisle moves nobody");
});

test("bookings of before their screening had a plan sit once it has one", async () => {
	const house = await openSeatedCinema(seatedProgramme(null));
	await uploadRows(house, "A-1,101,5", "A-2,101,4");
	assert.equal(seatOf(house, "A-1"), 0);
	await requestAsOfficer(house, "POST", "/v1/programmes", seatedProgramme([4, 5, 6]));
	assert.deepEqual([seatOf(house, "A-1"), seatOf(house, "A-2")], [5, 1]);
});

test("a screening takes no more persons than its plan has seats, and no boat boards after it departs", async () => {
	const house = await openSeatedCinema();
	const small = await requestAsOfficer(house, "POST", "/v1/programmes", seatedProgramme([4, 5], 12));
	assert.equal(small.status, 400);
	assert.match(JSON.stringify(small.body), /session 101 of venue 1 on 2026-10-01 takes 12 persons, and its plan has 9/);
	const boat = seatedProgramme([4, 5, 6]);
	const gate = boat.days[0]?.sessions[2] ?? assert.fail();
	gate.entry = { kind: "boarding", pier: null };
	const late = await requestAsOfficer(house, "POST", "/v1/programmes", boat);
	assert.match(JSON.stringify(late.body), /session 103 of venue 1 on 2026-10-01 boards until after it departs/);
	gate.admitUntil = gate.startsAt;
	assert.equal((await requestAsOfficer(house, "POST", "/v1/programmes", boat)).status, 200);
});
