import type { KioskId } from "../../../../core/identity.ts";
import type { JournalHead } from "../../../../core/journal/journal.ts";
import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import type { Branch, Branches } from "../branches.ts";

export function prepareBranches(db: WritableDatabase): Branches {
	const listOf = db.prepare<{ kiosk: KioskId; incarnation: number }, Branch>(
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
		listOf: (kiosk, incarnation) => listOf.all({ kiosk, incarnation }),
		add(branch) {
			assertOneChange(`branch ${branch.branch} of ${branch.kiosk}`, add.run(branch));
		},
		advance({ kiosk, incarnation, branch, size: from }, to) {
			const advanced = advance.run({ kiosk, incarnation, branch, from, ...to });
			assertOneChange(`the end of branch ${branch} of ${kiosk} after line ${from}`, advanced);
		},
	};
}
