import Sqlite from "better-sqlite3";
import type { Database } from "../../main/store/database.ts";

/** What the disk refuses now. */
export type DiskFault = "none" | "full" | "writes" | "readsAndWrites";

export type FaultyDisk = {
	/** The database, as one run of the app is given it. The runs before have ended: it refuses them everything. */
	readonly openForRun: () => Database;
	/** After so many more statements the disk refuses. Null ends the fault. */
	readonly fail: (fault: DiskFault, afterStatements: number) => void;
	readonly isFaulty: () => boolean;
	/** How many statements the disk has refused. */
	readonly refusals: () => number;
};

/** A real database whose disk can be full, or fail: the statements then throw what SQLite throws. */
export function openFaultyDisk(real: Database): FaultyDisk {
	let fault: DiskFault = "none";
	let left = 0;
	let refused = 0;
	let runs = 0;

	function refuse(code: string): never {
		refused++;
		throw new Sqlite.SqliteError("the disk refuses", code);
	}

	function onWrite(run: number): void {
		if (run !== runs) refuse("SQLITE_MISUSE");
		if (fault === "none" || left-- > 0) return;
		refuse(fault === "full" ? "SQLITE_FULL" : "SQLITE_IOERR_WRITE");
	}

	function onRead(run: number): void {
		if (run !== runs) refuse("SQLITE_MISUSE");
		if (fault === "readsAndWrites" && left-- <= 0) refuse("SQLITE_IOERR_READ");
	}

	/** A statement that returns rows may write too (RETURNING). */
	function guardStatement(statement: object, run: number): object {
		const isReadOnly = Reflect.get(statement, "readonly") === true;
		const check = isReadOnly ? onRead : onWrite;
		const guarded: object = new Proxy(statement, {
			get(target, name) {
				const value = Reflect.get(target, name);
				if (typeof value !== "function") return value;
				return (...args: unknown[]) => {
					if (name === "run" || name === "get" || name === "all" || name === "iterate") check(run);
					const result = value.apply(target, args);
					return result === target ? guarded : result;
				};
			},
		});
		return guarded;
	}

	function openForRun(): Database {
		const run = ++runs;
		return new Proxy(real, {
			get(target, name) {
				const value = Reflect.get(target, name);
				if (typeof value !== "function") return value;
				if (name === "prepare") return (sql: string) => guardStatement(target.prepare(sql), run);
				if (name === "transaction") {
					return (work: (...args: unknown[]) => unknown) =>
						target.transaction((...args: unknown[]) => {
							const result = work(...args);
							// The commit.
							onWrite(run);
							return result;
						});
				}
				return value.bind(target);
			},
		});
	}

	return {
		openForRun,
		fail(next, afterStatements) {
			fault = next;
			left = afterStatements;
		},
		isFaulty: () => fault !== "none",
		refusals: () => refused,
	};
}
