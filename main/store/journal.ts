import type { Day } from "../../core/identity.ts";
import { assertOneChange } from "../../sync/sqlite.ts";
import type { Database } from "./database.ts";

export type JournalRow = {
	readonly incarnation: number;
	readonly seq: number;
	readonly day: Day | null;
	readonly line: string;
};

/** The journal's table. It is append-only: triggers refuse every UPDATE and DELETE. */
export function openJournalTable(database: Database) {
	const insert = database.prepare<JournalRow>(
		"INSERT INTO journal (incarnation, seq, day, line) VALUES (@incarnation, @seq, @day, @line)",
	);
	const selectDay = database
		.prepare<{ day: Day }, string>("SELECT line FROM journal WHERE day = @day ORDER BY incarnation, seq")
		.pluck();
	const selectNewest = database
		.prepare<{ incarnation: number; most: number }, string>(
			"SELECT line FROM journal WHERE incarnation = @incarnation ORDER BY seq DESC LIMIT @most",
		)
		.pluck();
	const selectLastDay = database
		.prepare<[], Day>("SELECT day FROM journal WHERE day IS NOT NULL ORDER BY incarnation DESC, seq DESC LIMIT 1")
		.pluck();
	const selectOne = database
		.prepare<{ incarnation: number; seq: number }, string>(
			"SELECT line FROM journal WHERE incarnation = @incarnation AND seq = @seq",
		)
		.pluck();
	return {
		insert: (row: JournalRow): void => assertOneChange(`journal line ${row.seq}`, insert.run(row)),
		linesOfDay: (day: Day): IterableIterator<string> => selectDay.iterate({ day }),
		newestLines: (incarnation: number, most: number): readonly string[] => selectNewest.all({ incarnation, most }),
		/** The day of the newest line that belongs to a day; null before the first such line. */
		lastDay: (): Day | null => selectLastDay.get() ?? null,
		lineAt: (incarnation: number, seq: number): string | null => selectOne.get({ incarnation, seq }) ?? null,
	};
}

/** The newest line of the newest incarnation; null in an empty journal. */
export function readNewestLine(database: Database): string | null {
	const line = database.prepare("SELECT line FROM journal ORDER BY incarnation DESC, seq DESC LIMIT 1").pluck().get();
	return typeof line === "string" ? line : null;
}
