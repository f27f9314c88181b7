import type { OpenedKey } from "../keys/deviceKey.ts";
import type { Database } from "../store/database.ts";
import { markPlainKeyTold, type StoredIdentity } from "../store/identity.ts";
import type { Timekeeper } from "../time/timekeeper.ts";
import type { Journal, Knowledge } from "./journal.ts";

export type FirstLinesParts = {
	readonly database: Database;
	readonly identity: StoredIdentity;
	readonly keyState: OpenedKey["keyState"];
	readonly journal: Journal;
	readonly clock: Timekeeper;
	readonly app: string;
	readonly knowledge: () => Knowledge;
	/** What is known before anything was enrolled or taken. */
	readonly ignorance: () => Knowledge;
	readonly changed: () => void;
};

/** What a start writes down before anything else, and the jumps of the clock, which come after it. */
export type FirstLines = {
	readonly note: () => void;
	/** They are written: what has time may be noted now. */
	readonly areWritten: () => boolean;
	/** Looks at the machine's clocks and writes down what came of it; `hasWoken` when the system says that it slept. */
	readonly keepTime: (hasWoken: boolean) => void;
};

export function openFirstLines({ database, identity, journal, clock, ...parts }: FirstLinesParts): FirstLines {
	let hasStarted = false;

	/** The first lines of this start wait for the hub's word, or for its silence: a restored disk must not go on with its old journal. */
	function note(): void {
		if (hasStarted) return;
		const written = journal.write((append) => {
			const { label, rootDigest } = identity;
			if (journal.head().seq === 0) append({ kind: "enrolled", label, root: rootDigest }, parts.ignorance());
			append({ kind: "started", app: parts.app }, parts.knowledge());
			if (parts.keyState !== "plain") return;
			append({ kind: "keysPlain" }, parts.knowledge());
			markPlainKeyTold(database);
		});
		hasStarted = written.kind === "written";
		keepTime(false);
	}

	function keepTime(hasWoken: boolean): void {
		clock.look(hasWoken);
		if (!hasStarted) return;
		clock.settle((jump) => {
			const fact = { kind: "clockJumped", ...jump } as const;
			const written = journal.write((append) => append(fact, parts.knowledge()));
			parts.changed();
			return written.kind === "written";
		});
	}

	return { note, areWritten: () => hasStarted, keepTime };
}
