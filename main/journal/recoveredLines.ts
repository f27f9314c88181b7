import type { Day, Digest } from "../../core/identity.ts";
import { type Entry, emptyJournalHead, parseOwnLine } from "../../core/journal/journal.ts";
import type { LostLine } from "../../sync/client/journalReconciler.ts";
import type { Database } from "../store/database.ts";

/** Lines signed by this kiosk that another disk wrote, or this one before it was restored. They count as its own. */
export function openRecoveredLines(database: Database) {
	const insert = database.prepare(`
		INSERT INTO recovered (digest, incarnation, seq, day, line) VALUES (@digest, @incarnation, @seq, @day, @line)
		ON CONFLICT (digest) DO NOTHING
	`);
	const selectOne = database.prepare<{ digest: Digest }>("SELECT 1 FROM recovered WHERE digest = @digest");
	const selectDay = database
		.prepare<{ day: Day }, string>("SELECT line FROM recovered WHERE day = @day ORDER BY incarnation, seq")
		.pluck();
	return {
		has: (digest: Digest) => digest !== emptyJournalHead.digest && selectOne.get({ digest }) !== undefined,
		/** A line that cannot be parsed is kept, and belongs to no day. */
		add({ digest, link, entry, text }: LostLine): void {
			insert.run({ digest, incarnation: link.incarnation, seq: link.seq, day: entry?.day ?? null, line: text });
		},

		entriesOf: (day: Day): readonly Entry[] => selectDay.all({ day }).map(parseOwnLine),
	};
}
