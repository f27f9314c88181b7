import { type Allocation, allocatedPersonsOf, verifyAllocation } from "../../core/allocation/allocation.ts";
import { invalidAllocation } from "../../core/allocation/bucket.ts";
import type { Day } from "../../core/identity.ts";
import type { TrustState } from "../../core/trust/trustState.ts";
import type { Voucher } from "../../core/voucher/voucher.ts";
import type { KeyedAllocation } from "../../sync/client/pull.ts";
import type { Clock } from "../../sync/clock.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import { readAllocations, readRows } from "../store/allocations.ts";
import type { Database } from "../store/database.ts";

/** A day's allocation that this kiosk may decide by. */
export type DayAllocation = {
	readonly allocation: Allocation;
	readonly key: Uint8Array;
	/** K_day, which tells rotating codes from forged ones; null until the hub has sealed it to this kiosk. */
	readonly dayKey: Uint8Array | null;
	readonly takenAtMs: number;
	/** Persons that may come, by session. */
	readonly allocated: ReadonlyMap<number, number>;
};

/** The documents and lists in force, in memory. allocationStore.ts writes them to the disk. */
export type Allocations = {
	readonly trustState: () => TrustState;
	readonly findAllocation: (day: Day) => Allocation | null;
	/** The list in force; else the one this voucher belongs to; else the last one, so that its end can be told. */
	readonly allocationFor: (voucher: Voucher | null) => DayAllocation | null;
	/** Puts documents, and a list with them, in force. A list whose header is gone goes with it. */
	readonly replace: (next: TrustState, taken: (KeyedAllocation & { readonly takenAtMs: number }) | null) => void;
	/** K_day, once this kiosk has opened what was sealed to it; null when the day is over. It is in memory only. */
	readonly setDayKey: (day: Day, dayKey: Uint8Array | null) => void;
};

/** Every list on the disk is verified again when it is read: trust comes from signatures, not from where a file lies. */
export function openAllocations(database: Database, restored: TrustState, clock: Pick<Clock, "nowMs">): Allocations {
	const days = new Map<Day, DayAllocation>();
	for (const { day, key, takenAtMs } of readAllocations(database)) {
		const header = restored.headers.get(day)?.document;
		if (header === undefined) continue;
		const rows = readRows(database, day);
		const allocation = rows === null ? invalidAllocation("root") : verifyAllocation(header, rows, crypto);
		if (!("kind" in allocation)) put({ allocation, key, takenAtMs });
	}
	let trustState = withListsOnly(restored);

	/** A list damaged on the disk is not in force: without its header it is missing, and the hub is asked for it again. */
	function withListsOnly(documents: TrustState): TrustState {
		return { ...documents, headers: new Map([...documents.headers].filter(([day]) => days.has(day))) };
	}

	/** K_day belongs to the day, whatever the version of its list. */
	function put({ allocation, key, takenAtMs }: Pick<DayAllocation, "allocation" | "key" | "takenAtMs">): void {
		const { day } = allocation.header;
		const dayKey = days.get(day)?.dayKey ?? null;
		days.set(day, { allocation, key, takenAtMs, dayKey, allocated: allocatedPersonsOf(allocation) });
	}

	return {
		trustState: () => trustState,
		findAllocation: (day) => days.get(day)?.allocation ?? null,
		allocationFor(voucher) {
			const nowMs = clock.nowMs();
			const all = [...days].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
			const isOpenAt = (entry: DayAllocation, ms: number) =>
				entry.allocation.header.opensAt <= ms && ms < entry.allocation.header.closesAt;
			const inForce = all.find((entry) => isOpenAt(entry, nowMs));
			const itsOwn = voucher === null ? undefined : all.find((entry) => isOpenAt(entry, voucher.notBefore * 1000));
			return inForce ?? itsOwn ?? all.at(-1) ?? null;
		},
		replace(next, taken) {
			trustState = next;
			if (taken !== null) put(taken);
			for (const day of days.keys()) if (!next.headers.has(day)) days.delete(day);
		},
		setDayKey(day, dayKey) {
			const entry = days.get(day);
			if (entry !== undefined) days.set(day, { ...entry, dayKey });
		},
	};
}
