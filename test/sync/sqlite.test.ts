import assert from "node:assert/strict";
import { test } from "node:test";
import SqliteDatabase from "better-sqlite3";
import { NewerDatabaseError, openSqlite, PragmaError } from "../../sync/sqlite.ts";
import { withTempFolder } from "../main/offlineKiosk.ts";

const migrations = ["CREATE TABLE one (a INTEGER) STRICT", "CREATE TABLE two (b INTEGER) STRICT"];

test("every open sets the pragmas, and a commit outlives a power cut", () =>
	withTempFolder((folder) => {
		const path = `${folder}/test.sqlite`;
		for (const time of ["first", "second"]) {
			const database = openSqlite({ path, migrations, busyTimeoutMs: 100 });
			const read = (pragma: string) => database.pragma(pragma, { simple: true });
			assert.deepEqual(
				["journal_mode", "synchronous", "foreign_keys", "trusted_schema", "user_version"].map(read),
				["wal", 2, 1, 0, 2],
				time,
			);
			database.close();
		}
	}));

test("a pragma that does not read back as set is named, with what was wanted and what was found", () => {
	// SQLite's database without a name lies in a temporary file, which cannot be put into WAL mode.
	assert.throws(
		() => openSqlite({ path: "", migrations, busyTimeoutMs: 100 }),
		(error: unknown) => {
			assert.ok(error instanceof PragmaError);
			assert.deepEqual([error.pragma, error.wanted, error.found], ["journal_mode", "memory", "delete"]);
			return true;
		},
	);
});

test("a newer version's database is named, and stays as it is", () =>
	withTempFolder((folder) => {
		const path = `${folder}/test.sqlite`;
		const newer = new SqliteDatabase(path);
		newer.pragma("user_version = 3");
		newer.close();
		assert.throws(
			() => openSqlite({ path, migrations, busyTimeoutMs: 100 }),
			(error: unknown) => error instanceof NewerDatabaseError && error.found === 3 && error.known === 2,
		);
	}));
