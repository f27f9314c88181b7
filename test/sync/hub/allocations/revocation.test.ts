import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { AllocationHeader } from "../../../../core/allocation/allocation.ts";
import { decodeText, fromBase64 } from "../../../../core/bytes/bytes.ts";
import type { Fact } from "../../../../core/journal/journal.ts";
import { HubError } from "../../../../core/protocol/protocol.ts";
import { AllocationsFile } from "../../../../core/protocol/usbFiles.ts";
import type { Envelope } from "../../../../core/trust/envelope.ts";
import { Revocations } from "../../../../core/trust/revocations.ts";
import { routesOf } from "../routes.ts";
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

test("a revoked window reads nothing more at any route, whichever incarnation it logs in as, and is told with proof (T9)", async () => {
	const house = await openCinemaHub();
	const [stolen, other] = [await enrolKiosk(house, 1, "1 号窗口"), await enrolKiosk(house, 1, "2 号窗口")];
	await stolen.giveDayKey();
	await other.giveDayKey();
	const { kiosk } = stolen.enrolment;
	const reads = routesOf(house).filter(
		({ method, pattern }) => method === "GET" && pattern.startsWith("/v1/kiosks/:kiosk/"),
	);
	assert.ok(reads.length >= 10, `${reads.length} routes`);
	await requestAsOfficer(house, "POST", `/v1/revocations/kiosks/${kiosk}`, { why: "stolen" });
	for (const login of ["before", "after"]) {
		for (const { pattern } of reads) {
			const path = pattern.slice("/v1/kiosks/:kiosk".length).replace(":day", day).replace(":version", "1");
			for (const query of ["", "?from=0", "?of=0", "?incarnation=1&after=0"]) {
				const answer = await stolen.get(`${path}${query}`);
				assert.equal(answer.statusCode, 403, `${path}${query} with its login of ${login}`);
				assert.equal(HubError.parse(answer.json()).error.code, "kioskRevoked");
				assert.equal((await other.get(`${path}${query}`)).statusCode === 403, false, "the others read on");
			}
		}
		const { proof } = HubError.parse((await stolen.get("/timestamp")).json()).error;
		const named = Revocations.parse(payloadOf(proof?.revocations ?? assert.fail("no proof")));
		assert.deepEqual(
			named.kiosks.map((one) => one.kiosk),
			[kiosk],
		);
		await stolen.logIn();
	}
});

test("no secret of a coming day is sealed to a revoked window, and it gives no new key (T9)", async () => {
	const house = await openCinemaHub();
	const stolen = await enrolKiosk(house, 1, "1 号窗口");
	await stolen.giveDayKey();
	const sealedTo = () => {
		const latest = house.store.allocations.findLatest(1, day) ?? assert.fail();
		return AllocationHeader.parse(payloadOf(latest.envelope)).sealedKeys.map(({ kiosk }) => kiosk);
	};
	const { kiosk } = stolen.enrolment;
	assert.deepEqual(sealedTo(), [kiosk]);
	await requestAsOfficer(house, "POST", `/v1/revocations/kiosks/${kiosk}`, { why: "stolen" });
	const key = { day, publicKey: "00".repeat(32) };
	assert.equal((await stolen.post("/day-keys", { dayKeys: [key] })).statusCode, 403);
	await requestAsOfficer(house, "POST", "/v1/allocations", {});
	assert.deepEqual(sealedTo(), []);
	const stick = await requestAsOfficer(house, "GET", `/v1/sticks/${kiosk}`);
	const { days, answers } = AllocationsFile.parse(stick.body);
	assert.deepEqual(days, []);
	assert.deepEqual(Object.keys(answers).toSorted(), [
		`/v1/kiosks/${kiosk}/revocations`,
		`/v1/kiosks/${kiosk}/timestamp`,
	]);
});

test("a revoked window still delivers its lines, and those of a disk that was set back are flagged too (T9)", async () => {
	const house = await openCinemaHub();
	const stolen = await enrolKiosk(house, 1, "1 号窗口");
	const before = stolen.head;
	stolen.write(redemption(house, "A-2", 1));
	stolen.write(redemption(house, "A-2", 1));
	assert.equal((await stolen.push()).statusCode, 200);
	await requestAsOfficer(house, "POST", `/v1/revocations/kiosks/${stolen.enrolment.kiosk}`, { why: "stolen" });
	stolen.write(redemption(house, "A-3", 1));
	assert.equal((await stolen.push()).statusCode, 200);
	stolen.head = before;
	stolen.lines.length = 0;
	stolen.write(redemption(house, "A-1", 1));
	await stolen.push();
	const flags = house.store.lines
		.listAfter(stolen.enrolment.kiosk, 0, 10)
		.map(({ seq, branch, flag }) => [seq, branch, flag]);
	assert.deepEqual(
		flags.filter(([, , flag]) => flag !== null),
		[
			[1, 1, "afterRevocation"],
			[3, 0, "afterRevocation"],
		],
	);
	assert.deepEqual(
		[await admittedOf(house, "A-1"), await admittedOf(house, "A-2"), await admittedOf(house, "A-3")],
		[0, 2, 0],
	);
});

test("a revocation names every incarnation of a window, so that an older copy of its disk is told too (T9)", async () => {
	const house = await openCinemaHub();
	const { enrolment } = await enrolKiosk(house, 1, "1 号窗口");
	const { kiosk } = enrolment;
	house.store.transact(() => {
		house.store.incarnations.closeThrough(kiosk, 1, "successor", house.clock.nowMs());
		house.store.incarnations.open(kiosk, 2, null, "00".repeat(16), house.clock.nowMs());
	});
	await requestAsOfficer(house, "POST", `/v1/revocations/kiosks/${kiosk}`, { why: "stolen" });
	const named = house.store.revocations.listKiosks(1).map(({ incarnation, lastSeq }) => [incarnation, lastSeq]);
	assert.deepEqual(named, [
		[1, 0],
		[2, 0],
	]);
});

function payloadOf(envelope: Envelope): unknown {
	return JSON.parse(decodeText(fromBase64(envelope.payload) ?? assert.fail("not base64")));
}
