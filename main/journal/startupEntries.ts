import { clampInstant } from "../../core/journal/journal.ts";
import type { DeviceKey } from "../keys/deviceKey.ts";
import type { Database } from "../store/database.ts";
import { markPlainKeyReported, type StoredIdentity } from "../store/identity.ts";
import type { ClockNote, Timekeeper } from "../time/timekeeper.ts";
import type { DueEntries } from "./journal.ts";

export type StartupEntriesParts = {
	readonly database: Database;
	readonly identity: StoredIdentity;
	readonly keyState: DeviceKey["keyState"];
	readonly clock: Timekeeper;
	readonly app: string;
};

/** `hasStarted`: this start's entries are durable. They wait for the hub's first answer, or its silence, because a restored disk must not continue its old journal. */
export type StartupEntries = DueEntries & { readonly hasStarted: () => boolean };

/**
 * What the journal writes ahead of the first line of a transaction: once, the entries of this start; then every jump and
 * dispute of the clock that is not yet written.
 */
export function createStartupEntries({
	database,
	identity,
	keyState,
	clock,
	app,
}: StartupEntriesParts): StartupEntries {
	let hasStarted = false;
	let notesAppended = 0;
	return {
		hasStarted: () => hasStarted,
		isDue: () => !hasStarted || clock.pendingNotes().length > 0,
		append(append, isFirst) {
			const { label, rootDigest } = identity;
			if (!hasStarted) {
				// Enrolment was before any list was known.
				if (isFirst) append({ kind: "enrolled", label, root: rootDigest }, null);
				append({ kind: "started", app });
				if (keyState === "plain") {
					append({ kind: "keysPlain" });
					markPlainKeyReported(database);
				}
			}
			const notes = clock.pendingNotes();
			for (const note of notes) append(clampTimes(note));
			notesAppended = notes.length;
		},
		onCommitted() {
			hasStarted = true;
			clock.dropNotes(notesAppended);
		},
	};
}

/** A note that no line can say would hold up every line after it. */
function clampTimes(note: ClockNote): ClockNote {
	if (note.kind !== "clockJumped") return note;
	return { ...note, fromMs: clampInstant(note.fromMs), toMs: clampInstant(note.toMs) };
}
