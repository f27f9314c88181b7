import { z } from "zod";
import type { ReadonlyDatabase, WritableDatabase } from "../../sync/sqlite.ts";
import { prepareWrite, readRow } from "./rows.ts";

/**
 * `sound`: may be written. `restored`: the hub holds lines of it that this disk lacks, so a new incarnation is needed.
 * `recovering`: a new one; the lines that other disks wrote as this kiosk are not all fetched yet. `closed`: an older one,
 * kept until it is uploaded.
 */
export const IncarnationState = z.enum(["sound", "restored", "recovering", "closed"]);
export type IncarnationState = z.infer<typeof IncarnationState>;

const IncarnationRow = z.object({
	incarnation: z.int().positive(),
	state: IncarnationState,
	/** How many of its lines the hub has acknowledged. */
	acknowledged: z.int().nonnegative(),
	/** The last nonce of a checkpoint of the hub. */
	nonce: z.string().nullable(),
});
export type StoredIncarnation = Readonly<z.infer<typeof IncarnationRow>>;

export type IncarnationTable = ReturnType<typeof openIncarnationTable>;

/** The incarnations of this disk's journal, and how far the hub holds each. */
export function openIncarnationTable(database: WritableDatabase) {
	const insert = prepareWrite(
		database,
		"an incarnation",
		IncarnationRow,
		`INSERT INTO incarnation (incarnation, state, acknowledged, nonce)
		VALUES (@incarnation, @state, @acknowledged, @nonce)`,
	);
	const updateOne = prepareWrite(
		database,
		"an incarnation",
		IncarnationRow,
		`UPDATE incarnation SET state = @state, acknowledged = @acknowledged, nonce = @nonce
		WHERE incarnation = @incarnation`,
	);
	return {
		/** Oldest first. */
		all: (): readonly StoredIncarnation[] => readIncarnations(database),
		insert,
		update: updateOne,
	};
}

/** A new disk has the incarnation that it was enrolled with. */
export function ensureIncarnation(table: IncarnationTable, enrolledAs: number): void {
	if (table.all().length > 0) return;
	table.insert({ incarnation: enrolledAs, state: "sound", acknowledged: 0, nonce: null });
}

function readIncarnations(database: ReadonlyDatabase): readonly StoredIncarnation[] {
	const rows = database.prepare("SELECT * FROM incarnation ORDER BY incarnation").all();
	return readRow("the incarnations of the journal", IncarnationRow.array(), rows);
}
