import { Day, type Digest } from "../../core/identity.ts";
import { serializeTrustState } from "../../core/trust/reload.ts";
import { forgetDaysBefore, type TrustState } from "../../core/trust/trustState.ts";
import type { AllocationStore, KeyedAllocation } from "../../sync/client/pull.ts";
import type { Journal } from "../journal/journal.ts";
import { appendDelta, deleteAllocationsBefore, measureDeltas, replaceAllocation } from "../store/allocations.ts";
import type { Database } from "../store/database.ts";
import { writeTrust } from "../store/trust.ts";
import type { Timekeeper } from "../time/timekeeper.ts";
import type { Allocations } from "./allocations.ts";

export type AllocationStoreParts = {
	readonly database: Database;
	readonly allocations: Allocations;
	readonly journal: Journal;
	/** The digest of the root this kiosk was enrolled with. */
	readonly pinnedRoot: Digest;
	readonly clock: Pick<Timekeeper, "nowMs" | "provenLeastMs">;
};

/** What is in force, and how a pull replaces it. */
export type KioskAllocations = Allocations & AllocationStore;

/** Deltas up to this much are merged again at each start; past it, the list is written whole. */
const maxDeltas = { count: 500, bytes: 8 * 1024 * 1024 } as const;

/**
 * A finished day is kept for a week, so that its end can be told; after that it would only slow each start. The week is
 * over when the hub's signature proves it: a wrong date of the machine deletes nothing.
 */
const retentionMs = 7 * 24 * 3600_000;

/** Writes what a pull accepted, in one transaction with its journal line, and then puts it in force. */
export function createAllocationStore(parts: AllocationStoreParts): KioskAllocations {
	const { database, allocations, journal, pinnedRoot, clock } = parts;

	function save(
		documents: TrustState,
		taken: KeyedAllocation | null,
		writeRows: (taken: KeyedAllocation, takenAtMs: number) => void,
	): void {
		const takenAtMs = clock.nowMs();
		const provenMs = clock.provenLeastMs();
		const oldest = provenMs === null ? null : Day.parse(new Date(provenMs - retentionMs).toISOString().slice(0, 10));
		const next = oldest === null ? documents : forgetDaysBefore(documents, oldest);
		const written = journal.write((append) => {
			if (oldest !== null) deleteAllocationsBefore(database, oldest);
			writeTrust(database, serializeTrustState(next, pinnedRoot));
			if (taken === null) return;
			const { day, version, root: digest } = taken.allocation.header;
			writeRows(taken, takenAtMs);
			append({ kind: "allocationTaken", taken: { day, version, root: digest } });
		});
		if (written.kind === "written") allocations.replace(next, taken === null ? null : { ...taken, takenAtMs });
	}

	return {
		...allocations,
		save: (next, taken) => save(next, taken, (one, atMs) => replaceAllocation(database, one, atMs)),
		saveDelta(next, taken, delta) {
			const { count, bytes } = measureDeltas(database, taken.allocation.header.day);
			const isLong = count >= maxDeltas.count || bytes + delta.bytes.length > maxDeltas.bytes;
			save(next, taken, (one, atMs) => {
				if (isLong) replaceAllocation(database, one, atMs);
				else appendDelta(database, one, atMs, delta);
			});
		},
	};
}
