import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import Database from "better-sqlite3";
import { encodeText, toHex } from "../../../core/bytes/bytes.ts";
import { KioskId } from "../../../core/identity.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { openDatabase } from "../../../sync/hub/store/database/database.ts";
import { migrations } from "../../../sync/hub/store/database/migrations.ts";
import { openStore } from "../../../sync/hub/store/sqlite/openStore.ts";

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
		["3e6860c8cc5b3a5c"],
	);
});

test("a write that finds nothing to change is an error", () => {
	const store = openStore(":memory:");
	const kiosk = KioskId.parse("k0123456789ab");
	assert.throws(() => store.kiosks.markSeen(kiosk, 1), /when k0123456789ab was last seen changed 0 rows/);
	assert.throws(() => store.seats.assign(1, "A-1", 5), /the seat of the booking A-1 changed 0 rows/);
	assert.throws(() => store.enrolmentTickets.recordWrongSecret("ABCDEFG"), /changed 0 rows/);
	assert.throws(() => store.enrolmentTickets.markUsed("ABCDEFG", kiosk), /changed 0 rows/);
	store.close();
});
