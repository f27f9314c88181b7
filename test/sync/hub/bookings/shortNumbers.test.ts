import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import Database from "better-sqlite3";
import { AllocationHeader } from "../../../../core/allocation/allocation.ts";
import { findShortNumber, readShortNumber, verifyShortNumbers } from "../../../../core/allocation/shortNumber.ts";
import { decodeText, fromBase64, toHex } from "../../../../core/bytes/bytes.ts";
import { AllocationAnswer } from "../../../../core/protocol/protocol.ts";
import { Envelope } from "../../../../core/trust/envelope.ts";
import { crypto } from "../../../../sync/crypto/signature.ts";
import {
	enrolKiosk,
	openCinemaHub,
	openTestHub,
	passSecretOf,
	requestAsOfficer,
	requestPass,
	type TestHub,
	uploadBookings,
} from "../testHub.ts";
import { day, type TestKiosk } from "../testKiosk.ts";
import { cinemaBookings, cinemaProgramme } from "./cinema.ts";

async function fetchPublished(house: TestHub, kiosk: TestKiosk) {
	const answer = AllocationAnswer.parse((await kiosk.get(`/allocations/${day}`)).json());
	const payload = fromBase64(Envelope.parse(answer.header).payload) ?? assert.fail("no payload");
	const header = AllocationHeader.parse(JSON.parse(decodeText(payload)));
	const index = await kiosk.get(`/allocations/${day}/versions/${header.version}/numbers`);
	const key = house.store.days.find(kiosk.enrolment.venue, day)?.allocationKey ?? assert.fail("no such day");
	return { header, index, key };
}

function issuedTo(house: TestHub, booking: string) {
	return house.store.vouchers.findByBooking(booking) ?? assert.fail(`no booking ${booking}`);
}

test("each voucher gets a number of its own, with its check digit, and the signed index leads from it to the row", async () => {
	const house = await openCinemaHub();
	const { header, index, key } = await fetchPublished(house, await enrolKiosk(house, 1, "1 号窗口"));
	assert.ok(header.numbers !== null);
	const verified = verifyShortNumbers(header.numbers, index.rawPayload, crypto);
	if ("kind" in verified) assert.fail(verified.why);
	const numbers = new Set<string>();
	for (const booking of ["A-1", "A-2", "A-3"]) {
		const { number, row } = issuedTo(house, booking);
		assert.equal(readShortNumber(number).kind, "shortNumber");
		assert.equal(findShortNumber(verified, number, key, crypto), row);
		numbers.add(number);
	}
	assert.equal(numbers.size, 3);
	assert.ok(!toHex(verified).includes(issuedTo(house, "A-1").number), "the index does not tell the numbers");
});

test("a reissued voucher keeps its number", async () => {
	const house = await openCinemaHub();
	const { number } = issuedTo(house, "A-1");
	await uploadBookings(house, "booking,venue,activity,session,party,card,state\nA-1,1,1,101,2,0007,\n");
	assert.deepEqual([issuedTo(house, "A-1").issue, issuedTo(house, "A-1").number], [2, number]);
});

test("the officer reads the number with the booking, and the member's pass does not show it (T6)", async () => {
	const house = await openCinemaHub();
	const told = (await requestAsOfficer(house, "GET", "/v1/bookings?booking=A-1")).body as {
		bookings: [{ number: string }];
	};
	assert.equal(told.bookings[0].number, issuedTo(house, "A-1").number);
	const pass = await requestPass(house, await passSecretOf(house, "A-1"));
	assert.equal(pass.statusCode, 200);
	assert.ok(!pass.body.includes(issuedTo(house, "A-1").number));
});

test("a venue's day may go without short numbers: the header says so, and there is no index", async () => {
	const house = await openCinemaHub();
	const programme = cinemaProgramme();
	const [cinema] = programme.days;
	if (cinema !== undefined) cinema.shortNumbers = false;
	await requestAsOfficer(house, "POST", "/v1/programmes", programme);
	const told = await requestAsOfficer(house, "POST", "/v1/allocations", {});
	assert.deepEqual(told.body, { published: [{ venue: 1, day, version: 2, rows: 3 }], unchanged: 1, left: [] });
	const { header, index } = await fetchPublished(house, await enrolKiosk(house, 1, "1 号窗口"));
	assert.deepEqual([header.numbers, index.statusCode], [null, 404]);
});

test("a window reads no other window's index, and none that was never published", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const other = await enrolKiosk(house, 2, "公园窗口");
	assert.equal((await kiosk.get(`/allocations/${day}/versions/9/numbers`)).statusCode, 404);
	assert.equal((await kiosk.get("/allocations/today/versions/1/numbers")).statusCode, 404);
	other.token = kiosk.token;
	assert.equal((await other.get(`/allocations/${day}/versions/1/numbers`)).statusCode, 403);
});

test("vouchers without a short number have one once the hub has opened, and keep it", async () => {
	const folder = mkdtempSync(join(tmpdir(), "pailou-numbers-"));
	try {
		const path = join(folder, "hub.sqlite");
		await fillWithoutNumbers(path);
		const house = openTestHub({ path });
		const numbers = ["A-1", "A-2", "A-3", "P-1"].map((booking) => issuedTo(house, booking).number);
		for (const number of numbers) assert.equal(readShortNumber(number).kind, "shortNumber");
		await requestAsOfficer(house, "POST", "/v1/allocations", {});
		assert.notEqual((await fetchPublished(house, await enrolKiosk(house, 1, "1 号窗口"))).header.numbers, null);
		house.store.close();
		const again = openTestHub({ path });
		assert.deepEqual(
			["A-1", "A-2", "A-3", "P-1"].map((booking) => issuedTo(again, booking).number),
			numbers,
			"and keep them",
		);
		again.store.close();
	} finally {
		rmSync(folder, { recursive: true });
	}
});

/** A hub's file whose vouchers have no numbers. */
async function fillWithoutNumbers(path: string): Promise<void> {
	const house = openTestHub({ path });
	await requestAsOfficer(house, "POST", "/v1/programmes", cinemaProgramme());
	await uploadBookings(house, cinemaBookings);
	house.store.close();
	const db = new Database(path);
	db.exec("UPDATE vouchers SET number = NULL");
	db.close();
}
