// Programmes as offices hand them over, withdraw from them, and publish them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { HubError } from "../../../core/protocol/protocol.ts";
import { fetchVerifiedAllocation } from "./allocations/verifiedAllocation.ts";
import { bookingsHeader, cinemaProgramme } from "./bookings/cinema.ts";
import { encodeUtf16, gb18030Of } from "./bookings/fileBytes.ts";
import { loadCinema, openHubWithSigner } from "./hubWithSigner.ts";
import {
	enrolKiosk,
	officerHeaders,
	openCinemaHub,
	openTestHub,
	requestAsOfficer,
	type TestHub,
	uploadBookings,
} from "./testHub.ts";

type CinemaProgramme = ReturnType<typeof cinemaProgramme>;

async function upload(hub: TestHub, programme: CinemaProgramme | Buffer, query = "") {
	const headers = { ...officerHeaders, "content-type": "application/json" };
	const payload = Buffer.isBuffer(programme) ? programme : JSON.stringify(programme);
	const answer = await hub.app.inject({ method: "POST", url: `/v1/programmes${query}`, headers, payload });
	return { status: answer.statusCode, body: answer.json() };
}

async function refusalOf(hub: TestHub, programme: CinemaProgramme | Buffer): Promise<string> {
	const answer = await upload(hub, programme);
	assert.ok(answer.status >= 400 && answer.status < 500, JSON.stringify(answer.body));
	return HubError.parse(answer.body).error.message;
}

function firstDay(programme: CinemaProgramme) {
	return programme.days[0] ?? assert.fail();
}

function withdraw(hub: TestHub, part: object) {
	return requestAsOfficer(hub, "POST", "/v1/withdrawals", part);
}

test("a programme in GB18030 or UTF-16 is read right, and said to be; its titles are never U+FFFD (O4)", async () => {
	const text = JSON.stringify(cinemaProgramme());
	const short = JSON.stringify({
		v: 1,
		title: { "zh-CN": "影院" },
		venues: [{ venue: 1, title: { "zh-CN": "影院" }, address: null }],
		days: [],
	});
	for (const [file, encoding] of [
		[gb18030Of(text), "GB18030"],
		[gb18030Of(short), "GB18030"],
		[Buffer.from(short.replace("影院", "影院 Guǎngzhōu Café")), "UTF-8"],
		[Buffer.from(`\ufeff${text}`), "UTF-8"],
		[encodeUtf16(`\ufeff${text}`, "le"), "UTF-16"],
	] as const) {
		const hub = openTestHub();
		const answer = await upload(hub, file);
		assert.deepEqual([answer.status, answer.body.encoding], [200, encoding]);
		assert.equal(hub.store.venues.find(1)?.title["zh-CN"], "影院");
	}
	const hub = openTestHub();
	assert.match(await refusalOf(hub, Buffer.from(text.replace("影院", "��"))), /U\+FFFD/);
	assert.match(await refusalOf(hub, Buffer.from(text.replace("影院", "影\\u202e院"))), /U\+202E/);
	assert.match(await refusalOf(hub, Buffer.from(text.replace("影院", "影".repeat(500)))), /venues\.0\.title\.zh-CN/);
	assert.match(
		await refusalOf(hub, Buffer.concat([Buffer.from(text.replace("影院", "Caf")), Buffer.of(0xe9, 0x22)])),
		/neither UTF-8/,
	);
	const cut = Buffer.from(text);
	const at = cut.indexOf("影院");
	const damaged = Buffer.concat([cut.subarray(0, at + 2), cut.subarray(at + 3)]);
	assert.match(await refusalOf(hub, damaged), /neither UTF-8/, "a character cut in two makes no other characters");
	assert.match(await refusalOf(hub, Buffer.from(text.slice(0, -1))), /not JSON/);
});

test("a day is Guangzhou's date, whatever offset its times have (O10)", async () => {
	const shift = (time: string, offset: string, hours: number) =>
		new Date(Date.parse(time) + hours * 3600_000).toISOString().replace(".000Z", offset);
	for (const [offset, hours] of [
		["Z", 0],
		["+00:00", 0],
		["+09:00", 9],
		["-07:00", -7],
	] as const) {
		const programme = cinemaProgramme();
		for (const day of programme.days) {
			day.opensAt = shift(day.opensAt, offset, hours);
			day.closesAt = shift(day.closesAt, offset, hours);
		}
		assert.equal((await upload(openTestHub(), programme)).status, 200, offset);
	}
	const wrong = cinemaProgramme();
	firstDay(wrong).day = "2026-09-30";
	firstDay(wrong).opensAt = "2026-09-30T20:00:00Z";
	assert.match(await refusalOf(openTestHub(), wrong), /opens on another date, 2026-10-01 in Guangzhou/);
});

test("a day far ahead, too long, or of last year is refused when it is handed in, by venue and day (O11)", async () => {
	const move = (year: string) =>
		JSON.parse(JSON.stringify(cinemaProgramme()).replaceAll("2026-", `${year}-`)) as CinemaProgramme;
	assert.match(
		await refusalOf(openTestHub(), move("2062")),
		/venue 1 on 2062-10-01 is more than 400 days ahead.*Today is 2026-10-01/,
	);
	assert.match(await refusalOf(openTestHub(), move("2025")), /venue 1 on 2025-10-01 ended more than 31 days ago/);
	const long = cinemaProgramme();
	firstDay(long).closesAt = "2026-10-04T04:00:00+08:00";
	assert.match(await refusalOf(openTestHub(), long), /venue 1 on 2026-10-01 is longer than 48 hours/);
	const late = cinemaProgramme();
	const [session] = firstDay(late).sessions;
	if (session !== undefined) session.startsAt = "2062-10-01T14:30:00+08:00";
	assert.match(await refusalOf(openTestHub(), late), /session 101 of venue 1 on 2026-10-01 starts on 2062-10-01/);
	const hub = await openCinemaHub();
	hub.clock.move(60 * 24 * 3600_000);
	assert.equal((await upload(hub, cinemaProgramme())).status, 200, "a day that the hub has stays as it is");
});

test("a day, a session or a venue can be withdrawn until somebody was admitted (O11)", async () => {
	const hub = await openCinemaHub();
	const kiosk = await enrolKiosk(hub, 1, "1 号窗口");
	assert.equal((await withdraw(hub, { venue: 1, session: 999 })).status, 404);
	const booked = await withdraw(hub, { venue: 1, session: 102 });
	assert.match(HubError.parse(booked.body).error.message, /1 bookings are for session 102.*--cancel-bookings/);
	assert.deepEqual((await withdraw(hub, { venue: 1, session: 102, cancelBookings: true })).body, { cancelled: 1 });
	await requestAsOfficer(hub, "POST", "/v1/allocations", {});
	const { allocation } = await fetchVerifiedAllocation(hub, kiosk);
	assert.deepEqual(
		allocation.header.sessions.map(({ session }) => session),
		[101],
		"windows do not show it",
	);
	assert.equal(allocation.header.rowCount, 3, "its booking is listed as cancelled");

	const late = await uploadBookings(hub, `${bookingsHeader}\nB-1,1,1,102,1,,\n`);
	assert.match(JSON.stringify(late.body), /session 102 was withdrawn from the programme/);
	assert.match(await refusalOf(hub, cinemaProgramme()), /names what was withdrawn: session 102 of venue 1.*--revive/);
	assert.equal((await upload(hub, cinemaProgramme(), "?revive=1")).status, 200);
	assert.equal(hub.store.sessions.find(1, 102)?.withdrawnAt, null);

	const issued = hub.store.vouchers.findByBooking("A-1") ?? assert.fail();
	await kiosk.pushed([kiosk.redeem(issued.row, 1)]);
	for (const part of [{ session: 101 }, { day: "2026-10-01" }, {}]) {
		const inside = await withdraw(hub, { venue: 1, ...part, cancelBookings: true });
		assert.match(HubError.parse(inside.body).error.message, /came in already \(1\)/);
	}
	assert.deepEqual((await withdraw(hub, { venue: 2, cancelBookings: true })).body, { cancelled: 1 });
	await requestAsOfficer(hub, "POST", "/v1/allocations", {});
	const after = await fetchVerifiedAllocation(hub, kiosk);
	assert.deepEqual(
		after.allocation.header.venues.map(({ venue }) => venue),
		[1],
	);
});

test("a withdrawn day stops no other that overlaps it, and is not published (O11)", async () => {
	const hub = openTestHub();
	const wrong = cinemaProgramme();
	wrong.days = [
		{
			...firstDay(wrong),
			day: "2026-10-02",
			opensAt: "2026-10-02T00:00:00+08:00",
			closesAt: "2026-10-03T00:00:00+08:00",
			sessions: [],
		},
	];
	assert.equal((await upload(hub, wrong)).status, 200);
	assert.match(await refusalOf(hub, cinemaProgramme()), /2026-10-01 overlaps 2026-10-02/);
	assert.equal((await withdraw(hub, { venue: 1, day: "2026-10-02" })).status, 200);
	assert.equal((await upload(hub, cinemaProgramme())).status, 200);
	const answer = await requestAsOfficer(hub, "POST", "/v1/allocations", {});
	assert.ok(!JSON.stringify(answer.body).includes("2026-10-02"));
});

test("publishing goes on with the other venues, and names the list that was left and why (O11)", async () => {
	const { house: hub, start, close } = await openHubWithSigner({ venues: [{ from: 2, to: 2 }] });
	const signer = await start();
	await loadCinema(hub);
	const answer = await requestAsOfficer(hub, "POST", "/v1/allocations", {});
	assert.deepEqual(answer.body, {
		published: [{ venue: 2, day: "2026-10-01", version: 1, rows: 1 }],
		unchanged: 0,
		left: [
			{
				...{ venue: 1, day: "2026-10-01" },
				reason: "The allocation is not signed: venue 1 is not among those this signer signs for.",
			},
		],
	});
	await signer.close();
	const silent = await requestAsOfficer(hub, "POST", "/v1/allocations", { venue: 1 });
	assert.equal(silent.status, 503);
	close();
});
