import { z } from "zod";
import { assertOneChange } from "../../sync/sqlite.ts";
import type { Database } from "../store/database.ts";

/**
 * `sound`: may be written. `restored`: the hub holds lines of it that this disk lacks, so a new incarnation is needed.
 * `recovering`: a new one; the lines that other disks wrote as this kiosk are not all fetched yet. `closed`: an older one,
 * kept until it is uploaded.
 */
export const IncarnationState = z.enum(["sound", "restored", "recovering", "closed"]);
export type IncarnationState = z.infer<typeof IncarnationState>;

export type StoredIncarnation = {
	readonly incarnation: number;
	readonly state: IncarnationState;
	/** How many of its lines the hub has acknowledged. */
	readonly acknowledged: number;
	/** The last nonce of a checkpoint of the hub. */
	readonly nonce: string | null;
};

const IncarnationRow = z.object({
	incarnation: z.int(),
	state: IncarnationState,
	acknowledged: z.int(),
	nonce: z.string().nullable(),
});

export type Incarnations = ReturnType<typeof openIncarnations>;

/** The incarnations of this disk's journal, and how far the hub holds each. A new disk has the one it was enrolled with. */
export function openIncarnations(database: Database, enrolledAs: number) {
	const selectAll = database.prepare("SELECT * FROM incarnation ORDER BY incarnation");
	const insertOne = database.prepare<StoredIncarnation>(`
		INSERT INTO incarnation (incarnation, state, acknowledged, nonce)
		VALUES (@incarnation, @state, @acknowledged, @nonce)
	`);
	const updateState = database.prepare<{ incarnation: number; state: IncarnationState }>(
		"UPDATE incarnation SET state = @state WHERE incarnation = @incarnation",
	);
	const updateAcknowledged = database.prepare<Omit<StoredIncarnation, "state">>(
		"UPDATE incarnation SET acknowledged = @acknowledged, nonce = @nonce WHERE incarnation = @incarnation",
	);
	if (readAll().length === 0) insert({ incarnation: enrolledAs, state: "sound", acknowledged: 0, nonce: null });
	let held = readAll();

	function readAll(): readonly StoredIncarnation[] {
		return IncarnationRow.array().parse(selectAll.all());
	}

	function insert(row: StoredIncarnation): void {
		assertOneChange(`incarnation ${row.incarnation}`, insertOne.run(row));
	}

	function setState(incarnation: number, state: IncarnationState): void {
		assertOneChange(`the state of incarnation ${incarnation}`, updateState.run({ incarnation, state }));
	}

	function setAcknowledged(incarnation: number, acknowledged: number, nonce: string | null): void {
		const update = updateAcknowledged.run({ incarnation, acknowledged, nonce });
		assertOneChange(`what the hub holds of incarnation ${incarnation}`, update);
	}

	function current(): StoredIncarnation {
		const newest = held.at(-1);
		if (newest === undefined) throw new Error("This disk has no incarnation.");
		return newest;
	}

	return {
		current,
		of: (incarnation: number) => held.find((one) => one.incarnation === incarnation) ?? null,
		/** Oldest first. */
		all: (): readonly StoredIncarnation[] => held,
		acknowledge(incarnation: number, acknowledged: number, nonce: string | null): void {
			setAcknowledged(incarnation, acknowledged, nonce);
			held = readAll();
		},
		mark(state: IncarnationState): void {
			setState(current().incarnation, state);
			held = readAll();
		},
		/** Lines of an older incarnation came back from the hub, which therefore holds them. */
		regain(incarnation: number, acknowledged: number): void {
			const known = held.find((one) => one.incarnation === incarnation);
			if (known === undefined) insert({ incarnation, state: "closed", acknowledged, nonce: null });
			else setAcknowledged(incarnation, acknowledged, known.nonce);
			held = readAll();
		},
		/** To be called in the transaction that writes the new incarnation's first line. */
		begin(incarnation: number): void {
			const { incarnation: before, nonce } = current();
			if (incarnation <= before) throw new Error(`Incarnation ${incarnation} does not follow ${before}.`);
			setState(before, "closed");
			insert({ incarnation, state: "recovering", acknowledged: 0, nonce });
			held = readAll();
		},
		reread(): void {
			held = readAll();
		},
	};
}
