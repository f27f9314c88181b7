import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import fc from "fast-check";
import { z } from "zod";
import { alarmCommand, alarmsCommand } from "../../../../sync/hub/cli/alarms.ts";
import type { Command } from "../../../../sync/hub/cli/command.ts";
import {
	conflictsCommand,
	journalCommand,
	settlementCommand,
	standingsCommand,
} from "../../../../sync/hub/cli/records.ts";
import { kiosksCommand, venuesCommand } from "../../../../sync/hub/cli/reports.ts";
import { assertAsyncProperty } from "../../../property.ts";
import { cinemaProgramme } from "../bookings/cinema.ts";
import { enrolKiosk, officerToken, openCinemaHub, requestAsOfficer, type TestHub } from "../testHub.ts";
import { anyRow, day, type TestKiosk } from "../testKiosk.ts";
import { admissionOf, findIssued, uploadRows, voidOf } from "./placesCase.ts";

const folder = mkdtempSync(join(tmpdir(), "pailou-reports-"));
writeFileSync(join(folder, "officer.token"), officerToken, { mode: 0o600 });
after(() => rmSync(folder, { recursive: true }));

const Standings = z.looseObject({
	standings: z.array(
		z.looseObject({
			booking: z.string().nullable(),
			admitted: z.number(),
			doubtful: z.number(),
			isListed: z.boolean(),
		}),
	),
});

/** Booking, admitted and doubtful persons of each standing of the day. */
async function standingsOf(house: TestHub) {
	const { body } = await requestAsOfficer(house, "GET", `/v1/standings?venue=1&day=${day}`);
	return Standings.parse(body).standings.map(({ booking, admitted, doubtful }) => [booking, admitted, doubtful]);
}

function flagsOf(house: TestHub, kiosk: TestKiosk) {
	return house.store.lines.listAfter(kiosk.enrolment.kiosk, 0, 1000).map(({ flag }) => flag);
}

/** Runs every command that reports, as text; each word of `options` is an option's value by its name. */
async function runReports(address: string, kiosk: TestKiosk, alarms: readonly number[]): Promise<string> {
	const run = async (command: Command, operands: readonly string[], values: Readonly<Record<string, string>>) => {
		const options: Readonly<Record<string, string>> = { hub: address, token: join(folder, "officer.token"), ...values };
		const given = { operands, option: (name: string) => options[name] ?? null, flag: () => false, isJson: false };
		return (await command.run(given)).text;
	};
	const texts = [
		await run(venuesCommand, [], {}),
		await run(kiosksCommand, [], {}),
		await run(standingsCommand, [], { venue: "1" }),
		await run(settlementCommand, [], { venue: "1", day }),
		await run(conflictsCommand, [], {}),
		await run(alarmsCommand, [], {}),
		await run(journalCommand, [kiosk.enrolment.kiosk], {}),
	];
	for (const alarm of alarms) texts.push(await run(alarmCommand, [String(alarm)], {}));
	return texts.join("\n");
}

test("a line whose time or day no calendar has is flagged and not counted (T11)", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const admission = admissionOf(findIssued(house, "A-1"), [0]);
	kiosk.write(admission, { at: 9007199254740991 });
	kiosk.write(admission, { day: "9999-12-31" } as never);
	kiosk.write(admission);
	assert.equal((await kiosk.pushed()).size, 3);
	assert.deepEqual(flagsOf(house, kiosk), ["unreadable", "unreadable", null]);
	assert.deepEqual(await standingsOf(house), [["A-1", 1, 0]]);
});

test("a line that cannot be true of its voucher is flagged, and its persons are counted apart (T11)", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const admission = admissionOf(findIssued(house, "A-1"), [0, 1]);
	const changes = [
		{ at: 0 },
		{ at: Date.parse("2026-12-24") },
		{ session: 999 },
		{ session: 7 },
		{ persons: 1 },
		{ positions: [0, 0] },
		{ seats: [4] },
	];
	for (const change of changes) kiosk.write(admission, change as never);
	await kiosk.push();
	assert.deepEqual(
		flagsOf(house, kiosk),
		changes.map(() => "impossible"),
	);
	assert.deepEqual(await standingsOf(house), [["A-1", 0, 13]]);
	assert.deepEqual(house.store.conflicts.list(1), []);
	assert.deepEqual(await uploadRows(house, "B-1,101,5"), [], "they take no places");
	assert.equal(house.store.alarms.list().length, changes.length);
});

test("a row or a day that is in no list is flagged, and its voucher is counted apart (T11)", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const issued = findIssued(house, "A-1");
	kiosk.write(admissionOf({ ...issued, row: anyRow }, [0, 1, 2]));
	kiosk.write(admissionOf(issued, [0]), { day: "2026-10-02" } as never);
	await kiosk.push();
	assert.deepEqual(flagsOf(house, kiosk), ["unlisted", "unlisted"]);
	assert.equal(house.store.vouchers.countPersons(1, 101), 5, "the booked ones alone");
	const { body } = await requestAsOfficer(house, "GET", `/v1/settlement?venue=1&day=${day}`);
	assert.match(JSON.stringify(body), /"admitted":0.*"doubtful":0,"unlisted":3/);
});

test("a session that the programme gets later makes its lines true (T11)", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	kiosk.write(admissionOf({ ...findIssued(house, "A-1"), session: 105 }, [0]));
	await kiosk.push();
	assert.deepEqual(await standingsOf(house), [["A-1", 0, 1]]);
	const programme = cinemaProgramme();
	const sessions = programme.days[0]?.sessions ?? assert.fail();
	sessions.push({ ...(sessions[0] ?? assert.fail()), session: 105 });
	await requestAsOfficer(house, "POST", "/v1/programmes", programme);
	assert.deepEqual([await standingsOf(house), flagsOf(house, kiosk)], [[["A-1", 1, 0]], [null]]);
});

const hostile = fc.constantFrom<unknown[]>(
	...[null, true, -1, 0, 0.5, 9, 10, 65_535, 65_536, 253_402_300_799_999, Number.MAX_SAFE_INTEGER, 1e300],
	...[
		"",
		"\u0000\u001b[2J",
		"\u202e",
		"\ud800",
		"号".repeat(3000),
		"9999-12-31",
		"2026-02-30",
		"2026-10-02",
		"2099-12-31",
	],
	...[[], [0], [8, 8], [9], [65_535], Array.from({ length: 99 }, (_, i) => i), {}, { __proto__: null }],
	...["ab".repeat(16), "k0123456789ab", "redeemed", "voided", "attention", "clockJumped", "danced"],
);
const fields = ["at", "day", "session", "row", "persons", "party", "positions", "seats", "line", "kind", "why", "mono"];
const line = fc.record({
	kind: fc.constantFrom("redeemed", "redeemed", "voided", "attention", "clockJumped", "refused"),
	changes: fc.dictionary(fc.constantFrom(...fields), hostile, { maxKeys: 3 }),
});

test("no report can be broken by a line, whatever its fields say (T11)", async () => {
	const house = await openCinemaHub();
	const url = await house.app.listen({ port: 0, host: "127.0.0.1" });
	after(() => house.app.close());
	const issued = findIssued(house, "A-1");
	const facts: Readonly<Record<string, object>> = {
		redeemed: admissionOf(issued, [0]),
		voided: voidOf(issued, 1, [0]),
		attention: { kind: "attention", of: "member", why: null, is: "wanted" },
		clockJumped: { kind: "clockJumped", fromMs: 1, toMs: 2, why: "slept", by: null },
		refused: { kind: "refused", reason: "tooLate", row: null, session: null, source: "camera", skew: null },
	};
	await assertAsyncProperty(
		fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (lines) => {
			const kiosk = await enrolKiosk(house, 1, "1 号窗口");
			for (const { kind, changes } of lines) kiosk.write(facts[kind] as never, changes as never);
			const answer = await kiosk.push();
			assert.equal(answer.statusCode, 200, answer.body);
			assert.equal((await kiosk.get("/news")).statusCode, 200);
			const alarms = house.store.alarms.list().filter((alarm) => alarm.kiosk === kiosk.enrolment.kiosk);
			const text = await runReports(url, kiosk, alarms.map(({ alarm }) => alarm).slice(0, 3));
			assert.doesNotMatch(text.replaceAll("\n", ""), /[\p{Cc}\p{Cf}\p{Cs}]/u);
		}),
		{ numRuns: 100 },
	);
	assert.deepEqual(house.faults, []);
});
