import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import Database from "better-sqlite3";
import { encodeText, toHex } from "../../../core/bytes/bytes.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { openDatabase } from "../../../sync/hub/store/database.ts";
import { migrations } from "../../../sync/hub/store/migrations.ts";
import { openStore } from "../../../sync/hub/store/store.ts";

function inFolder(work: (path: string) => void): void {
	const folder = mkdtempSync(join(tmpdir(), "pailou-store-"));
	try {
		work(join(folder, "hub.sqlite"));
	} finally {
		rmSync(folder, { recursive: true });
	}
}

test("records are on the disk before they are acknowledged, also in a database opened again", () => {
	inFolder((path) => {
		for (let i = 0; i < 2; i++) {
			const db = openDatabase(path);
			assert.equal(db.pragma("synchronous", { simple: true }), 2);
			assert.equal(db.pragma("journal_mode", { simple: true }), "wal");
			assert.equal(db.pragma("foreign_keys", { simple: true }), 1);
			db.close();
		}
	});
});

test("a database from a newer Pailou is refused by name and left as it was", () => {
	inFolder((path) => {
		openDatabase(path).close();
		const newer = new Database(path);
		newer.pragma(`user_version = ${migrations.length + 5}`);
		newer.close();
		assert.throws(() => openDatabase(path), /hub\.sqlite is of version \d+, from a newer Pailou/);
		const again = new Database(path);
		assert.equal(again.pragma("user_version", { simple: true }), migrations.length + 5);
		again.close();
	});
});

test("a migration that was released is never changed", () => {
	assert.deepEqual(
		migrations.map((sql) => toHex(crypto.hash(encodeText(sql))).slice(0, 16)),
		[
			"5f3b6d0bf50ecefa",
			"058e46dd9a345179",
			"609f4e7a99a34ccd",
			"1bd88369adfa62a7",
			"51ffcc454196a143",
			"ab2b5510635332d8",
			"efc920b44e833e98",
		],
	);
});

test("sessions and vouchers of a hub from before seats are entered freely and have none", () => {
	inFolder((path) => {
		const old = new Database(path);
		for (const sql of migrations.slice(0, 5)) old.exec(sql);
		old.pragma("user_version = 5");
		old.exec(`
			INSERT INTO venues VALUES (1, '{}', NULL);
			INSERT INTO days (venue, day, programme, opensAt, closesAt, allocationKey)
				VALUES (1, '2026-10-01', '{}', 1, 2, zeroblob(32));
			INSERT INTO sessions (venue, session, day, activity, title, startsAt, admitFrom, admitUntil, capacity, place)
				VALUES (1, 101, '2026-10-01', 1, '{"zh-CN":"潮起"}', 1, 1, 2, 9, 3);
			INSERT INTO vouchers (venue, booking, voucher, day, row, activity, session, party, issue, notBefore, notAfter, state)
				VALUES (1, 'A-1', '${"0".repeat(24)}', '2026-10-01', '${"0".repeat(32)}', 1, 101, 2, 1, 1, 2, 'live');
		`);
		old.close();
		const store = openStore(path);
		assert.deepEqual(store.sessions.find(1, 101)?.entry, { kind: "open" });
		assert.equal(store.vouchers.ofBooking("A-1")?.seat, 0);
		store.close();
	});
});

test("the lines and admissions of a hub from before incarnations are its main chain", () => {
	inFolder((path) => {
		const old = new Database(path);
		old.exec(migrations[0] ?? "");
		old.pragma("user_version = 1");
		old.exec(`
			INSERT INTO venues VALUES (1, '{}', NULL);
			INSERT INTO kiosks VALUES ('k1', 1, '1 号窗口', 'ff', 1, 5, 6, 1, 'aa', 'bb');
			INSERT INTO lines VALUES (1, 'k1', 1, 1, 'redeemed', 3, NULL, 4, 'the line');
			INSERT INTO admissions VALUES (1, '2026-10-01', 'row', 'k1', 1, 1, 101, 2, 3, NULL);
			INSERT INTO alarms VALUES (1, 1, 'k1', 1, 'gap', 9, 'evidence', 1, 1, 1);
		`);
		old.close();
		const db = openDatabase(path);
		assert.deepEqual(db.prepare("SELECT branch, seq, line FROM lines").raw().all(), [[0, 1, "the line"]]);
		assert.deepEqual(db.prepare("SELECT branch, persons FROM admissions").raw().all(), [[0, 2]]);
		const incarnations = db.prepare("SELECT incarnation, size, head, nonce, closedBy FROM incarnations").raw().all();
		assert.deepEqual(incarnations, [[1, 1, "aa", "bb", null]]);
		assert.deepEqual(db.prepare("SELECT kind FROM alarms").pluck().all(), ["truncation"]);
		assert.deepEqual(db.pragma("foreign_key_check"), []);
		assert.throws(() => db.exec("DELETE FROM lines"), /FOREIGN KEY/);
		db.close();
	});
});
