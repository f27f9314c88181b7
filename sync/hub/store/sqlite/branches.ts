import type { Digest, KioskId } from "../../../../core/identity.ts";
import type { JournalHead } from "../../../../core/journal/journal.ts";
import type { DatabaseHandle } from "../database.ts";

/**
 * A second history of one incarnation: line `forkedAt` follows line `forkedAt − 1` of the branch `parent`, and is not the
 * line, if any, that the parent has there. Branch 0 is the main chain and has no row.
 */
export type Branch = {
	readonly kiosk: KioskId;
	readonly incarnation: number;
	readonly branch: number;
	readonly parent: number;
	readonly forkedAt: number;
	readonly size: number;
	readonly head: Digest;
};

export type Branches = ReturnType<typeof prepareBranches>;

export function prepareBranches(db: DatabaseHandle) {
	const of = db.prepare<{ kiosk: KioskId; incarnation: number }, Branch>(
		"SELECT * FROM branches WHERE kiosk = :kiosk AND incarnation = :incarnation ORDER BY branch",
	);
	const add = db.prepare<Branch>(`
		INSERT INTO branches (kiosk, incarnation, branch, parent, forkedAt, size, head)
		VALUES (:kiosk, :incarnation, :branch, :parent, :forkedAt, :size, :head)
	`);
	const advance = db.prepare<{ kiosk: KioskId; incarnation: number; branch: number; from: number } & JournalHead>(`
		UPDATE branches SET size = :seq, head = :digest
		WHERE kiosk = :kiosk AND incarnation = :incarnation AND branch = :branch AND size = :from
	`);
	return {
		of(kiosk: KioskId, incarnation: number): readonly Branch[] {
			return of.all({ kiosk, incarnation });
		},
		add(branch: Branch): void {
			add.run(branch);
		},
		advance({ kiosk, incarnation, branch, size: from }: Branch, to: JournalHead): void {
			const { changes } = advance.run({ kiosk, incarnation, branch, from, ...to });
			if (changes !== 1) throw new Error(`Branch ${branch} of ${kiosk} was not at ${from}.`);
		},
	};
}
