import { type Allocation, allocatedPersonsOf, verifyAllocation } from "../../core/allocation/allocation.ts";
import { invalidAllocation } from "../../core/allocation/bucket.ts";
import { Day, type Digest } from "../../core/identity.ts";
import { serializeTrustState } from "../../core/trust/reload.ts";
import { forgetDaysBefore, type TrustState } from "../../core/trust/trustState.ts";
import type { Voucher } from "../../core/voucher/voucher.ts";
import type { AllocationStore, KeyedAllocation } from "../../sync/client/pull.ts";
import { hash } from "../../sync/crypto/signature.ts";
import type { Journal, Knowledge } from "../journal/journal.ts";
import {
	appendDelta,
	deleteAllocationsBefore,
	measureDeltas,
	readAllocations,
	readRows,
	replaceAllocation,
} from "../store/allocations.ts";
import type { Database } from "../store/database.ts";
import { writeTrust } from "../store/trust.ts";

/** A day's allocation that this window may decide by. */
export type DayAllocation = {
	readonly allocation: Allocation;
	readonly key: Uint8Array;
	/** K_day, which tells rotating codes from forged ones; null until the hub has sealed it to this window. */
	readonly dayKey: Uint8Array | null;
	readonly takenAtMs: number;
	/** Persons that may come, by session. */
	readonly allocated: ReadonlyMap<number, number>;
};

export type KioskAllocations = AllocationStore & {
	/** Forgets a day's K_day, when the day is over. */
	readonly forgetDayKey: (day: Day) => void;
	/** The allocation in force; else the one this voucher belongs to; else the last one, so that its end can be told. */
	readonly allocationFor: (voucher: Voucher | null, nowMs: number) => DayAllocation | null;
};

export type AllocationsParts = {
	readonly database: Database;
	/** What was believed when the app was last closed, every signature of it checked again. */
	readonly restored: TrustState;
	readonly pin: Digest;
	readonly journal: Journal;
	readonly nowMs: () => number;
	readonly knowledge: () => Knowledge;
};

/** So much in deltas is merged again at a start; with the next one the list is written whole. */
const maxDeltas = { count: 500, bytes: 8 * 1024 * 1024 } as const;

/** A finished day is kept for a week, so that its end can be told; then every start would only verify it in vain. */
const retentionMs = 7 * 24 * 3600_000;

/** Everything on the disk is verified again when it is read: what signed it matters, not where it lay. */
export function openAllocations({
	database,
	restored,
	pin,
	journal,
	nowMs,
	knowledge,
}: AllocationsParts): KioskAllocations {
	const days = new Map<Day, DayAllocation>();
	for (const { day, key, takenAtMs } of readAllocations(database)) {
		const header = restored.headers.get(day)?.document;
		if (header === undefined) continue;
		const rows = readRows(database, day);
		const allocation = rows === null ? invalidAllocation("root") : verifyAllocation(header, rows, hash);
		if (!("kind" in allocation)) put({ allocation, key, takenAtMs });
	}
	let held = heldOnly(restored);

	/** A list damaged on the disk is not held: without its header it is wanted, and the hub is asked for it again. */
	function heldOnly(documents: TrustState): TrustState {
		return { ...documents, headers: new Map([...documents.headers].filter(([day]) => days.has(day))) };
	}

	/** K_day is the day's, whatever the version of its list. */
	function put(entry: Pick<DayAllocation, "allocation" | "key" | "takenAtMs">): void {
		const { day } = entry.allocation.header;
		const dayKey = days.get(day)?.dayKey ?? null;
		days.set(day, { ...entry, dayKey, allocated: allocatedPersonsOf(entry.allocation) });
	}

	function record(
		news: TrustState,
		taken: KeyedAllocation | null,
		write: (taken: KeyedAllocation, takenAtMs: number) => void,
	): void {
		const takenAtMs = nowMs();
		const oldest = Day.parse(new Date(takenAtMs - retentionMs).toISOString().slice(0, 10));
		const next = forgetDaysBefore(news, oldest);
		const written = journal.write((append) => {
			deleteAllocationsBefore(database, oldest);
			writeTrust(database, serializeTrustState(next, pin));
			if (taken === null) return;
			const { day, version, root: digest } = taken.allocation.header;
			write(taken, takenAtMs);
			append({ kind: "allocationTaken", taken: { day, version, root: digest } }, knowledge());
		});
		if (written.kind === "notWritten") return;
		held = next;
		if (taken !== null) put({ allocation: taken.allocation, key: taken.key, takenAtMs });
		// A list goes with its header: when its day is long over, or a new root no longer names its signer.
		for (const day of days.keys()) if (!held.headers.has(day)) days.delete(day);
	}

	return {
		trustState: () => held,
		findAllocation: (day) => days.get(day)?.allocation ?? null,
		save: (next, taken) => record(next, taken, (one, atMs) => replaceAllocation(database, one, atMs)),
		saveDelta(next, taken, delta) {
			const { count, bytes } = measureDeltas(database, taken.allocation.header.day);
			const isLong = count >= maxDeltas.count || bytes + delta.bytes.length > maxDeltas.bytes;
			record(next, taken, (one, atMs) => {
				if (isLong) replaceAllocation(database, one, atMs);
				else appendDelta(database, one, atMs, delta);
			});
		},
		setDayKey(day, dayKey) {
			const entry = days.get(day);
			if (entry !== undefined) days.set(day, { ...entry, dayKey });
		},
		forgetDayKey(day) {
			const entry = days.get(day);
			if (entry !== undefined) days.set(day, { ...entry, dayKey: null });
		},
		allocationFor(voucher, now) {
			const all = [...days].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
			const isIn = (entry: DayAllocation, ms: number) =>
				entry.allocation.header.opensAt <= ms && ms < entry.allocation.header.closesAt;
			const inForce = all.find((entry) => isIn(entry, now));
			const itsOwn = voucher === null ? undefined : all.find((entry) => isIn(entry, voucher.notBefore * 1000));
			return inForce ?? itsOwn ?? all.at(-1) ?? null;
		},
	};
}
