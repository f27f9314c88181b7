import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
	firstColumnOf,
	seatAt,
	seatCountOf,
	seatNumberOf,
	seatRunsOf,
	seatsOf,
} from "../../../core/allocation/seating.ts";
import type { SeatPlan, Session } from "../../../core/allocation/session.ts";
import { assertProperty } from "../../property.ts";
import { session } from "../venueDay.ts";

const plan: SeatPlan = { kind: "seated", front: "screen", rows: [4, 6, 8], aisles: [3] };
const screening: Session = { ...session, entry: plan };
const row = { session: session.session, party: 4, place: 9 };

const anyPlan = fc
	.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 60 })
	.map((rows): SeatPlan => ({ kind: "seated", front: "stage", rows, aisles: [] }));

test("seats are numbered from the front to the back, and in a row from the left", () => {
	assert.equal(seatCountOf(plan), 18);
	assert.deepEqual(seatAt(plan, 1), { row: 1, seat: 1 });
	assert.deepEqual(seatAt(plan, 4), { row: 1, seat: 4 });
	assert.deepEqual(seatAt(plan, 5), { row: 2, seat: 1 });
	assert.deepEqual(seatAt(plan, 18), { row: 3, seat: 8 });
});

test("a seat that the hall does not have is null", () => {
	for (const number of [-1, 0, 19]) assert.equal(seatAt(plan, number), null, String(number));
	for (const seat of [
		{ row: 0, seat: 1 },
		{ row: 1, seat: 0 },
		{ row: 1, seat: 5 },
		{ row: 4, seat: 1 },
	])
		assert.equal(seatNumberOf(plan, seat), null, JSON.stringify(seat));
});

test("in any hall a seat's number converts to its row and seat and back", () => {
	assertProperty(
		fc.property(anyPlan, fc.nat(), (any, some) => {
			const number = (some % seatCountOf(any)) + 1;
			const seat = seatAt(any, number);
			assert.ok(seat);
			assert.equal(seatNumberOf(any, seat), number);
		}),
	);
});

test("those who come first get the first seats of their party, and those who come later the rest", () => {
	assert.deepEqual(seatsOf(screening, row, [0, 1, 2]), [9, 10, 11]);
	assert.deepEqual(seatsOf(screening, row, [3]), [12]);
});

test("a party without assigned seats, or of a session without seats, has none", () => {
	assert.deepEqual(seatsOf(screening, { ...row, place: 0 }, [0, 1]), []);
	assert.deepEqual(seatsOf(session, row, [0, 1]), []);
});

test("a newer issue that the list does not know yet has no seats beyond its row's", () => {
	assert.deepEqual(
		seatsOf(screening, row, [3, 4, 5]),
		[12],
		"persons added lately sit where the list says, or nowhere",
	);
	assert.deepEqual(seatsOf(screening, { ...row, session: 12 }, [0]), [], "the row's seats are in another hall");
});

test("seats beyond the plan are left out", () => {
	assert.deepEqual(seatsOf(screening, { ...row, place: 17 }, [0, 1, 2]), [17, 18]);
	assert.deepEqual(seatRunsOf(plan, [17, 18, 19]), [{ row: 3, from: 7, to: 8 }]);
});

test("neighbouring seats form one range, which ends with the row", () => {
	assert.deepEqual(seatRunsOf(plan, [12, 11, 13]), [{ row: 3, from: 1, to: 3 }]);
	assert.deepEqual(seatRunsOf(plan, [9, 10, 11, 12]), [
		{ row: 2, from: 5, to: 6 },
		{ row: 3, from: 1, to: 2 },
	]);
	assert.deepEqual(seatRunsOf(plan, [5, 7]), [
		{ row: 2, from: 1, to: 1 },
		{ row: 2, from: 3, to: 3 },
	]);
	assert.deepEqual(seatRunsOf(plan, []), []);
});

test("ranges of seats contain every seat and no other", () => {
	assertProperty(
		fc.property(anyPlan, fc.uniqueArray(fc.nat(), { maxLength: 12 }), (any, some) => {
			const numbers = [...new Set(some.map((one) => (one % seatCountOf(any)) + 1))].toSorted((a, b) => a - b);
			const seats = seatRunsOf(any, numbers).flatMap(({ row: place, from, to }) =>
				Array.from({ length: to - from + 1 }, (_, i) => seatNumberOf(any, { row: place, seat: from + i })),
			);
			assert.deepEqual(seats, numbers);
		}),
	);
});

test("rows are centred on the widest, so that an aisle is straight", () => {
	assert.deepEqual(
		[1, 2, 3].map((number) => firstColumnOf(plan, number)),
		[3, 2, 1],
	);
	assert.equal(
		firstColumnOf({ ...plan, rows: [7, 10] }, 1),
		2,
		"half a seat to the left where it does not come out even",
	);
});
