import { type Allocation, personsAllocated, verifyAllocation } from "../core/allocation.ts";
import { unfit } from "../core/bucket.ts";
import type { Delta } from "../core/delta.ts";
import type { Day } from "../core/identity.ts";
import type { Root } from "../core/trust.ts";
import type { Voucher } from "../core/voucher.ts";
import { openHeader, type Shelf, type Taken } from "../sync/client/pull.ts";
import { hash } from "../sync/signature.ts";
import { appendDelta, countDeltas, readAllocations, readRows, replaceAllocation } from "./store/allocations.ts";
import type { Database } from "./store/database.ts";
import type { Journal, Knowledge } from "./store/journal.ts";

/** An allocation this window may decide by. */
export type Held = {
	readonly allocation: Allocation;
	readonly key: Uint8Array;
	/** K_day, which tells rotating codes from forged ones; null until the hub has sealed it to this window. */
	readonly dayKey: Uint8Array | null;
	readonly takenAtMs: number;
	/** Persons that may come, by session. */
	readonly allocated: ReadonlyMap<number, number>;
};

export type KioskShelf = Shelf & {
	/** Takes the version that a delta led to from the one held. */
	readonly takeNext: (taken: Taken, delta: Delta) => void;
	/** K_day of a day, once this window has opened what was sealed to it. It is in memory only. */
	readonly unlock: (day: Day, dayKey: Uint8Array) => void;
	/** The allocation in force; else the one this voucher belongs to; else the last one, so that its end can be told. */
	readonly heldFor: (voucher: Voucher | null, nowMs: number) => Held | null;
};

/** So many deltas are merged again at a start; with the next one the list is written whole. */
const mostDeltas = 500;

/** Everything on the disk is verified again when it is read: what signed it matters, not where it lay. */
export function openShelf(
	database: Database,
	root: Root,
	journal: Journal,
	nowMs: () => number,
	knowledge: () => Knowledge,
): KioskShelf {
	const held = new Map<Day, Held>();
	for (const stored of readAllocations(database)) {
		const header = openHeader(stored.envelope, root);
		if (header === null) continue;
		const rows = readRows(database, stored.day);
		const allocation = rows === null ? unfit("root") : verifyAllocation(header, rows, hash);
		// A list damaged on the disk is not held: the hub is asked for it again.
		if ("kind" in allocation) continue;
		put({ allocation, key: stored.key, takenAtMs: stored.takenAtMs });
	}

	/** K_day is the day's, whatever the version of its list. */
	function put(entry: Pick<Held, "allocation" | "key" | "takenAtMs">): void {
		const { day } = entry.allocation.header;
		const dayKey = held.get(day)?.dayKey ?? null;
		held.set(day, { ...entry, dayKey, allocated: personsAllocated(entry.allocation) });
	}

	function record(taken: Taken, write: (takenAtMs: number) => void): void {
		const takenAtMs = nowMs();
		const { day, version, root: digest } = taken.allocation.header;
		const written = journal.write((append) => {
			write(takenAtMs);
			append({ kind: "allocationTaken", taken: { day, version, root: digest } }, knowledge());
		});
		if (written.kind === "written") put({ allocation: taken.allocation, key: taken.key, takenAtMs });
	}

	return {
		heldVersion: (day) => held.get(day)?.allocation.header.version ?? 0,
		take: (taken) => record(taken, (atMs) => replaceAllocation(database, taken, atMs)),
		takeNext(taken, delta) {
			const isLong = countDeltas(database, taken.allocation.header.day) >= mostDeltas;
			record(taken, (atMs) => {
				if (isLong) replaceAllocation(database, taken, atMs);
				else appendDelta(database, taken, atMs, delta);
			});
		},
		unlock(day, dayKey) {
			const entry = held.get(day);
			if (entry !== undefined) held.set(day, { ...entry, dayKey });
		},
		heldFor(voucher, now) {
			const all = [...held.values()];
			const isIn = (entry: Held, ms: number) =>
				entry.allocation.header.opensAt <= ms && ms < entry.allocation.header.closesAt;
			const inForce = all.find((entry) => isIn(entry, now));
			const itsOwn = voucher === null ? undefined : all.find((entry) => isIn(entry, voucher.notBefore * 1000));
			return inForce ?? itsOwn ?? all.at(-1) ?? null;
		},
	};
}
