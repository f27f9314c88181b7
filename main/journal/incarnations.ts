import type { Database } from "../store/database.ts";

/**
 * `sound`: may be written. `restored`: the hub holds lines of it that this disk lacks, so a new incarnation is needed.
 * `recovering`: a new one; the lines that other disks wrote as this kiosk are not all fetched yet. `closed`: an older one,
 * kept until it is uploaded.
 */
export type IncarnationState = "sound" | "restored" | "recovering" | "closed";

export type StoredIncarnation = {
	readonly incarnation: number;
	readonly state: IncarnationState;
	/** How many of its lines the hub has acknowledged. */
	readonly acknowledged: number;
	/** The last nonce of a checkpoint of the hub. */
	readonly nonce: string | null;
};

export type Incarnations = ReturnType<typeof openIncarnations>;

/** The incarnations of this disk's journal, and how far the hub holds each. A new disk has the one it was enrolled with. */
export function openIncarnations(database: Database, enrolledAs: number) {
	const all = database.prepare<[], StoredIncarnation>("SELECT * FROM incarnation ORDER BY incarnation");
	const insert = database.prepare<StoredIncarnation>(`
		INSERT INTO incarnation (incarnation, state, acknowledged, nonce)
		VALUES (@incarnation, @state, @acknowledged, @nonce)
	`);
	const setState = database.prepare<{ incarnation: number; state: IncarnationState }>(
		"UPDATE incarnation SET state = @state WHERE incarnation = @incarnation",
	);
	const setAcknowledged = database.prepare<Omit<StoredIncarnation, "state">>(
		"UPDATE incarnation SET acknowledged = @acknowledged, nonce = @nonce WHERE incarnation = @incarnation",
	);
	if (all.all().length === 0) insert.run({ incarnation: enrolledAs, state: "sound", acknowledged: 0, nonce: null });
	let held = all.all();

	function current(): StoredIncarnation {
		const newest = held.at(-1);
		if (newest === undefined) throw new Error("this disk has no incarnation");
		return newest;
	}

	return {
		current,
		of: (incarnation: number) => held.find((one) => one.incarnation === incarnation) ?? null,
		/** Oldest first. */
		all: (): readonly StoredIncarnation[] => held,
		acknowledge(incarnation: number, acknowledged: number, nonce: string | null): void {
			if (setAcknowledged.run({ incarnation, acknowledged, nonce }).changes !== 1)
				throw new Error(`there is no incarnation ${incarnation}`);
			held = all.all();
		},
		mark(state: IncarnationState): void {
			setState.run({ incarnation: current().incarnation, state });
			held = all.all();
		},
		/** Lines of an older incarnation came back from the hub, which therefore holds them. */
		regain(incarnation: number, acknowledged: number): void {
			const known = held.find((one) => one.incarnation === incarnation);
			if (known === undefined) insert.run({ incarnation, state: "closed", acknowledged, nonce: null });
			else setAcknowledged.run({ incarnation, acknowledged, nonce: known.nonce });
			held = all.all();
		},
		/** To be called in the transaction that writes the new incarnation's first line. */
		begin(incarnation: number): void {
			const { incarnation: before, nonce } = current();
			if (incarnation <= before) throw new Error(`incarnation ${incarnation} does not follow ${before}`);
			setState.run({ incarnation: before, state: "closed" });
			insert.run({ incarnation, state: "recovering", acknowledged: 0, nonce });
			held = all.all();
		},
		reread(): void {
			held = all.all();
		},
	};
}
