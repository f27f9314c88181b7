import Database from "better-sqlite3";
import { migrations } from "./migrations.ts";

export type DatabaseHandle = Database.Database;

/** Opens the hub's one file, brings it to this version, and refuses what it cannot hold safely. */
export function openDatabase(path: string): DatabaseHandle {
	const db = new Database(path, { timeout: 1000 });
	try {
		db.pragma("journal_mode = WAL");
		// better-sqlite3 is compiled to reopen a WAL database with synchronous NORMAL, which loses acknowledged lines.
		db.pragma("synchronous = FULL");
		db.pragma("foreign_keys = ON");
		db.pragma("trusted_schema = OFF");
		assertPragma(db, "synchronous", 2);
		assertPragma(db, "foreign_keys", 1);
		migrate(db, path);
		return db;
	} catch (error) {
		db.close();
		throw error;
	}
}

function assertPragma(db: DatabaseHandle, pragma: string, value: number): void {
	const found = db.pragma(pragma, { simple: true });
	if (found !== value) throw new Error(`SQLite has ${pragma} = ${String(found)} where the hub needs ${value}.`);
}

function migrate(db: DatabaseHandle, path: string): void {
	for (;;) {
		const version = Number(db.pragma("user_version", { simple: true }));
		if (version > migrations.length) {
			throw new Error(
				`The database ${path} is of version ${version}, from a newer Pailou; this one knows versions up to ${migrations.length}. Start the newer Pailou, or give another folder.`,
			);
		}
		const migration = migrations[version];
		if (migration === undefined) return;
		db.transaction(() => {
			db.exec(migration);
			db.pragma(`user_version = ${version + 1}`);
		}).immediate();
	}
}
