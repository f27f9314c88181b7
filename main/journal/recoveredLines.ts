import type { Day, Digest, RowKey } from "../../core/identity.ts";
import { emptyJournalHead } from "../../core/journal/journal.ts";
import { findDay } from "../../core/journal/unreadableLines.ts";
import type { LostLine } from "../../sync/client/journalReconciler.ts";
import { assertOneChange } from "../../sync/sqlite.ts";
import type { Database } from "../store/database.ts";

export type RecoveredLines = ReturnType<typeof openRecoveredLines>;

/**
 * Lines of this kiosk that another disk wrote, or this one before it was restored. They count as its own, and are kept
 * as the hub gave them, also where this version cannot read them.
 */
export function openRecoveredLines(database: Database) {
	const insert = database.prepare(`
		INSERT INTO recovered (digest, incarnation, seq, day, line) VALUES (@digest, @incarnation, @seq, @day, @line)
	`);
	const selectOne = database.prepare<{ digest: Digest }>("SELECT 1 FROM recovered WHERE digest = @digest");
	const selectDay = database
		.prepare<{ day: Day }, string>("SELECT line FROM recovered WHERE day = @day ORDER BY incarnation, seq")
		.pluck();
	const selectRow = database
		.prepare<{ day: Day; row: RowKey }, string>(`
			SELECT line FROM recovered WHERE day = @day AND substr(line, instr(line, '"row":"') + 7, 32) = @row
			ORDER BY incarnation, seq
		`)
		.pluck();
	const selectWithoutDay = database.prepare<[], string>("SELECT line FROM recovered WHERE day IS NULL").pluck();

	function has(digest: Digest): boolean {
		return digest !== emptyJournalHead.digest && selectOne.get({ digest }) !== undefined;
	}

	return {
		has,
		add(lost: LostLine): void {
			const { digest, incarnation, seq, text: line } = lost;
			if (has(digest)) return;
			assertOneChange(
				`the recovered line ${seq}`,
				insert.run({ digest, incarnation, seq, day: dayOfLostLine(lost), line }),
			);
		},
		linesOfDay: (day: Day): readonly string[] => selectDay.all({ day }),
		linesOfRow: (day: Day, row: RowKey): readonly string[] => selectRow.all({ day, row }),
		linesWithoutDay: (): readonly string[] => selectWithoutDay.all(),
	};
}

export function dayOfLostLine({ entry, text }: LostLine): Day | null {
	return entry === null ? findDay(text) : entry.day;
}
