import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { decide } from "../../../../core/admission/decide.ts";
import { allocatedPersonsOf, findRow } from "../../../../core/allocation/allocation.ts";
import { decodeText, fromBase64 } from "../../../../core/bytes/bytes.ts";
import { emptyStanding } from "../../../../core/journal/dayLedger.ts";
import { DocumentAnswer } from "../../../../core/protocol/protocol.ts";
import { Envelope } from "../../../../core/trust/envelope.ts";
import { Timestamp } from "../../../../core/trust/timestamp.ts";
import { staticPresentation } from "../../../../core/voucher/rotatingCode.ts";
import { issuerKeyOf, readVoucher } from "../../../../core/voucher/voucher.ts";
import { crypto } from "../../../../sync/crypto/signature.ts";
import { bookingsHeader as columns } from "../bookings/cinema.ts";
import { demonstrationMs, enrolKiosk, openCinemaHub, requestAsOfficer, uploadBookings } from "../testHub.ts";
import { day, type TestKiosk } from "../testKiosk.ts";
import { fetchVerifiedAllocation } from "./verifiedAllocation.ts";

const Bookings = z.object({ bookings: z.array(z.looseObject({ voucher: z.string(), code: z.string() })) });

test("a window takes a published list, and core admits a booked voucher by it", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const { allocation } = await fetchVerifiedAllocation(house, kiosk);
	assert.equal(allocation.header.version, 1);
	assert.equal(allocation.header.previous, null);
	assert.equal(allocation.header.rowCount, 3);
	assert.deepEqual([...allocatedPersonsOf(allocation)].toSorted(), [
		[101, 5],
		[102, 1],
	]);
	const { bookings } = Bookings.parse((await requestAsOfficer(house, "GET", "/v1/bookings?booking=A-1")).body);
	const reading = readVoucher(
		bookings[0]?.code ?? "",
		[issuerKeyOf(house.onlineKeys.issuer.publicKey, crypto)],
		crypto,
	);
	if (reading.kind !== "voucher") throw new Error(reading.reason);
	const row = findRow(allocation, await kiosk.rowOf(reading.voucher.id));
	const decision = decide({
		venue: 1,
		voucher: reading.voucher,
		shown: staticPresentation,
		header: allocation.header,
		revocation: null,
		row,
		session: allocation.header.sessions[0] ?? null,
		standing: emptyStanding,
		sessionAdmitted: 0,
		nowMs: demonstrationMs,
		persons: 3,
		waived: [],
	});
	assert.equal(decision.kind, "admissible");
	assert.equal(row?.card, "0007");
	assert.equal(row?.place, 3);
});

test("publishing again without news makes no new version", async () => {
	const house = await openCinemaHub();
	const told = await requestAsOfficer(house, "POST", "/v1/allocations", {});
	assert.deepEqual(told.body, { published: [], unchanged: 2, left: [] });
});

test("a change makes the next version, which names the one before; a cancelled row stays, cancelled", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const first = await fetchVerifiedAllocation(house, kiosk);
	await uploadBookings(house, `${columns}\nA-1,1,1,101,3,0007,cancelled\nA-9,1,1,101,1,,\n`);
	const told = await requestAsOfficer(house, "POST", "/v1/allocations", {});
	assert.deepEqual(told.body, { published: [{ venue: 1, day, version: 2, rows: 4 }], unchanged: 1, left: [] });
	const second = await fetchVerifiedAllocation(house, kiosk);
	assert.equal(second.allocation.header.previous, first.digest);
	assert.equal(second.allocation.header.bucketBits, first.allocation.header.bucketBits);
	const issued = house.store.vouchers.findByBooking("A-1");
	assert.ok(issued);
	assert.equal(findRow(second.allocation, issued.row)?.state, "cancelled");
});

test("a session that was put off still honours the codes in members' hands", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const { cinemaProgramme } = await import("../bookings/cinema.ts");
	const programme = cinemaProgramme();
	const session = programme.days[0]?.sessions[0];
	assert.ok(session);
	session.startsAt = "2026-10-01T15:30:00+08:00";
	session.admitFrom = "2026-10-01T15:00:00+08:00";
	session.admitUntil = "2026-10-01T16:00:00+08:00";
	assert.equal((await requestAsOfficer(house, "POST", "/v1/programmes", programme)).status, 200);
	await requestAsOfficer(house, "POST", "/v1/allocations", {});
	const issued = house.store.vouchers.findByBooking("A-1");
	assert.ok(issued);
	const row = findRow((await fetchVerifiedAllocation(house, kiosk)).allocation, issued.row);
	assert.equal(row?.notBefore, Date.parse(session.admitFrom) / 1000);
	assert.equal(row?.issue, 1);
});

test("a window sees only its own venue's lists, and none of a day that has closed", async () => {
	const house = await openCinemaHub();
	const cinema = await enrolKiosk(house, 1, "1 号窗口");
	const park = await enrolKiosk(house, 2, "换票窗口");
	assert.equal((await daysNamed(park)).length, 1);
	assert.equal((await fetchVerifiedAllocation(house, park)).allocation.header.venue, 2);
	cinema.token = park.token;
	assert.equal((await cinema.get("/timestamp")).statusCode, 403);
	house.clock.move(24 * 3600 * 1000);
	await park.logIn();
	assert.deepEqual(await daysNamed(park), []);
});

test("rows can be fetched from where a download broke off", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const { rows } = await fetchVerifiedAllocation(house, kiosk);
	const path = `/allocations/${day}/versions/1/rows`;
	const rest = await kiosk.get(path, { range: "bytes=50-" });
	assert.equal(rest.statusCode, 206);
	assert.equal(rest.headers["content-range"], "bytes 50-119/120");
	assert.deepEqual(rest.rawPayload, rows.subarray(50));
	assert.deepEqual((await kiosk.get(path, { range: "bytes=0-39" })).rawPayload, rows.subarray(0, 40));
	assert.equal((await kiosk.get(path, { range: "bytes=500-" })).statusCode, 416);
	assert.equal((await kiosk.get(`/allocations/${day}/versions/9/rows`)).statusCode, 404);
	assert.equal((await kiosk.get("/allocations/2027-01-01")).statusCode, 404);
	assert.equal((await kiosk.get("/allocations/tomorrow")).statusCode, 400);
});

/** The days that the venue's timestamp names. */
async function daysNamed(kiosk: TestKiosk): Promise<Timestamp["days"]> {
	const { document } = DocumentAnswer.parse((await kiosk.get("/timestamp")).json());
	const payload = fromBase64(Envelope.parse(document).payload) ?? new Uint8Array(0);
	return Timestamp.parse(JSON.parse(decodeText(payload))).days;
}
