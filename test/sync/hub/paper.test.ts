import assert from "node:assert/strict";
import { test } from "node:test";
import { inflateSync } from "node:zlib";
import { z } from "zod";
import { makeShortNumber } from "../../../core/allocation/shortNumber.ts";
import { Day, Title } from "../../../core/identity.ts";
import { type PaperList, shortestEnds } from "../../../sync/hub/paper/paperList.ts";
import { readPaperTicks } from "../../../sync/hub/paper/paperTicks.ts";
import { renderPaperList } from "../../../sync/hub/paper/renderPaperList.ts";
import { bookingsHeader } from "./bookings/cinema.ts";
import {
	enrolKiosk,
	officerHeaders,
	openCinemaHub,
	requestAsOfficer,
	type TestHub,
	uploadBookings,
} from "./testHub.ts";

const day = Day.parse("2026-10-01");
const List = z.object({
	...{ venue: z.number(), venueTitle: Title, day: Day, version: z.number(), printedAt: z.number() },
	sessions: z.array(
		z.object({
			...{ session: z.number(), title: Title, hall: Title.nullable(), startsAt: z.number() },
			rows: z.array(
				z.object({ number: z.string(), card: z.string().nullable(), party: z.number(), inside: z.number() }),
			),
		}),
	),
});

async function fetchList(hub: TestHub): Promise<PaperList> {
	const answer = await requestAsOfficer(hub, "GET", `/v1/paper-lists?venue=1&day=${day}`);
	assert.equal(answer.status, 200, JSON.stringify(answer.body));
	return List.parse(answer.body);
}

async function typeIn(hub: TestHub, lines: string, by = "lin") {
	const headers = { ...officerHeaders, "content-type": "text/csv" };
	const url = `/v1/paper-admissions?venue=1&day=${day}&by=${by}`;
	const answer = await hub.app.inject({ method: "POST", url, headers, payload: lines });
	assert.equal(answer.statusCode, 200, answer.body);
	const report = answer.json();
	assert.equal(report.rows, report.admitted + report.same + report.takenBack + report.refused);
	assert.equal(report.refused, report.refusals.length);
	return report;
}

function endOf(hub: TestHub, booking: string): string {
	const issued = hub.store.vouchers.findByBooking(booking) ?? assert.fail();
	return `${issued.number.slice(-4)} ${issued.card ?? "-"}`;
}

function insideOf(hub: TestHub, booking: string): number {
	const issued = hub.store.vouchers.findByBooking(booking) ?? assert.fail();
	return hub.store.standings.find(issued)?.admitted ?? 0;
}

test("the paper list shows the published list's live bookings by session, with ends of numbers and cards alone", async () => {
	const hub = await openCinemaHub();
	await uploadBookings(hub, `${bookingsHeader}\nA-2,1,1,101,2,,cancelled\nB-1,1,1,101,1,1111,\n`);
	const list = await fetchList(hub);
	assert.equal(list.version, 1, "what was not published is on no window either");
	assert.deepEqual(
		list.sessions.map(({ session, rows }) => [session, rows.map(({ card, party }) => [card, party]).toSorted()]),
		[
			[
				101,
				[
					[null, 2],
					["0007", 3],
				],
			],
			[102, [["4321", 1]]],
		],
	);
	const text = JSON.stringify(list);
	for (const booking of ["A-1", "A-2", "A-3"]) {
		assert.ok(!text.includes(hub.store.vouchers.findByBooking(booking)?.number ?? ""));
		assert.ok(!text.includes(`"${booking}"`));
	}
	await requestAsOfficer(hub, "POST", "/v1/allocations", {});
	assert.equal((await fetchList(hub)).sessions[0]?.rows.length, 2, "the cancelled one is off, the new one on");
	const unpublished = await requestAsOfficer(hub, "GET", `/v1/paper-lists?venue=1&day=2026-10-09`);
	assert.equal(unpublished.status, 404);
});

test("two rows that would look alike show more digits of their numbers", () => {
	const voucher = (booking: string, digits: string, card: string | null) => {
		return { booking, number: makeShortNumber(digits), card };
	};
	const all = [voucher("A", "1234567890", null), voucher("B", "1234567891", null), voucher("C", "0000000000", "0007")];
	const twin = { booking: "D", number: all[0]?.number ?? assert.fail(), card: "0007" };
	for (const { booking, end } of shortestEnds([...all, twin])) assert.equal(end.length, 4, booking);
	const same = { ...voucher("E", "1234567890", null), number: `9${all[0]?.number.slice(1)}` as typeof twin.number };
	const ends = new Map(shortestEnds([...all, same]).map(({ booking, end }) => [booking, end]));
	assert.deepEqual([ends.get("A")?.length, ends.get("E")?.length, ends.get("C")?.length], [11, 11, 4]);
});

test("a tick admits the party, is attributed to paper and to who typed it, and counts once however often it is typed", async () => {
	const hub = await openCinemaHub();
	const lines = `# venue 1\n${endOf(hub, "A-1")}\n\n${endOf(hub, "A-2").replace(" ", ",")},1\r\n${endOf(hub, "A-3")}`;
	assert.equal((await typeIn(hub, lines)).admitted, 3);
	assert.deepEqual([insideOf(hub, "A-1"), insideOf(hub, "A-2"), insideOf(hub, "A-3")], [3, 1, 1]);
	const again = await typeIn(hub, lines, "chen");
	assert.deepEqual([again.admitted, again.same, insideOf(hub, "A-1")], [0, 3, 3]);
	const standings = JSON.stringify((await requestAsOfficer(hub, "GET", "/v1/standings?venue=1")).body);
	assert.match(standings, /"kiosk":null,"label":"paper, typed by lin"/);
	assert.ok(!standings.includes("chen"));
	assert.equal((await fetchList(hub)).sessions[0]?.rows.find(({ card }) => card === "0007")?.inside, 3);
	const withdrawn = await requestAsOfficer(hub, "POST", "/v1/withdrawals", { venue: 1, cancelBookings: true });
	assert.equal(withdrawn.status, 409, "somebody was admitted");

	const other = await typeIn(hub, `${endOf(hub, "A-2")} 2`);
	assert.match(other.refusals[0]?.reason, /lin typed it in before with 1/);
	assert.deepEqual((await typeIn(hub, `${endOf(hub, "A-2")} 0\n${endOf(hub, "A-2")} 2`)).admitted, 1);
	assert.equal(insideOf(hub, "A-2"), 2);
});

test("a row that was ticked on paper and admitted at a window is a conflict, whichever comes first", async () => {
	const hub = await openCinemaHub();
	const kiosk = await enrolKiosk(hub, 1, "1 号窗口");
	const rowOf = (booking: string) => hub.store.vouchers.findByBooking(booking)?.row ?? assert.fail();
	await kiosk.pushed([kiosk.redeem(rowOf("A-1"), 1)]);
	const report = await typeIn(hub, endOf(hub, "A-1"));
	assert.deepEqual(report.conflicts, [{ booking: "A-1", party: 3, admitted: 4 }]);
	await typeIn(hub, endOf(hub, "A-2"));
	await kiosk.pushed([kiosk.redeem(rowOf("A-2"), 2, 2)]);
	const answer = await requestAsOfficer(hub, "GET", "/v1/conflicts?venue=1");
	const { conflicts } = z
		.object({
			conflicts: z.array(
				z.looseObject({
					booking: z.string(),
					admitted: z.number(),
					sides: z.array(z.looseObject({ label: z.string() })),
				}),
			),
		})
		.parse(answer.body);
	assert.deepEqual(conflicts.map(({ booking, admitted }) => [booking, admitted]).toSorted(), [
		["A-1", 4],
		["A-2", 4],
	]);
	for (const { sides } of conflicts) {
		assert.deepEqual(sides.map(({ label }) => label).toSorted(), ["1 号窗口", "paper, typed by lin"]);
	}
	await typeIn(hub, `${endOf(hub, "A-1")} 0`);
	assert.equal(insideOf(hub, "A-1"), 1, "a tick that is taken back counts no more");
});

test("a line that names no row, or two, is refused with what to do", async () => {
	const hub = await openCinemaHub();
	const wrong = [
		"0",
		"12 0007",
		"1234 7",
		"1234 0007 x",
		`${endOf(hub, "A-1")} 9`,
		"1234 0007 1 1",
		`${endOf(hub, "A-1")} 3`,
	];
	const report = await typeIn(hub, wrong.join("\n"));
	assert.deepEqual([report.refused, report.admitted], [6, 1]);
	for (const { line, field, reason, remedy } of report.refusals) assert.ok(line > 0 && field && reason && remedy);
	assert.match(report.refusals[1].reason, /a spreadsheet may have taken its zeros/);
	assert.equal(readPaperTicks("１２３４，０００７，２\n")[0]?.line, 1);
	const none = await requestAsOfficer(hub, "GET", "/v1/paper-lists?venue=9&day=2026-10-01");
	assert.equal(none.status, 404);
});

test("the PDF is A4, numbers its pages, and holds every row", async () => {
	const rows = Array.from({ length: 300 }, (_, i) => ({ number: String(1000 + i), card: "0007", party: 2, inside: 0 }));
	const title = Title.parse({ "zh-CN": "潮起珠江", en: "Tide" });
	const session = { session: 101, title, hall: title, startsAt: Date.parse("2026-10-01T14:30:00+08:00"), rows };
	const list = { venue: 1, venueTitle: title, day, version: 3, printedAt: session.startsAt, sessions: [session] };
	const pdf = Buffer.from(await renderPaperList(list, "zh-CN"));
	const source = pdf.toString("latin1");
	assert.match(source, /^%PDF-1\.\d/);
	assert.equal(source.match(/\/MediaBox \[0 0 595\.28 841\.89\]/g)?.length, 3);
	const contents = [...source.matchAll(/stream\n([\s\S]*?)\nendstream/g)]
		.map(([, stream = ""]) => inflateSync(Buffer.from(stream, "latin1")).toString("latin1"))
		.join("\n");
	for (const { number } of rows) assert.ok(contents.includes(`<${Buffer.from(number).toString("hex")}>`), number);
	assert.deepEqual(Buffer.from(await renderPaperList(list, "zh-CN")), pdf, "the same list gives the same bytes");
	assert.ok(pdf.length < 400_000, `${pdf.length} bytes`);
});
