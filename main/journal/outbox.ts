import { emptyJournalHead, hashLine, type JournalHead, parseOwnLine } from "../../core/journal/journal.ts";
import type { Outbox } from "../../sync/client/push.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import type { Database } from "../store/database.ts";
import type { Incarnations } from "./incarnations.ts";

/** The lines of any incarnation of this disk's journal, and how far the hub has acknowledged them. */
export function openOutboxes(database: Database, incarnations: Incarnations) {
	const selectFrom = database
		.prepare<{ incarnation: number; seq: number; most: number }, string>(
			"SELECT line FROM journal WHERE incarnation = @incarnation AND seq >= @seq ORDER BY seq LIMIT @most",
		)
		.pluck();
	const selectLast = database
		.prepare<{ incarnation: number }, string>(
			"SELECT line FROM journal WHERE incarnation = @incarnation ORDER BY seq DESC LIMIT 1",
		)
		.pluck();

	function headOf(incarnation: number): JournalHead {
		const last = selectLast.get({ incarnation });
		return last === undefined ? emptyJournalHead : { seq: parseOwnLine(last).seq, digest: hashLine(last, crypto) };
	}

	function outboxOf(incarnation: () => number, head: () => JournalHead): Outbox {
		return {
			incarnation,
			head,
			acknowledged: () => incarnations.of(incarnation())?.acknowledged ?? 0,
			linesFrom: (seq, most) => selectFrom.all({ incarnation: incarnation(), seq, most }),
			digestAt(seq) {
				if (seq === 0) return emptyJournalHead.digest;
				const [line] = seq > head().seq ? [] : selectFrom.all({ incarnation: incarnation(), seq, most: 1 });
				return line === undefined ? null : hashLine(line, crypto);
			},
			acknowledge: ({ size, nonce }) => incarnations.acknowledge(incarnation(), size, nonce),
		};
	}

	return {
		headOf,
		outboxOf,
		/** Oldest first, without the current one. Nothing is appended to them, so their heads are read once. */
		earlier: (): readonly Outbox[] =>
			incarnations
				.all()
				.slice(0, -1)
				.map(({ incarnation }) => {
					const head = headOf(incarnation);
					return outboxOf(
						() => incarnation,
						() => head,
					);
				}),
	};
}
