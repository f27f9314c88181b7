import { z } from "zod";
import { Day, Digest } from "../../core/identity.ts";
import { LedgerSnapshot } from "../../core/journal/ledgerSnapshot.ts";
import type { WritableDatabase } from "../../sync/sqlite.ts";
import { parseJson, prepareWrite } from "./rows.ts";

/** A day's ledger after the line of this place and hash, as the fold of this version made it. */
export type StoredLedgerSnapshot = {
	readonly day: Day;
	readonly fold: number;
	readonly incarnation: number;
	readonly seq: number;
	readonly digest: Digest;
	readonly ledger: LedgerSnapshot;
};

const SnapshotRow = z.object({
	day: Day,
	fold: z.int(),
	incarnation: z.int(),
	seq: z.int(),
	digest: Digest,
	ledger: z.string().transform(parseJson).pipe(LedgerSnapshot),
});

export type LedgerSnapshots = ReturnType<typeof openLedgerSnapshots>;

export function openLedgerSnapshots(database: WritableDatabase) {
	const select = database.prepare<{ day: Day }>("SELECT * FROM ledgerSnapshot WHERE day = @day");
	const put = prepareWrite(
		database,
		"the snapshot of a ledger",
		SnapshotRow,
		`INSERT INTO ledgerSnapshot (day, fold, incarnation, seq, digest, ledger)
		VALUES (@day, @fold, @incarnation, @seq, @digest, @ledger)
		ON CONFLICT (day) DO UPDATE SET fold = excluded.fold, incarnation = excluded.incarnation, seq = excluded.seq,
			digest = excluded.digest, ledger = excluded.ledger`,
	);
	const remove = database.prepare("DELETE FROM ledgerSnapshot");
	return {
		/** Null for none, and for one that cannot be read: the lines say the same. */
		find: (day: Day): StoredLedgerSnapshot | null => SnapshotRow.safeParse(select.get({ day })).data ?? null,
		put: ({ ledger, ...row }: StoredLedgerSnapshot): void => put({ ...row, ledger: JSON.stringify(ledger) }),
		/** To be called in the transaction that adds lines which do not follow the last one. */
		discardAll: (): void => void remove.run(),
	};
}
