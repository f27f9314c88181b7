import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import Database from "better-sqlite3";
import fc from "fast-check";
import type { RowKey } from "../../../../core/identity.ts";
import { Checkpoint, HubError, PushAnswer } from "../../../../core/protocol/protocol.ts";
import { openDocument, payloadTypes } from "../../../../core/trust/envelope.ts";
import { crypto } from "../../../../sync/crypto/signature.ts";
import { foldStoredVoucher } from "../../../../sync/hub/journals/settleVouchers.ts";
import { assertAsyncProperty } from "../../../property.ts";
import { enrolKiosk, openCinemaHub, type TestHub } from "../testHub.ts";
import { anyRow, day, otherRow, redemption } from "../testKiosk.ts";

const started = { kind: "started", app: "0.1.0" } as const;

test("a window's lines are held and answered with a checkpoint that the hub has signed", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	kiosk.write(started);
	kiosk.redeem(anyRow, 2);
	const { checkpoint } = PushAnswer.parse((await kiosk.push()).json());
	const role = { threshold: 1, keys: [house.onlineKeys.timestamp.publicKey] };
	const opened = openDocument(checkpoint, payloadTypes.checkpoint, role, Checkpoint, crypto);
	assert.equal(opened.kind, "document");
	if (opened.kind !== "document") return;
	assert.equal(opened.document.size, 2);
	assert.equal(opened.document.head, kiosk.head.digest);
	assert.deepEqual(
		house.store.lines.listAfter(kiosk.enrolment.kiosk, 0, 10).map(({ line }) => line),
		kiosk.lines,
	);
});

test("the same lines again change nothing and get the same checkpoint", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	kiosk.redeem(anyRow, 2);
	const first = PushAnswer.parse((await kiosk.push()).json());
	const again = PushAnswer.parse((await kiosk.push()).json());
	assert.deepEqual(again.checkpoint, first.checkpoint);
	assert.equal(house.store.standings.find({ venue: 1, day, row: anyRow })?.admitted, 2);
});

test("a batch that overlaps what is held adds only what is new", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	kiosk.redeem(anyRow, 1);
	kiosk.redeem(anyRow, 1);
	await kiosk.push();
	kiosk.redeem(anyRow, 1);
	assert.equal((await kiosk.pushed(kiosk.lines.slice(1))).size, 3);
	assert.equal(house.store.standings.find({ venue: 1, day, row: anyRow })?.admitted, 3);
});

test("an empty batch asks how far the hub has come", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	kiosk.write(started);
	await kiosk.push();
	assert.equal((await kiosk.pushed([])).size, 1);
});

test("gzip is read", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	kiosk.write(started);
	const answer = await kiosk.push([], gzipSync(`${kiosk.lines[0]}\n`));
	assert.equal(answer.statusCode, 200);
	assert.equal(house.store.kiosks.find(kiosk.enrolment.kiosk)?.size, 1);
});

test("a gap is refused with the line the hub waits for, and raised", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	for (let i = 0; i < 3; i++) kiosk.write(started);
	await kiosk.push(kiosk.lines.slice(0, 1));
	const answer = await kiosk.push(kiosk.lines.slice(2));
	assert.equal(answer.statusCode, 409);
	assert.deepEqual(HubError.parse(answer.json()).error.code, "outOfStep");
	assert.deepEqual(HubError.parse(answer.json()).error.expected, 2);
	assert.deepEqual(alarmsOf(house), [["truncation", 3]]);
});

test("another line where one is held is a fork: the journal is closed, both lines count, and the alarm keeps both", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const row = rowOf(house, "A-1");
	const other = kiosk.draft(redemption(row, 1));
	kiosk.write(started);
	await kiosk.push();
	for (let i = 0; i < 2; i++) {
		const answer = await kiosk.push([other]);
		assert.equal(answer.statusCode, 409);
		assert.equal(HubError.parse(answer.json()).error.code, "fork");
		if (i === 0) assert.equal((await kiosk.push([])).statusCode, 401, "it must log in anew, and so learns of it");
		await kiosk.logIn();
	}
	assert.deepEqual(alarmsOf(house), [["fork", 1]]);
	const [alarm] = house.store.alarms.list();
	assert.deepEqual([alarm?.times, alarm?.evidence, alarm?.held], [1, other, kiosk.lines[0]]);
	assert.equal(house.store.standings.find({ venue: 1, day, row })?.admitted, 1);
	assert.equal(house.store.lines.listAt(kiosk.enrolment.kiosk, 1, 1).length, 2);
});

test("a next line that follows another history is a fork", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	kiosk.write(started);
	await kiosk.push();
	const answer = await kiosk.push([kiosk.draft(started, { prev: "ee".repeat(32) })]);
	const { code, expected } = HubError.parse(answer.json()).error;
	assert.deepEqual([code, expected], ["fork", 1], "it is asked for its whole history");
	assert.deepEqual(alarmsOf(house), [["fork", 2]]);
});

test("one line that the window did not sign costs the whole batch", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	kiosk.write(started);
	const forged = kiosk.redeem(anyRow, 1).replace('"persons":1', '"persons":2');
	const answer = await kiosk.push([kiosk.lines[0] ?? "", forged]);
	assert.equal(answer.statusCode, 422);
	assert.equal(HubError.parse(answer.json()).error.code, "brokenLine");
	assert.equal(house.store.kiosks.find(kiosk.enrolment.kiosk)?.size, 0);
	assert.deepEqual(alarmsOf(house), [["broken", 1]]);
});

test("a line that another window signed for itself is refused", async () => {
	const house = await openCinemaHub();
	const first = await enrolKiosk(house, 1, "1 号窗口");
	const second = await enrolKiosk(house, 1, "2 号窗口");
	const foreign = second.draft(started, { kiosk: first.enrolment.kiosk });
	assert.equal(HubError.parse((await second.push([foreign])).json()).error.code, "foreignLine");
	assert.equal(HubError.parse((await second.push([first.write(started)])).json()).error.code, "brokenLine");
	const elsewhere = second.draft(started, { venue: 2 });
	assert.equal(HubError.parse((await second.push([elsewhere])).json()).error.code, "foreignLine");
	const older = second.draft(started, { incarnation: 2 });
	assert.equal(HubError.parse((await second.push([older])).json()).error.code, "foreignLine");
});

test("a line the hub cannot read is kept and flagged, and those after it are taken", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const row = rowOf(house, "A-1");
	kiosk.write(started, { kind: "danced" } as never);
	kiosk.redeem(row, 1);
	assert.equal((await kiosk.pushed()).size, 2);
	const [line] = house.store.lines.listAfter(kiosk.enrolment.kiosk, 0, 1);
	assert.equal(line?.flag, "unreadable");
	assert.deepEqual(alarmsOf(house), [["flagged", 1]]);
	assert.equal(house.store.standings.find({ venue: 1, day, row })?.admitted, 1);
});

test("a void gives the persons back once, and a void of nothing counts for nothing", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const row = rowOf(house, "A-1");
	kiosk.redeem(row, 2);
	for (let i = 0; i < 2; i++) {
		kiosk.write({ kind: "voided", row, session: 101, persons: 2, line: 1, why: "错按", positions: null, by: null });
	}
	assert.equal((await kiosk.pushed()).size, 3);
	assert.equal(house.store.standings.find({ venue: 1, day, row })?.admitted, 0);
	assert.deepEqual(alarmsOf(house), [["flagged", 3]]);
});

test("a small body that inflates without end is refused before it is held", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024, "a"));
	assert.ok(bomb.length < 256 * 1024);
	const answer = await kiosk.push([], bomb);
	assert.equal(answer.statusCode, 413);
	assert.equal(HubError.parse(answer.json()).error.code, "batchTooLarge");
});

test("rubbish is refused in a sentence", async () => {
	const house = await openCinemaHub();
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	assert.equal((await kiosk.push(["hello"])).statusCode, 422);
	assert.equal((await kiosk.push([], Buffer.from("not gzip"))).statusCode, 400);
	assert.equal((await kiosk.push(Array.from({ length: 501 }, () => "x"))).statusCode, 413);
	assert.equal((await kiosk.push(["x".repeat(300_000)])).statusCode, 413);
});

test("when the disk fails in the middle of a batch nothing of it is kept, and the window is told to come again", async () => {
	const folder = mkdtempSync(join(tmpdir(), "pailou-hub-"));
	try {
		const path = join(folder, "hub.sqlite");
		const house = await openCinemaHub({ path });
		const kiosk = await enrolKiosk(house, 1, "1 号窗口");
		kiosk.redeem(anyRow, 3);
		kiosk.redeem(anyRow, 3);
		const saboteur = new Database(path);
		saboteur.exec("CREATE TRIGGER fail BEFORE INSERT ON conflicts BEGIN SELECT RAISE(ABORT, 'the disk is gone'); END");
		const answer = await kiosk.push();
		assert.equal(answer.statusCode, 500);
		assert.equal(HubError.parse(answer.json()).error.code, "internal");
		assert.doesNotMatch(answer.body, /disk is gone|at .*\.ts/);
		assert.equal(house.faults.length, 1);
		assert.equal(house.store.kiosks.find(kiosk.enrolment.kiosk)?.size, 0);
		assert.deepEqual(house.store.lines.listAfter(kiosk.enrolment.kiosk, 0, 10), []);
		assert.equal(house.store.standings.find({ venue: 1, day, row: anyRow }), null);
		saboteur.exec("DROP TRIGGER fail");
		assert.equal((await kiosk.pushed()).size, 2);

		kiosk.write(started);
		saboteur.exec("BEGIN IMMEDIATE");
		const busy = await kiosk.push();
		assert.equal(busy.statusCode, 503);
		assert.ok(Number(busy.headers["retry-after"]) > 0);
		saboteur.exec("ROLLBACK");
		assert.equal((await kiosk.pushed()).size, 3);
		saboteur.close();
		house.store.close();
	} finally {
		rmSync(folder, { recursive: true });
	}
});

test("however lines are cut, repeated and reordered on their way, each counts once", async () => {
	const slices = fc.array(fc.tuple(fc.nat(1), fc.nat(11), fc.nat(12)), { maxLength: 20 });
	const rows = [anyRow, otherRow];
	await assertAsyncProperty(
		fc.asyncProperty(slices, async (pushes) => {
			const house = await openCinemaHub();
			const windows = [await enrolKiosk(house, 1, "1 号窗口"), await enrolKiosk(house, 1, "2 号窗口")];
			for (const window of windows) {
				for (let i = 0; i < 12; i++) window.redeem(rows[i % 2] ?? anyRow, 1, 9);
			}
			for (const [which, from, length] of pushes) {
				const window = windows[which] ?? assert.fail();
				const answer = await window.push(window.lines.slice(from, from + length));
				assert.ok(answer.statusCode === 200 || answer.statusCode === 409);
			}
			for (const window of windows) assert.equal((await window.pushed()).head, window.head.digest);
			for (const row of rows) {
				assert.equal(house.store.standings.find({ venue: 1, day, row })?.admitted, 12);
				assert.equal(foldStoredVoucher(house.store, { venue: 1, day, row }).admissions.length, 12);
			}
			assert.equal(house.store.conflicts.list(1).length, 2);
			house.store.close();
		}),
		{ numRuns: 40 },
	);
});

function alarmsOf(house: Awaited<ReturnType<typeof openCinemaHub>>) {
	return house.store.alarms.list().map(({ kind, seq }) => [kind, seq]);
}

function rowOf(house: TestHub, booking: string): RowKey {
	return house.store.vouchers.findByBooking(booking)?.row ?? assert.fail(booking);
}
