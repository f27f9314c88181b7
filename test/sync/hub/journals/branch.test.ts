import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { toHex } from "../../../../core/bytes/bytes.ts";
import type { JournalHead } from "../../../../core/journal/journal.ts";
import {
	buildIncarnationMessage,
	HeadAnswer,
	HubError,
	IncarnationAnswer,
	JournalAnswer,
} from "../../../../core/protocol/protocol.ts";
import { signerOf } from "../../../../sync/crypto/signature.ts";
import { foldStoredVoucher } from "../../../../sync/hub/journals/settleVouchers.ts";
import { enrolKiosk, openCinemaHub, requestAsOfficer, type TestHub } from "../testHub.ts";
import { anyRow, day, otherRow, TestKiosk } from "../testKiosk.ts";

const started = { kind: "started", app: "0.1.0" } as const;
const place = { venue: 1, day, row: anyRow };

/** Another machine with the same key and the same lines. */
async function copyKiosk(kiosk: TestKiosk): Promise<TestKiosk> {
	const copy = new TestKiosk(kiosk.app, { ...kiosk.enrolment }, kiosk.pair);
	copy.lines.push(...kiosk.lines);
	copy.head = kiosk.head;
	await copy.logIn();
	return copy;
}

/** Asks for the next incarnation, as a machine whose journal ends at `head`. */
async function requestIncarnation(kiosk: TestKiosk, request: string, head: JournalHead = kiosk.head) {
	await kiosk.logIn();
	const { kiosk: id, incarnation } = kiosk.enrolment;
	const asked = { incarnation, size: head.seq, head: head.digest, request };
	const signature = toHex(signerOf(kiosk.pair.pkcs8)(buildIncarnationMessage(id, asked)));
	const headers = { authorization: `Bearer ${kiosk.token}` };
	const payload = { ...asked, signature };
	return kiosk.app.inject({ method: "POST", url: `${kiosk.url}/incarnations`, headers, payload });
}

async function beginIncarnation(kiosk: TestKiosk, request: string): Promise<TestKiosk> {
	const { incarnation } = IncarnationAnswer.parse((await requestIncarnation(kiosk, request)).json());
	const next = new TestKiosk(kiosk.app, { ...kiosk.enrolment, incarnation }, kiosk.pair);
	await next.logIn();
	return next;
}

/** Line 1 is common; then the one admits one person, the other two. */
async function forkJournal(): Promise<{ house: TestHub; first: TestKiosk; second: TestKiosk }> {
	const house = await openCinemaHub();
	const first = await enrolKiosk(house, 1, "1 号窗口");
	first.write(started);
	const second = await copyKiosk(first);
	first.redeem(anyRow, 1);
	second.redeem(anyRow, 2);
	await first.push();
	await second.push();
	return { house, first, second };
}

const codeIn = (answer: { json: () => unknown }) => HubError.parse(answer.json()).error.code;

test("both histories of a forked journal go on, each in its chain, and however often they come they count once", async () => {
	const { house, first, second } = await forkJournal();
	for (const kiosk of [first, second, second, first]) {
		await kiosk.logIn();
		const answer = await kiosk.push();
		assert.deepEqual([answer.statusCode, codeIn(answer)], [409, "fork"]);
		assert.equal(HubError.parse(answer.json()).error.checkpoint !== undefined, true, "and still says what it holds");
	}
	first.redeem(otherRow, 1);
	second.redeem(otherRow, 1);
	for (const kiosk of [first, second, first]) await kiosk.push(kiosk.lines.slice(2));
	assert.deepEqual(
		house.store.branches.listOf(first.enrolment.kiosk, 1).map(({ parent, forkedAt, size }) => [parent, forkedAt, size]),
		[
			[0, 2, 3],
			[0, 3, 3],
		],
		"after the closing the main chain grows no more",
	);
	assert.equal(house.store.standings.find(place)?.admitted, 3);
	assert.equal(house.store.standings.find({ ...place, row: otherRow })?.admitted, 2);
	assert.deepEqual(new Set(house.store.lines.listAfter(first.enrolment.kiosk, 0, 99).map(({ line }) => line)).size, 5);
});

test("under its new incarnation a machine delivers the old one, and is told how far it is held", async () => {
	const { first, second } = await forkJournal();
	second.redeem(otherRow, 1);
	const next = await beginIncarnation(second, "request-1");
	next.write(started);
	const held = await next.pushed(second.lines);
	assert.deepEqual([held.incarnation, held.size, held.head], [1, 3, second.head.digest]);
	assert.equal((await next.pushed()).incarnation, 2);
	assert.equal(codeIn(await first.push()), "loginNeeded", "the other hears of it with its next request");
});

test("a branch whose beginning the hub lacks is asked for from its first line", async () => {
	const house = await openCinemaHub();
	const first = await enrolKiosk(house, 1, "1 号窗口");
	const second = await copyKiosk(first);
	for (const kiosk of [first, second]) for (let i = 0; i < 3; i++) kiosk.redeem(kiosk === first ? anyRow : otherRow, 1);
	await first.push();
	const answer = await second.push(second.lines.slice(2));
	assert.deepEqual([codeIn(answer), HubError.parse(answer.json()).error.expected], ["fork", 1]);
	await second.logIn();
	await second.push();
	assert.equal(house.store.standings.find({ ...place, row: otherRow })?.admitted, 3);
});

test("a void on a branch undoes that branch's own admission", async () => {
	const { house, second } = await forkJournal();
	second.write({
		kind: "voided",
		row: anyRow,
		session: 101,
		persons: 2,
		line: 2,
		why: "错按",
		positions: null,
		by: null,
	});
	await second.logIn();
	await second.push();
	assert.equal(house.store.standings.find(place)?.admitted, 1);
	const inside = foldStoredVoucher(house.store, place).admissions.map((one) => [one.line?.branch, one.inside.length]);
	assert.deepEqual(inside, [
		[0, 1],
		[1, 0],
	]);
});

test("the same request gets the same incarnation; a forged one, and one too many, get none", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	kiosk.write(started);
	await kiosk.push();
	const ask = async (request: string) =>
		IncarnationAnswer.parse((await requestIncarnation(kiosk, request)).json()).incarnation;
	assert.deepEqual([await ask("request-1"), await ask("request-1"), await ask("request-2")], [2, 2, 3]);
	const stranger = new TestKiosk(kiosk.app, kiosk.enrolment, (await enrolKiosk(house, 1, "2 号窗口")).pair);
	stranger.logIn = async () => {
		stranger.token = kiosk.token;
	};
	assert.equal(codeIn(await requestIncarnation(stranger, "request-3")), "notSigned");
	for (let i = 0; i < 17; i++) await ask(`more-request-${i}`);
	const refused = await requestIncarnation(kiosk, "request-4");
	assert.deepEqual([refused.statusCode, codeIn(refused)], [429, "tooManyIncarnations"]);
	house.clock.move(3600 * 1000);
	assert.equal(await ask("request-4"), 21);
});

test("a revoked window gets no new incarnation, neither asked for nor claimed, and so cannot escape its revocation", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const { kiosk: id, incarnation } = kiosk.enrolment;
	house.store.revocations.addKiosk({ venue: 1, kiosk: id, incarnation, lastSeq: 0, why: "遗失", revokedAt: 1 });
	assert.equal(codeIn(await requestIncarnation(kiosk, "request-1")), "kioskRevoked");
	const claimed = new TestKiosk(kiosk.app, { ...kiosk.enrolment, incarnation: 2 }, kiosk.pair);
	assert.equal(codeIn(await claimed.answerTo(await claimed.challenge())), "kioskRevoked");
});

test("a kiosk reads its own head and its own lines, and no one else does", async () => {
	const { house, first, second } = await forkJournal();
	await first.logIn();
	const { state, held } = HeadAnswer.parse((await first.get("/head")).json());
	assert.deepEqual([state, held], ["closed", [{ incarnation: 1, size: 2, lines: 3, forkedAt: 2 }]]);
	const { lines } = JournalAnswer.parse((await first.get("/journal?incarnation=1&after=1")).json());
	assert.deepEqual(new Set(lines), new Set([first.lines[1], second.lines[1]]));
	assert.equal((await first.get("/journal?incarnation=7&after=0")).statusCode, 404);
	const other = await enrolKiosk(house, 1, "2 号窗口");
	const headers = { authorization: `Bearer ${other.token}` };
	for (const path of ["/head", "/journal?incarnation=1&after=0"])
		assert.equal((await first.app.inject({ method: "GET", url: first.url + path, headers })).statusCode, 403);
});

test("an alarm tells both lines, their signatures, when each was heard and with which batch", async () => {
	const { house, first, second } = await forkJournal();
	const Told = z.object({ alarm: z.looseObject({ message: z.string(), sent: z.unknown(), contradicts: z.unknown() }) });
	const [alarm] = house.store.alarms.list();
	const told = Told.parse((await requestAsOfficer(house, "GET", `/v1/alarms/${alarm?.alarm}`)).body).alarm;
	const side = (line: string | undefined) => {
		const [signed, signature] = line?.split("\t") ?? [];
		return { signed, signature, heardAt: house.clock.nowMs() };
	};
	assert.partialDeepStrictEqual(told.sent, side(second.lines[1]));
	assert.partialDeepStrictEqual(told.contradicts, side(first.lines[1]));
	assert.match(String(told.batch), /"lines":2,"sha256":"[0-9a-f]{64}"/);
	assert.match(told.message, /1 号窗口.*two different lines 2/);
	assert.equal((await requestAsOfficer(house, "GET", "/v1/alarms/99")).status, 404);
});

test("a gap that is filled later is told as filled", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	for (let i = 0; i < 3; i++) kiosk.write(started);
	const Told = z.object({ alarms: z.array(z.looseObject({ kind: z.string(), isFilled: z.boolean() })) });
	const told = async () => Told.parse((await requestAsOfficer(house, "GET", "/v1/alarms")).body).alarms;
	await kiosk.push(kiosk.lines.slice(2));
	assert.deepEqual(
		(await told()).map(({ kind, isFilled }) => [kind, isFilled]),
		[["truncation", false]],
	);
	await kiosk.push();
	assert.deepEqual(
		(await told()).map(({ kind, isFilled }) => [kind, isFilled]),
		[["truncation", true]],
	);
});
