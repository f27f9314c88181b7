import { emptyJournalHead, hashLine, type JournalHead } from "../../core/journal/journal.ts";
import type { Checkpoint } from "../../core/protocol/protocol.ts";
import type { Outbox } from "../../sync/client/push.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import type { Database } from "../store/database.ts";

/** One incarnation of the journal, as upload sees it; every value is asked for anew. */
export type OutboxParts = {
	readonly incarnation: () => number;
	readonly head: () => JournalHead;
	readonly acknowledged: () => number;
	readonly acknowledge: (checkpoint: Checkpoint) => void;
};

export type Outboxes = ReturnType<typeof openOutboxes>;

/** The lines of any incarnation of this disk's journal. */
export function openOutboxes(database: Database) {
	const selectFrom = database
		.prepare<{ incarnation: number; seq: number; most: number }, string>(
			"SELECT line FROM journal WHERE incarnation = @incarnation AND seq >= @seq ORDER BY seq LIMIT @most",
		)
		.pluck();
	const selectLast = database.prepare<{ incarnation: number }, { seq: number; line: string }>(
		"SELECT seq, line FROM journal WHERE incarnation = @incarnation ORDER BY seq DESC LIMIT 1",
	);
	return {
		headOf(incarnation: number): JournalHead {
			const last = selectLast.get({ incarnation });
			return last === undefined ? emptyJournalHead : { seq: last.seq, digest: hashLine(last.line, crypto) };
		},
		outboxOf: (parts: OutboxParts): Outbox => ({
			...parts,
			// A line that the disk has damaged may contain a line feed, which would end it in the batch.
			linesFrom: (seq, most) =>
				selectFrom.all({ incarnation: parts.incarnation(), seq, most }).map((line) => line.replaceAll("\n", "\uFFFD")),
			digestAt(seq) {
				if (seq === 0) return emptyJournalHead.digest;
				if (seq > parts.head().seq) return null;
				const [line] = selectFrom.all({ incarnation: parts.incarnation(), seq, most: 1 });
				return line === undefined ? null : hashLine(line, crypto);
			},
		}),
	};
}
