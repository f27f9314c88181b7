import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import SqliteDatabase from "better-sqlite3";
import { fromHex } from "../../core/bytes/bytes.ts";
import { emptyJournalHead, hashLine, isNextInChain, readLine } from "../../core/journal/journal.ts";
import { missingDocumentsOf } from "../../core/trust/trustState.ts";
import { openDatabase, StoreError } from "../../main/store/database.ts";
import { migrations } from "../../main/store/migrations.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import { keyPair, makeRow, makeVoucherId, mintCode, voucher } from "../core/venueDay.ts";
import { assertKind } from "../expectKind.ts";
import { readEntry } from "../readEntry.ts";
import { openOfflineKiosk, withTempFolder } from "./offlineKiosk.ts";

function errorKindOf(open: () => unknown): string {
	try {
		open();
		return "none";
	} catch (error) {
		return error instanceof StoreError ? error.kind : `unnamed: ${error}`;
	}
}

test("a migration that has shipped is never edited", () => {
	const digests = migrations.map((sql) =>
		createHash("sha256").update(sql.replaceAll(/\s+/g, " ")).digest("hex").slice(0, 16),
	);
	assert.deepEqual(digests, ["ee570ac1c590058d"]);
});

test("synchronous is FULL on the first open and on every later one", () =>
	withTempFolder((folder) => {
		for (const time of ["first", "second", "third"]) {
			const database = openDatabase(`${folder}/pailou.sqlite`, null);
			assert.equal(database.pragma("synchronous", { simple: true }), 2, time);
			assert.equal(database.pragma("journal_mode", { simple: true }), "wal", time);
			database.close();
		}
	}));

test("deleted data is overwritten, on every open", () =>
	withTempFolder((folder) => {
		for (const time of ["first", "second"]) {
			const database = openDatabase(`${folder}/pailou.sqlite`, null);
			assert.equal(database.pragma("secure_delete", { simple: true }), 1, time);
			database.close();
		}
	}));

test("a database of a newer app is refused with its version, and not changed", () =>
	withTempFolder((folder) => {
		const path = `${folder}/pailou.sqlite`;
		const newer = new SqliteDatabase(path);
		newer.pragma(`user_version = ${migrations.length + 1}`);
		newer.close();
		const before = readFileSync(path);
		assert.equal(
			errorKindOf(() => openDatabase(path, null)),
			"databaseFromFuture",
		);
		assert.deepEqual(readFileSync(path), before);
	}));

test("a file that is not a database is refused with its name", () =>
	withTempFolder((folder) => {
		const path = `${folder}/pailou.sqlite`;
		writeFileSync(path, "this is a shopping list\n".repeat(400));
		assert.equal(
			errorKindOf(() => openDatabase(path, null)),
			"databaseDamaged",
		);
	}));

test("a second process that opens the database is refused: it has one writer", () =>
	withTempFolder((folder) => {
		const path = `${folder}/pailou.sqlite`;
		const first = openDatabase(path, null);
		assert.equal(
			errorKindOf(() => openDatabase(path, null)),
			"storeLocked",
		);
		first.close();
		openDatabase(path, null).close();
	}));

test("a missing folder is named in the error and not created", () =>
	withTempFolder((folder) => {
		chmodSync(folder, 0o700);
		assert.match(
			errorKindOf(() => openDatabase(`${folder}/absent/pailou.sqlite`, null)),
			/^(diskReadOnly|unnamed: TypeError.*directory does not exist)/,
		);
	}));

test("the journal is contiguous, chained and signed, and SQLite itself refuses to change it", () => {
	const { checkIn, journal, database } = openOfflineKiosk(":memory:", [
		makeRow(voucher),
		makeRow({ ...voucher, id: makeVoucherId(1), party: 1 }),
	]);
	checkIn.scan(mintCode({ id: makeVoucherId(1), party: 1 }), "camera");
	checkIn.scan("rubbish", "wedge");
	const publicKey = fromHex(keyPair("device").publicKey) as Uint8Array;
	let head = emptyJournalHead;
	for (const line of journal.linesFrom(1, 100)) {
		const reading = readLine(line, publicKey, crypto);
		assertKind(reading, "line");
		assert.ok(isNextInChain(head, reading.link));
		head = { seq: reading.link.seq, digest: hashLine(line, crypto) };
	}
	assert.deepEqual(head, journal.head());
	assert.throws(() => database.exec("UPDATE journal SET line = '' WHERE seq = 1"), /never changed/);
	assert.throws(() => database.exec("DELETE FROM journal"), /never deleted/);
});

test("on a full disk the admission is refused as notRecorded, nothing is lost, and it succeeds once there is room", () => {
	const rows = Array.from({ length: 400 }, (_, i) => makeRow({ ...voucher, id: makeVoucherId(i), party: 1 }));
	const { checkIn, journal, database } = openOfflineKiosk(":memory:", rows);
	database.pragma(`max_page_count = ${database.pragma("page_count", { simple: true })}`);
	let admitted = 0;
	let refused: unknown = null;
	let next = 0;
	while (refused === null && next < 199) {
		const verdict = checkIn.scan(mintCode({ id: makeVoucherId(next), party: 1 }), "camera");
		if (verdict.kind === "admitted") admitted++;
		else refused = verdict.kind === "refused" && verdict.refusal;
		next++;
	}
	assert.deepEqual(refused, { reason: "notRecorded", why: "diskFull" });
	assert.equal(
		journal
			.linesFrom(1, 1000)
			.map(readEntry)
			.filter((entry) => entry.kind === "redeemed").length,
		admitted,
	);
	database.pragma("max_page_count = 100000");
	const again = checkIn.scan(mintCode({ id: makeVoucherId(next - 1), party: 1 }), "camera");
	assert.equal(again.kind, "admitted", "the one that could not be recorded was not admitted, so it is good now");
});

test("a transaction that throws leaves nothing, in memory or on the disk", () => {
	const { checkIn, journal } = openOfflineKiosk();
	const head = journal.head();
	assert.throws(() =>
		journal.write((append) => {
			append({ kind: "started", app: "test" }, null);
			throw new Error("the power went");
		}),
	);
	assert.deepEqual(journal.head(), head);
	assert.equal(checkIn.scan(mintCode(), "camera").kind, "offered");
	assert.equal(journal.linesFrom(1, 100).length, head.seq);
});

test("an allocation damaged on the disk is not used", () =>
	withTempFolder((folder) => {
		const path = `${folder}/pailou.sqlite`;
		const before = openOfflineKiosk(path);
		before.database.exec("UPDATE bucket SET rows = zeroblob(length(rows))");
		before.database.close();
		const after = openOfflineKiosk(path, []);
		assert.equal(after.allocations.allocationFor(null), null);
		assert.deepEqual(missingDocumentsOf(after.allocations.trustState()).days, ["2026-10-01"], "and is asked for again");
		after.database.close();
	}));
