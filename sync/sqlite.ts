import Sqlite, { type Database, type Statement } from "better-sqlite3";
import { closeToOthers, createPrivateFile } from "./keys/secretFile.ts";

/** A database that may be written. A store module takes its handle as the first parameter. */
export type WritableDatabase = Database;

/** A database that is only read: a store function that takes this cannot run a statement that writes. */
export type ReadonlyDatabase = { readonly prepare: (source: string) => ReadStatement };
type ReadStatement = Pick<Statement<unknown[], unknown>, "get" | "all" | "iterate"> & { pluck: () => ReadStatement };

export type DatabaseOptions = {
	/** A file, or ":memory:". */
	readonly path: string;
	/** In order; `user_version` is how many of them have run. Each runs once, in one transaction with its `user_version`. */
	readonly migrations: readonly string[];
	/** How long a statement waits for another connection's lock. */
	readonly busyTimeoutMs: number;
	/** The path of better-sqlite3's compiled addon where it is not beside the package; null to search for it there. */
	readonly nativeBinding?: string | null;
	/** For this process alone, from the first read until it is closed. */
	readonly isExclusive?: boolean;
	/** Overwrites deleted content with zeros, so that a key that was replaced is not left in a free page. */
	readonly hasSecureDelete?: boolean;
};

/** The database was written by a newer version. It is closed again without having been changed. */
export class NewerDatabaseError extends Error {
	readonly found: number;
	readonly known: number;
	constructor(path: string, found: number, known: number) {
		super(
			`The database ${path} is of version ${found}, from a newer Pailou; this one knows versions up to ${known}. Start the newer Pailou, or give another folder.`,
		);
		this.found = found;
		this.known = known;
	}
}

/** A pragma that was set and reads back otherwise. The database is closed: its guarantees do not hold. */
export class PragmaError extends Error {
	readonly pragma: string;
	readonly wanted: string | number;
	readonly found: unknown;
	constructor(path: string, pragma: string, wanted: string | number, found: unknown) {
		super(`SQLite reports ${pragma} = ${String(found)} for ${path}, where ${pragma} = ${wanted} was set.`);
		this.pragma = pragma;
		this.wanted = wanted;
		this.found = found;
	}
}

/**
 * Opens a SQLite database, sets its pragmas and brings it to the newest version. WAL with `synchronous = FULL`: a commit
 * that returned survives a power cut. Throws NewerDatabaseError, PragmaError or the driver's SqliteError; the
 * connection is closed then.
 */
export function openSqlite(options: DatabaseOptions): WritableDatabase {
	const { path, migrations, busyTimeoutMs, nativeBinding = null } = options;
	if (path !== ":memory:") tryCloseDatabaseFiles(path);
	const database = new Sqlite(path, { timeout: busyTimeoutMs, ...(nativeBinding !== null && { nativeBinding }) });
	try {
		if (options.isExclusive) setPragma(database, "locking_mode", "EXCLUSIVE", "exclusive");
		// Before anything is written: a newer version's database stays as it is.
		rejectNewerVersion(database, migrations.length);
		setPragma(database, "journal_mode", "WAL", database.memory ? "memory" : "wal");
		// better-sqlite3 is compiled to reopen a WAL database with NORMAL, under which a power cut loses commits.
		setPragma(database, "synchronous", "FULL", 2);
		setPragma(database, "foreign_keys", "ON", 1);
		setPragma(database, "trusted_schema", "OFF", 0);
		if (options.hasSecureDelete) setPragma(database, "secure_delete", "ON", 1);
		for (const [i, sql] of migrations.entries()) migrate(database, sql, i + 1);
		assertPragma(database, "user_version", migrations.length);
		return database;
	} catch (error) {
		database.close();
		throw error;
	}
}

/**
 * Takes from others all rights to a database's files, and returns those that others had rights to. SQLite gives a new -wal
 * and -shm the rights of the database. Throws InsecurePermissionsError where a file is another user's.
 */
export function closeDatabaseFiles(path: string): readonly string[] {
	return [path, `${path}-wal`, `${path}-shm`].filter(closeToOthers);
}

function tryCloseDatabaseFiles(path: string): void {
	try {
		createPrivateFile(path);
		closeDatabaseFiles(path);
	} catch {
		// A folder that is not there, a full disk, another user's file: SQLite says whether the database can be used.
	}
}

function migrate(database: Database, sql: string, version: number): void {
	if (readVersion(database) >= version) return;
	const run = database.transaction(() => {
		// Read under the lock: another process may be opening a new database too.
		if (readVersion(database) >= version) return;
		database.exec(sql);
		database.pragma(`user_version = ${version}`);
	});
	run.immediate();
}

function rejectNewerVersion(database: Database, known: number): void {
	const found = readVersion(database);
	if (found > known) throw new NewerDatabaseError(database.name, found, known);
}

function readVersion(database: Database): number {
	return Number(database.pragma("user_version", { simple: true }));
}

/** `readBack` is how SQLite spells the value when it is asked for it. */
function setPragma(database: Database, pragma: string, value: string, readBack: string | number): void {
	database.pragma(`${pragma} = ${value}`);
	assertPragma(database, pragma, readBack);
}

function assertPragma(database: Database, pragma: string, wanted: string | number): void {
	const found = database.pragma(pragma, { simple: true });
	if (found !== wanted) throw new PragmaError(database.name, pragma, wanted, found);
}

/** Throws unless a write changed exactly one row, so that a lost write is an error. `what` names the record in the error. */
export function assertOneChange(what: string, { changes }: { readonly changes: number }): void {
	if (changes !== 1) throw new Error(`Writing ${what} changed ${changes} rows where it must change one.`);
}

/** A full, failing, locked or read-only disk: the caller keeps what it has and comes again. */
export function isDatabaseUnwritable(error: unknown): boolean {
	const code = error instanceof Error && "code" in error ? String(error.code) : "";
	return /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN)/.test(code);
}
