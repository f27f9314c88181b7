// Files of bookings as Excel, WPS and scripts write them in Chinese offices.

import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { Refusals } from "../../../../sync/hub/cli/programme/refusals.ts";
import { openTestHub, requestAsOfficer, type TestHub, uploadBookings } from "../testHub.ts";
import { bookingsHeader, cinemaProgramme } from "./cinema.ts";
import { encodeUtf16, gb18030Of } from "./fileBytes.ts";

const Report = z.object({
	...{ rows: z.number(), added: z.number(), changed: z.number(), same: z.number() },
	...{ cancelled: z.number(), refused: z.number(), encoding: z.string() },
	refusals: Refusals,
	revived: z.array(z.string()),
});

async function openOffice(...rows: readonly string[]): Promise<TestHub> {
	const hub = openTestHub();
	await requestAsOfficer(hub, "POST", "/v1/programmes", cinemaProgramme());
	if (rows.length > 0) assert.equal((await handOver(hub, rows)).added, rows.length);
	return hub;
}

/** Checks that every row is counted once, and that every refusal says what there is to say. */
async function upload(hub: TestHub, file: string | Buffer, query = "") {
	const answer = await uploadBookings(hub, file, query);
	assert.equal(answer.status, 200, JSON.stringify(answer.body));
	const report = Report.parse(answer.body);
	const { rows, added, changed, same, cancelled, refused, refusals } = report;
	assert.equal(rows, added + changed + same + cancelled + refused);
	assert.equal(refused, refusals.length);
	for (const { field, reason, remedy } of refusals) assert.ok(field !== "" && reason !== "" && remedy !== "");
	return report;
}

function handOver(hub: TestHub, rows: readonly string[], query = "") {
	return upload(hub, [bookingsHeader, ...rows, ""].join("\n"), query);
}

function stateOf(hub: TestHub, booking: string): string | null {
	return hub.store.vouchers.findByBooking(booking)?.state ?? null;
}

test("a cancellation of a number without its zeros adds nothing and names the booking that may be meant (O1)", async () => {
	const hub = await openOffice("000123,1,1,101,3,0007,live");
	const report = await handOver(hub, ["123,1,1,101,3,0007,cancelled"]);
	assert.deepEqual([report.added, report.cancelled, stateOf(hub, "123"), stateOf(hub, "000123")], [0, 0, null, "live"]);
	assert.match(report.refusals[0]?.reason ?? "", /^there is no booking 123 to cancel; did you mean 000123\?$/);
	const unknown = await handOver(hub, ["999,1,1,101,3,,cancelled", "998,1,1,101,3,,blocked"]);
	assert.deepEqual([unknown.added, unknown.refused, stateOf(hub, "999"), stateOf(hub, "998")], [0, 2, null, null]);
});

test("live numbers that differ only by zeros, case or blanks are asked about (O1)", async () => {
	const hub = await openOffice("000123,1,1,101,1,,", "nd-007,1,1,101,1,,");
	for (const number of ["123", "00123", "ND-007", "ND-7", "ＮＤ－００７", "'123"]) {
		const asked = await handOver(hub, [`${number},1,1,101,1,,`]);
		assert.equal(asked.refused, 1, number);
		assert.match(asked.refusals[0]?.reason ?? "", /differs only by zeros, case or blanks from (000123|nd-007)/);
	}
	assert.equal((await handOver(hub, ["88,1,1,102,1,,", "088,1,1,102,1,,"])).refused, 1, "in one file too");
	assert.equal((await handOver(hub, ["123,1,1,101,1,,"], "?exact=1")).added, 1);
	const unclear = await handOver(hub, ["123,1,1,101,1,,cancelled"]);
	assert.deepEqual([unclear.refused, stateOf(hub, "123")], [1, "live"], "either may be meant");
});

test("a number that a spreadsheet has shortened is refused, with its cause, and takes over no booking (O2)", async () => {
	const hub = await openOffice();
	const shortened = ["2.02610E+14", "2.0261e+14", "2E+14", '"2,02610E+14"', "202610000000000", "2026100100000000000"];
	for (const number of shortened) {
		const report = await handOver(hub, [`${number},1,1,101,1,,`]);
		assert.equal(report.refused, 1, number);
		assert.match(report.refusals[0]?.reason ?? "", /a spreadsheet (has shortened|may have replaced)/, number);
	}
	assert.match((await handOver(hub, ["123.0,1,1,101,1,,"])).refusals[0]?.reason ?? "", /decimal number/);
	assert.match((await handOver(hub, ["2026/10/1,1,1,101,1,,"])).refusals[0]?.reason ?? "", /it is a date/);
	assert.match((await handOver(hub, ["#REF!,1,1,101,1,,"])).refusals[0]?.reason ?? "", /instead of a value/);
	const whole = ["2026100100000123", "2026100100000120", '="000123"', "1E5"];
	assert.equal(
		(
			await handOver(
				hub,
				whole.map((number) => `${number},1,1,101,1,,`),
			)
		).added,
		whole.length,
	);
	assert.equal(stateOf(hub, "000123"), "live");
});

test("CR, LF and CRLF all end a row, mixed as they come, and every row is told (O3)", async () => {
	const rows = ["A-1,1,1,101,1,,", "A-2,1,1,101,1,,", "A-3,1,1,101,1,,", "A-4,1,1,102,1,,"];
	for (const ends of [
		["\r\n", "\n", "\n", "\n"],
		["\n", "\r\n", "\r", "\n"],
		["\r", "\r", "\r", "\r"],
	]) {
		const hub = await openOffice();
		const file = [bookingsHeader, ...rows].map((row, i) => row + (ends[i] ?? "")).join("");
		const report = await upload(hub, file);
		assert.deepEqual([report.rows, report.added], [4, 4]);
		const cancelled = await upload(hub, file.replace("A-3,1,1,101,1,,", "A-3,1,1,101,1,,cancelled"));
		assert.deepEqual([cancelled.cancelled, cancelled.same, stateOf(hub, "A-3")], [1, 3, "cancelled"]);
	}
	const swallowed = await handOver(await openOffice(), ['A-1,1,1,"101,1,,', 'A-2,1,1,101",1,,', "A-3,1,1,101,1,,"]);
	assert.match(swallowed.refusals[0]?.reason ?? "", /goes on to line 3/, "a quoted line break is named");
});

test("GB18030 and UTF-16 are read, and said; anything else is refused (O4)", async () => {
	const text = "预约号,场馆,活动,场次,人数,卡号,状态\r\nA-1,1,1,101,3,0007,已预约\r\nA-2,1,1,101,1,,\r\n";
	const files: readonly (readonly [Buffer, string])[] = [
		[Buffer.from(text), "UTF-8"],
		[Buffer.from(`\ufeff${text}`), "UTF-8"],
		[gb18030Of(text), "GB18030"],
		[encodeUtf16(`\ufeff${text}`, "le"), "UTF-16"],
		[encodeUtf16(`\ufeff${text}`, "be"), "UTF-16"],
		[encodeUtf16(text, "le"), "UTF-16"],
	];
	for (const [file, encoding] of files) {
		const report = await upload(await openOffice(), file);
		assert.deepEqual([report.encoding, report.added], [encoding, 2]);
	}
	const big5 = Buffer.from([0xb9, 0x77, 0xac, 0xf9, 0xb8, 0xb9, 0xa4, 0xa4, 0xa4, 0xe5]);
	for (const bytes of [big5, Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from("PK\u0003\u0004\0\0")]) {
		const answer = await uploadBookings(await openOffice(), Buffer.concat([Buffer.from(bookingsHeader), bytes]));
		assert.equal(answer.status, 400);
		assert.match(JSON.stringify(answer.body), /neither UTF-8 nor GB18030 nor UTF-16/);
	}
});

test("an older file brings no booking back to life, unless it is told to, and then names it (O5)", async () => {
	const rows = ["A-1,1,1,101,3,0007,live", "A-2,1,1,101,1,,live"];
	const hub = await openOffice(...rows);
	await handOver(hub, ["A-1,1,1,101,3,0007,cancelled", "A-2,1,1,101,1,,blocked"]);
	const older = await handOver(hub, rows);
	assert.deepEqual([older.refused, stateOf(hub, "A-1"), stateOf(hub, "A-2")], [2, "cancelled", "blocked"]);
	assert.match(older.refusals[0]?.reason ?? "", /is cancelled, and an older file would bring it back to life/);
	const other = await handOver(hub, ["A-1,1,1,102,2,0007,blocked"]);
	assert.deepEqual([other.refused, stateOf(hub, "A-1")], [1, "cancelled"], "nor does it hold its places again");
	const revived = await handOver(hub, rows, "?revive=1");
	assert.deepEqual([revived.changed, revived.revived, stateOf(hub, "A-1")], [2, ["A-1", "A-2"], "live"]);
});

test("a seat is read as 5排12座, 5/12 or 5-12, and of a date it is said what made it (O6)", async () => {
	const { readBooking, isFault } = await import("../../../../sync/hub/bookings/readBooking.ts");
	const read = (seat: string) =>
		readBooking(
			(column) =>
				({ booking: "A-1", venue: "1", activity: "1", session: "1", party: "1", seat })[column as "seat"] ?? "",
			2,
		);
	for (const seat of [
		"5-12",
		"5排12座",
		"第5排12号",
		"5排12號",
		"5/12",
		"５－１２",
		"05-12",
		"5 – 12",
		"Row 5, Seat 12",
		"5行12",
	]) {
		const found = read(seat);
		assert.deepEqual(isFault(found) ? found : found.seat, { row: 5, seat: 12 }, seat);
	}
	for (const date of [
		"5月12日",
		"12-May",
		"May-12",
		"2026/5/12",
		"2026-05-12",
		"2026年5月12日",
		"46154",
		"12-May-26",
	]) {
		const found = read(date);
		assert.ok(isFault(found), date);
		assert.match(
			`${found.reason}; ${found.remedy}`,
			/spreadsheet has made .*a seat such as 5-12.*as text.*5排12座/,
			date,
		);
	}
	assert.ok(isFault(read("5.12")));
});

test("empty rows and columns are nothing, and separators, Chinese headers, states and full-width forms are read (O7)", async () => {
	const chinese = "预约号,场馆,活动,场次,人数,卡号,状态";
	const files = [
		[bookingsHeader, ",,,,,,", ...Array<string>(2000).fill(",,,,,,,"), "A-1,1,1,101,3,0007,"],
		[`${bookingsHeader},`, "A-1,1,1,101,3,0007,,", "", "   "],
		["sep=,", bookingsHeader, "A-1,1,1,101,3,0007,"],
		['"sep=;"', bookingsHeader.replaceAll(",", ";"), "A-1;1;1;101;3;0007;"],
		[bookingsHeader.replaceAll(",", "\t"), "A-1\t1\t1\t101\t3\t0007\t"],
		[
			bookingsHeader
				.split(",")
				.map((name) => `"${name}"`)
				.join(";"),
			'"A-1";"1";"1";"101";"3";"0007";""',
		],
		[chinese, "A-1,1,1,101,3,0007,已预约"],
		[chinese.replaceAll(",", "，"), "Ａ－１，１，１，１０１，３，０００７，有效"],
		[" 預約編號 ,場館號,活動,場次,人數,卡號（後四位）,狀態,", "A-1,1,1,101,3,0007,正常,"],
		["Booking No.,VENUE,activity,session,Party size,card,Status", '\u200bA-1,1.0,1,101,3,\t"0007",Live'],
	];
	for (const lines of files) {
		const hub = await openOffice();
		const report = await upload(hub, lines.join("\r\n"));
		assert.deepEqual([report.rows, report.added], [1, 1], lines[0]);
		assert.equal(hub.store.vouchers.findByBooking("A-1")?.card, "0007");
		const cancelled = await upload(hub, `${chinese}\nA-1,1,1,101,3,0007,已取消\n`);
		assert.deepEqual([cancelled.cancelled, stateOf(hub, "A-1")], [1, "cancelled"]);
	}
	const nameless = await upload(await openOffice(), `${bookingsHeader},\nA-1,1,1,101,3,0007,,secret\n`);
	assert.equal(nameless.refused, 1);
});

test("what a cell holds is shown without its escape sequences (O13)", async () => {
	const report = await handOver(await openOffice(), ["\u001b[31mA-1,1,1,101,3,,"]);
	assert.equal(report.refusals[0]?.found, "\\x1b[31mA-1");
	assert.ok(!JSON.stringify(report).includes("\\u001b"));
});
