import SqliteDatabase, { type Database } from "better-sqlite3";
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

/** Opens the window's one database for this process alone. Throws a StoreTrouble that names what is wrong. */
export function openDatabase(path: string, nativeBinding: string | null): Database {
	let database: Database | null = null;
	try {
		database = new SqliteDatabase(path, { timeout: 500, ...(nativeBinding !== null && { nativeBinding }) });
		database.pragma("locking_mode = EXCLUSIVE");
		rejectNewerVersion(database);
		setPragmas(database);
		migrate(database);
		return database;
	} catch (error) {
		database?.close();
		throw error instanceof StoreError ? error : toStoreError(error, path);
	}
}

/**
 * The driver is compiled so that a *reopened* WAL database silently drops to NORMAL, under which a power cut loses
 * admissions already shown. So FULL is set on every open, and asserted.
 */
function setPragmas(database: Database): void {
	database.pragma("journal_mode = WAL");
	database.pragma("synchronous = FULL");
	database.pragma("foreign_keys = ON");
	const synchronous = database.pragma("synchronous", { simple: true });
	if (synchronous !== 2) throw new Error(`synchronous is ${synchronous}, not FULL`);
	// What is deleted is overwritten: a key that was replaced must not be found in a free page.
	database.pragma("secure_delete = ON");
	const secureDelete = database.pragma("secure_delete", { simple: true });
	if (secureDelete !== 1) throw new Error(`secure_delete is ${secureDelete}, not ON`);
}

/** Before anything is written: a newer app's database stays as it is. */
function rejectNewerVersion(database: Database): void {
	const held = readVersion(database);
	if (held <= migrations.length) return;
	throw new StoreError(
		"databaseFromFuture",
		`The database is of version ${held}; this app knows versions up to ${migrations.length}. Install the newer app.`,
	);
}

function migrate(database: Database): void {
	const held = readVersion(database);
	for (const [i, sql] of migrations.entries()) {
		if (i < held) continue;
		database
			.transaction(() => {
				database.exec(sql);
				database.pragma(`user_version = ${i + 1}`);
			})
			.exclusive();
	}
}

function readVersion(database: Database): number {
	return Number(database.pragma("user_version", { simple: true }));
}

/** Names a failure of SQLite; anything else is a bug and is thrown on as it is. */
export function toStoreError(error: unknown, path: string): unknown {
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
