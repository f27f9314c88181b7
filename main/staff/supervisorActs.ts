import type { StaffId } from "../../core/identity.ts";
import type { SupervisorAct } from "../../core/journal/values.ts";
import type { Journal } from "../journal/journal.ts";

/** Journals what supervisors do that has no line of its own. */
export type SupervisorActs = {
	readonly note: (by: StaffId, act: SupervisorAct) => void;
	/** Writes the acts that the journal did not take when they were done. */
	readonly flush: () => void;
};

/**
 * An act is done even where the journal takes no line, because a supervisor may have to repair the disk. Its line is
 * then owed and written later.
 */
export function createSupervisorActs(journal: Pick<Journal, "write">): SupervisorActs {
	let owed: readonly { readonly by: StaffId; readonly act: SupervisorAct }[] = [];

	function flush(): void {
		if (owed.length === 0) return;
		const written = journal.write((append) => {
			for (const one of owed) append({ kind: "supervisorActed", ...one });
		});
		if (written.kind === "written") owed = [];
	}

	return {
		note(by, act) {
			owed = [...owed, { by, act }];
			flush();
		},
		flush,
	};
}
