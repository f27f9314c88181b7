import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { z } from "zod";
import { HubError } from "../../../../core/protocol/protocol.ts";
import { readBookingsCsv } from "../../../../sync/hub/bookings/bookingsCsv.ts";
import { isRefusal } from "../../../../sync/hub/refusal.ts";
import { assertProperty } from "../../../property.ts";
import { openTestHub, requestAsOfficer, type TestHub, uploadBookings } from "../testHub.ts";
import { bookingsHeader, cinemaProgramme } from "./cinema.ts";

const Report = z.object({
	rows: z.number(),
	added: z.number(),
	changed: z.number(),
	same: z.number(),
	cancelled: z.number(),
	refused: z.number(),
	refusals: z.array(z.object({ line: z.number(), booking: z.string().nullable(), reason: z.string() })),
});

async function openProgramme(): Promise<TestHub> {
	const house = openTestHub();
	await requestAsOfficer(house, "POST", "/v1/programmes", cinemaProgramme());
	return house;
}

async function report(house: TestHub, csv: string | Buffer, query = "") {
	const told = await uploadBookings(house, csv, query);
	assert.equal(told.status, 200);
	return Report.parse(told.body);
}

test("good rows are taken and bad rows are reported by line, booking and reason", async () => {
	const house = await openProgramme();
	const told = await report(
		house,
		[
			bookingsHeader,
			"A-1,1,1,101,3,0007,",
			"A-2,1,1,101,0,,",
			"A-3,1,1,999,2,,",
			"A-4,8,1,101,2,,",
			"A-5,1,2,101,2,,",
			"A-6,1,1,101,2,12,",
			"A-7,1,1,101,2,,lost",
			",1,1,101,2,,",
			"A-8,1,1,101",
			"A-1,1,1,101,2,,",
			"A 9,1,1,101,2,,",
			"A-10,1,1,70000,2,,",
			"A-11,1,1,101,2,1234,live",
		].join("\n"),
	);
	assert.equal(told.added, 2);
	assert.deepEqual(
		told.refusals.map(({ line, booking }) => [line, booking]),
		[
			[3, "A-2"],
			[4, "A-3"],
			[5, "A-4"],
			[6, "A-5"],
			[7, "A-6"],
			[8, "A-7"],
			[9, null],
			[10, "A-8"],
			[11, "A-1"],
			[12, "A 9"],
			[13, "A-10"],
		],
	);
	assert.match(told.refusals[0]?.reason ?? "", /1 to 9 persons/);
	assert.match(told.refusals[1]?.reason ?? "", /no session 999/);
	assert.match(told.refusals[2]?.reason ?? "", /no venue 8/);
	assert.match(told.refusals[3]?.reason ?? "", /activity 1, not 2/);
	assert.match(told.refusals[7]?.reason ?? "", /4 fields where the header has 7/);
	assert.match(told.refusals[8]?.reason ?? "", /already on line 2/);
});

test("a spreadsheet's mark, CRLF, quotation marks, empty lines and another order of columns are read", async () => {
	const house = await openProgramme();
	const csv = '\ufeff"session","booking",venue,ACTIVITY,party,card\r\n\r\n101,"A-1",1,1,"3","0007"\r\n';
	const told = await report(house, csv);
	assert.deepEqual(told, { rows: 1, added: 1, changed: 0, same: 0, cancelled: 0, refused: 0, refusals: [] });
	assert.equal(house.store.vouchers.findByBooking("A-1")?.card, "0007");
});

test("a session takes bookings up to its capacity, and a cancelled booking frees its places", async () => {
	const house = await openProgramme();
	const full = await report(house, `${bookingsHeader}\nA-1,1,1,101,9,,\nA-2,1,1,101,2,,\nA-3,1,1,101,1,,\n`);
	assert.equal(full.added, 2);
	assert.match(full.refusals[0]?.reason ?? "", /session 101 has 1 of 10 places left, and the party is 2/);
	const freed = await report(house, `${bookingsHeader}\nA-1,1,1,101,9,,cancelled\nA-2,1,1,101,2,,\n`);
	assert.deepEqual([freed.cancelled, freed.added], [1, 1]);
});

test("the same file again changes nothing", async () => {
	const house = await openProgramme();
	const csv = `${bookingsHeader}\nA-1,1,1,101,3,0007,\n`;
	await report(house, csv);
	const before = house.store.vouchers.findByBooking("A-1");
	assert.equal((await report(house, csv)).same, 1);
	assert.deepEqual(house.store.vouchers.findByBooking("A-1"), before);
});

test("a booking that changed is a new issue of the same voucher; one taken back keeps its issue", async () => {
	const house = await openProgramme();
	await report(house, `${bookingsHeader}\nA-1,1,1,101,3,0007,\n`);
	const first = house.store.vouchers.findByBooking("A-1");
	assert.equal((await report(house, `${bookingsHeader}\nA-1,1,1,102,2,0007,\n`)).changed, 1);
	const second = house.store.vouchers.findByBooking("A-1");
	assert.deepEqual([second?.voucher, second?.issue, second?.session, second?.party], [first?.voucher, 2, 102, 2]);
	assert.equal((await report(house, `${bookingsHeader}\nA-1,1,1,102,2,0007,cancelled\n`)).cancelled, 1);
	const third = house.store.vouchers.findByBooking("A-1");
	assert.deepEqual([third?.issue, third?.state], [2, "cancelled"]);
	assert.equal((await report(house, `${bookingsHeader}\nA-1,1,1,102,2,0007,live\n`, "?revive=1")).changed, 1);
	assert.equal(house.store.vouchers.findByBooking("A-1")?.issue, 3);
});

test("what changes no right raises no issue: a card that was corrected, a booking that was set free (C12)", async () => {
	const house = await openProgramme();
	const known = () => house.store.vouchers.findByBooking("A-1");
	await report(house, `${bookingsHeader}\nA-1,1,1,101,3,0007,\n`);
	assert.equal((await report(house, `${bookingsHeader}\nA-1,1,1,101,3,0008,\n`)).changed, 1);
	assert.deepEqual([known()?.card, known()?.issue], ["0008", 1]);
	assert.equal((await report(house, `${bookingsHeader}\nA-1,1,1,101,3,0008,blocked\n`)).changed, 1);
	assert.equal((await report(house, `${bookingsHeader}\nA-1,1,1,101,3,0009,\n`, "?revive=1")).changed, 1);
	assert.deepEqual([known()?.state, known()?.card, known()?.issue], ["live", "0009", 1]);
});

test("only a live booking is issued anew, so that a higher issue proves that it was live after its cancellation (C11)", async () => {
	const house = await openProgramme();
	const known = () => house.store.vouchers.findByBooking("A-1");
	const steps: readonly (readonly [string, number])[] = [
		["101,3,,", 1],
		["101,3,,cancelled", 1],
		["101,3,,blocked", 1],
		["101,3,,", 2],
		["101,2,,cancelled", 2],
		["101,2,,", 3],
		["101,4,,blocked", 3],
		["101,4,,", 4],
		["101,4,0007,blocked", 4],
		["101,4,,", 4],
	];
	for (const [row, issue] of steps) {
		await report(house, `${bookingsHeader}\nA-1,1,1,${row}\n`, "?revive=1");
		assert.equal(known()?.issue, issue, row);
	}
	assert.equal(known()?.party, 4);
});

test("a booking cannot move to another venue", async () => {
	const house = await openProgramme();
	await report(house, `${bookingsHeader}\nA-1,1,1,101,3,,\n`);
	const moved = await report(house, `${bookingsHeader}\nA-1,2,1,7,3,,\n`);
	assert.match(moved.refusals[0]?.reason ?? "", /and cannot move$/);
	assert.equal(house.store.vouchers.findByBooking("A-1")?.venue, 1);
});

test("a file that is no file of bookings is refused whole, with what to do", async () => {
	const house = await openProgramme();
	const files: readonly (readonly [string | Buffer, RegExp])[] = [
		["", /is empty/],
		["booking,venue,activity,session,party\n", /lacks card/],
		[`${bookingsHeader},name\n`, /“name” that means nothing/],
		["booking,booking,venue,activity,session,party,card\n", /twice/],
		[`${bookingsHeader}\nA-1,1,1,101,3,,\nA-2,"1,1,101,3,,\n`, /breaks off at line \d/],
		[Buffer.from([...Buffer.from(`${bookingsHeader}\nA-1,1,1,101,3,,`), 0xff, 0xe3, 0x0a]), /neither UTF-8 nor/],
	];
	for (const [file, why] of files) {
		const told = await uploadBookings(house, file);
		assert.equal(told.status, 400);
		assert.match(HubError.parse(told.body).error.message, why);
	}
	assert.equal(house.store.vouchers.findByBooking("A-1"), null);
});

test("whatever is handed over is read or refused in a sentence", () => {
	const cell = fc.oneof(fc.constantFrom("1", "101", "A-1", "", '"', "live"), fc.string({ maxLength: 8 }));
	const file = fc.array(
		fc.array(cell, { maxLength: 9 }).map((cells) => cells.join(",")),
		{ maxLength: 6 },
	);
	assertProperty(
		fc.property(file, fc.uint8Array({ maxLength: 4 }), (lines, tail) => {
			const bytes = Buffer.concat([Buffer.from([bookingsHeader, ...lines].join("\n")), tail]);
			const handover = readBookingsCsv(bytes);
			if (isRefusal(handover)) assert.match(handover.message, /^The file of bookings .+\.$/s);
			else assert.ok(handover.bookings.length + handover.refused.length <= lines.length + 1);
		}),
		{ numRuns: 2000 },
	);
});
