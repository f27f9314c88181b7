import type { DeviceKey } from "../keys/deviceKey.ts";
import type { Database } from "../store/database.ts";
import { markPlainKeyReported, type StoredIdentity } from "../store/identity.ts";
import type { Timekeeper } from "../time/timekeeper.ts";
import type { Journal, Knowledge } from "./journal.ts";

export type StartupEntriesParts = {
	readonly database: Database;
	readonly identity: StoredIdentity;
	readonly keyState: DeviceKey["keyState"];
	readonly journal: Journal;
	readonly clock: Timekeeper;
	readonly app: string;
	readonly knowledge: () => Knowledge;
	/** What is known before anything was enrolled or taken. */
	readonly initialKnowledge: () => Knowledge;
	readonly onChange: () => void;
};

/** What a start writes down before anything else, and the jumps of the clock, which come after it. */
export type StartupEntries = {
	readonly write: () => void;
	/** They are written: what has time may be noted now. */
	readonly areWritten: () => boolean;
	/** Looks at the machine's clocks and writes down what came of it; `hasWoken` when the system says that it slept. */
	readonly checkClock: (hasWoken: boolean) => void;
};

export function createStartupEntries({
	database,
	identity,
	journal,
	clock,
	...parts
}: StartupEntriesParts): StartupEntries {
	let hasStarted = false;

	/** The first lines of this start wait for the hub's word, or for its silence: a restored disk must not go on with its old journal. */
	function note(): void {
		if (hasStarted) return;
		const written = journal.write((append) => {
			const { label, rootDigest } = identity;
			if (journal.head().seq === 0) append({ kind: "enrolled", label, root: rootDigest }, parts.initialKnowledge());
			append({ kind: "started", app: parts.app }, parts.knowledge());
			if (parts.keyState !== "plain") return;
			append({ kind: "keysPlain" }, parts.knowledge());
			markPlainKeyReported(database);
		});
		hasStarted = written.kind === "written";
		keepTime(false);
	}

	function keepTime(hasWoken: boolean): void {
		clock.check(hasWoken);
		if (!hasStarted) return;
		clock.writeJumps((jump) => {
			const fact = { kind: "clockJumped", ...jump } as const;
			const written = journal.write((append) => append(fact, parts.knowledge()));
			parts.onChange();
			return written.kind === "written";
		});
	}

	return { write: note, areWritten: () => hasStarted, checkClock: keepTime };
}
