import type { Day, RowKey } from "../../core/identity.ts";
import { assertOneChange } from "../../sync/sqlite.ts";
import type { Database } from "./database.ts";

/** A line's place in the journal: lines are ordered by incarnation, then by sequence number. */
export type JournalPosition = { readonly incarnation: number; readonly seq: number };

export type JournalRow = JournalPosition & { readonly day: Day | null; readonly line: string };

/** The journal's table. It is append-only: triggers refuse every UPDATE and DELETE. */
export function openJournalTable(database: Database) {
	const insert = database.prepare<JournalRow>(
		"INSERT INTO journal (incarnation, seq, day, line) VALUES (@incarnation, @seq, @day, @line)",
	);
	const selectDayAfter = database
		.prepare<JournalPosition & { day: Day }, string>(`
			SELECT line FROM journal WHERE (incarnation, seq) > (@incarnation, @seq) AND +day = @day
			ORDER BY incarnation, seq
		`)
		.pluck();
	const selectWithoutDay = database
		.prepare<[], string>("SELECT line FROM journal WHERE day IS NULL ORDER BY incarnation, seq")
		.pluck();
	const selectRow = database
		.prepare<JournalPosition & { day: Day; row: RowKey }, string>(`
			SELECT line FROM journal WHERE day = @day AND substr(line, instr(line, '"row":"') + 7, 32) = @row
				AND (+incarnation, +seq) <= (@incarnation, @seq)
			ORDER BY incarnation, seq
		`)
		.pluck();
	const selectStaffCalls = database
		.prepare<[], string>(`
			SELECT line FROM journal WHERE instr(line, '"kind":"attention"') > 0 ORDER BY incarnation, seq
		`)
		.pluck();
	const selectNewest = database
		.prepare<{ incarnation: number; most: number }, string>(
			"SELECT line FROM journal WHERE incarnation = @incarnation ORDER BY seq DESC LIMIT @most",
		)
		.pluck();
	const selectFrom = database
		.prepare<JournalPosition, string>(
			"SELECT line FROM journal WHERE incarnation = @incarnation AND seq >= @seq ORDER BY seq",
		)
		.pluck();
	const selectLastDay = database
		.prepare<[], Day>("SELECT day FROM journal WHERE day IS NOT NULL ORDER BY incarnation DESC, seq DESC LIMIT 1")
		.pluck();
	const selectOne = database
		.prepare<JournalPosition, string>("SELECT line FROM journal WHERE incarnation = @incarnation AND seq = @seq")
		.pluck();
	return {
		insert: (row: JournalRow): void => assertOneChange(`journal line ${row.seq}`, insert.run(row)),
		/** The lines of this day after this place in the journal. */
		linesOfDayAfter: (day: Day, after: JournalPosition): IterableIterator<string> =>
			selectDayAfter.iterate({ day, ...after }),
		linesWithoutDay: (): readonly string[] => selectWithoutDay.all(),
		/** The lines of this day about one voucher, up to this place. */
		linesOfRow: (day: Day, row: RowKey, through: JournalPosition): readonly string[] =>
			selectRow.all({ day, row, ...through }),
		staffCallLines: (): readonly string[] => selectStaffCalls.all(),
		newestLines: (incarnation: number, most: number): readonly string[] => selectNewest.all({ incarnation, most }),
		/** The lines of one incarnation from this place on. */
		linesFrom: (from: JournalPosition): readonly string[] => selectFrom.all(from),
		/** The day of the newest line that belongs to a day; null before the first such line. */
		lastDay: (): Day | null => selectLastDay.get() ?? null,
		lineAt: (at: JournalPosition): string | null => selectOne.get(at) ?? null,
	};
}

export type JournalTable = ReturnType<typeof openJournalTable>;

/** The newest lines of all incarnations first. */
export function readNewestLines(database: Database): IterableIterator<string> {
	return database.prepare<[], string>("SELECT line FROM journal ORDER BY incarnation DESC, seq DESC").pluck().iterate();
}
