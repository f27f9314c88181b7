import SqliteDatabase, { type Database } from "better-sqlite3";
import { NewerDatabaseError, openSqlite } from "../../sync/sqlite.ts";
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

/** The window cannot work on this disk. The sentence for people is `words`', chosen by `kind`. */
export class StoreError extends Error {
	readonly kind: StoreErrorKind;
	constructor(kind: StoreErrorKind, message: string, cause?: unknown) {
		super(message, { cause });
		this.kind = kind;
	}
}

/** Opens the kiosk's one database for this process alone. Throws a StoreError that names what is wrong. */
export function openDatabase(path: string, nativeBinding: string | null): Database {
	try {
		const options = { path, nativeBinding, migrations, busyTimeoutMs: 500 };
		return openSqlite({ ...options, isExclusive: true, hasSecureDelete: true });
	} catch (error) {
		throw toStoreError(error, path);
	}
}

/** Names a failure of SQLite; anything else is a bug and is thrown on as it is. */
export function toStoreError(error: unknown, path: string): unknown {
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
