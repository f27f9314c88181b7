// The kiosk's SQLite database. Each file beside this one holds the statements of one aggregate. A function takes the handle
// first (ReadonlyDatabase if it only reads), parses the rows it reads and asserts how many rows a write changed.

import SqliteDatabase, { type Database } from "better-sqlite3";
import { NewerDatabaseError, openSqlite, type WritableDatabase } from "../../sync/sqlite.ts";
import { migrations } from "./migrations.ts";

export type { Database };

export type StoreErrorKind =
	| "databaseFromFuture"
	| "databaseDamaged"
	| "storeLocked"
	| "diskFull"
	| "diskReadOnly"
	| "diskFailed"
	| "keyringMissing"
	| "identityMissing";

/** The kiosk cannot work with its database. The screen's sentence is chosen by `kind` (renderer/words). */
export class StoreError extends Error {
	readonly kind: StoreErrorKind;
	constructor(kind: StoreErrorKind, message: string, cause?: unknown) {
		super(message, { cause });
		this.kind = kind;
	}
}

/** Opens the kiosk's database with an exclusive lock. Throws a StoreError for every named failure. */
export function openDatabase(path: string, nativeBinding: string | null): Database {
	try {
		const options = { path, nativeBinding, migrations, busyTimeoutMs: 500 };
		return openSqlite({ ...options, isExclusive: true, hasSecureDelete: true });
	} catch (error) {
		throw toStoreError(error, path);
	}
}

/** Maps a failure of SQLite to a StoreError. Any other error is a bug and is returned unchanged. */
export function toStoreError(error: unknown, path: string): unknown {
	if (error instanceof StoreError) return error;
	if (error instanceof NewerDatabaseError) return new StoreError("databaseFromFuture", error.message, error);
	const kind = storeErrorKindOf(error);
	return kind === null ? error : new StoreError(kind, `${path}: ${String(error)}`, error);
}

export function storeErrorKindOf(error: unknown): StoreErrorKind | null {
	if (!(error instanceof SqliteDatabase.SqliteError)) return null;
	const code = error.code;
	if (code === "SQLITE_FULL") return "diskFull";
	if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) return "storeLocked";
	if (code.startsWith("SQLITE_READONLY") || code.startsWith("SQLITE_CANTOPEN")) return "diskReadOnly";
	if (code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB") return "databaseDamaged";
	if (code.startsWith("SQLITE_IOERR")) return "diskFailed";
	return null;
}

/** Truncates the write-ahead log, which still holds what was overwritten or deleted, such as a key in plain text. */
export function truncateWal(database: WritableDatabase): void {
	database.pragma("wal_checkpoint(TRUNCATE)");
}
