import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import type { Fact } from "../../../../core/journal/journal.ts";
import { enrolKiosk, openCinemaHub, requestAsOfficer, type TestHub } from "../testHub.ts";
import { day } from "../testKiosk.ts";

const Standings = z.object({ standings: z.array(z.object({ booking: z.string(), admitted: z.number() })) });

async function admittedOf(house: TestHub, booking: string): Promise<number> {
	const told = Standings.parse((await requestAsOfficer(house, "GET", `/v1/standings?venue=1&day=${day}`)).body);
	return told.standings.find((one) => one.booking === booking)?.admitted ?? 0;
}

function redemption(house: TestHub, booking: string, persons: number): Extract<Fact, { kind: "redeemed" }> {
	const issued = house.store.vouchers.list({ booking, venue: 1, day: null, session: null, party: null, limit: 1 })[0];
	if (issued === undefined) throw new Error(`no booking ${booking}`);
	const { row, session, party } = issued;
	return {
		kind: "redeemed",
		row,
		session,
		persons,
		party,
		issue: 1,
		source: "camera",
		step: null,
		skew: null,
		positions: null,
		seats: null,
		override: null,
		isTicketed: false,
	};
}

test("a stolen window's lines after the last honoured one count no more, those before it do", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	kiosk.write(redemption(house, "A-1", 2));
	kiosk.write(redemption(house, "A-2", 2));
	await kiosk.push();
	assert.deepEqual([await admittedOf(house, "A-1"), await admittedOf(house, "A-2")], [2, 2]);

	await requestAsOfficer(house, "POST", `/v1/revocations/kiosks/${kiosk.enrolment.kiosk}`, {
		lastSeq: 1,
		why: "stolen",
	});
	assert.deepEqual([await admittedOf(house, "A-1"), await admittedOf(house, "A-2")], [2, 0]);

	kiosk.write(redemption(house, "A-1", 1));
	await kiosk.push();
	assert.equal(await admittedOf(house, "A-1"), 2, "what it sends later is held, and counts for nothing");
	const lines = house.store.lines.listAfter(kiosk.enrolment.kiosk, 0, 10);
	assert.deepEqual(lines.map(({ flag }) => flag).at(-1), "afterRevocation");
});

test("a void that came after the last honoured line undoes nothing", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const redeemed = redemption(house, "A-1", 2);
	kiosk.write(redeemed);
	const { row, session, persons } = redeemed;
	kiosk.write({ kind: "voided", row, session, persons, line: 1, why: "wrong family", positions: null, by: null });
	await kiosk.push();
	assert.equal(await admittedOf(house, "A-1"), 0);
	await requestAsOfficer(house, "POST", `/v1/revocations/kiosks/${kiosk.enrolment.kiosk}`, {
		lastSeq: 1,
		why: "stolen",
	});
	assert.equal(await admittedOf(house, "A-1"), 2);
});

test("of an admission voided in parts, only the parts after the last honoured line count again (C4)", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const redeemed = redemption(house, "A-1", 3);
	const { row, session } = redeemed;
	const part = { kind: "voided", row, session, persons: 1, line: 1, why: "wrongNumber", by: null } as const;
	kiosk.write(redeemed);
	for (const position of [2, 1, 0]) kiosk.write({ ...part, positions: [position] });
	await kiosk.push();
	assert.equal(await admittedOf(house, "A-1"), 0);
	const path = `/v1/revocations/kiosks/${kiosk.enrolment.kiosk}`;
	await requestAsOfficer(house, "POST", path, { lastSeq: 2, why: "stolen" });
	assert.equal(await admittedOf(house, "A-1"), 2);
});
