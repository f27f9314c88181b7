import type { z } from "zod";
import { assertOneChange, type WritableDatabase } from "../../sync/sqlite.ts";
import { StoreError } from "./database.ts";

/**
 * Prepares a statement that writes one row, with the schema that reads it. A row that its own reader would refuse is not
 * written: the write throws.
 */
export function prepareWrite<S extends z.ZodType<unknown, object>>(
	database: WritableDatabase,
	what: string,
	schema: S,
	sql: string,
): (row: z.input<S>) => void {
	const statement = database.prepare<[z.input<S>]>(sql);
	return (row) => {
		schema.parse(row);
		assertOneChange(what, statement.run(row));
	};
}

/** Reads a row that the kiosk cannot work without. Throws a StoreError when its schema refuses it. */
export function readRow<S extends z.ZodType>(what: string, schema: S, row: unknown): z.output<S> {
	const read = schema.safeParse(row);
	if (!read.success) throw new StoreError("databaseDamaged", `The database does not hold ${what} as it was written.`);
	return read.data;
}

/** JSON from the disk: undefined, which no schema accepts, where it is not JSON. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
