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
	/** That of the day that is open now; null between days. */
	readonly inForce: () => DayAllocation | null;
	readonly ofDay: (day: Day) => DayAllocation | null;
	/**
	 * The list in force; else the one this voucher belongs to. Else, between days, that of the ended day while its shift is
	 * open, so that the shift can be closed; then that of the day to come, so that a shift opened early goes on; and after
	 * the last day that of the last one, so that its end can be told.
	 */
	readonly allocationFor: (voucher: Voucher | null) => DayAllocation | null;
	/** Puts documents, and a list with them, in force. A list whose header is gone goes with it. */
	readonly replace: (next: TrustState, taken: (KeyedAllocation & { readonly takenAtMs: number }) | null) => void;
	/** K_day, once this kiosk has opened what was sealed to it; null when the day is over. It is in memory only. */
	readonly setDayKey: (day: Day, dayKey: Uint8Array | null) => void;
};

/** Every list on the disk is verified again when it is read: trust comes from signatures, not from where a file lies. */
export function openAllocations(
	database: Database,
	restored: TrustState,
	clock: Pick<Clock, "nowMs">,
	hasOpenShift: (day: Day) => boolean,
): Allocations {
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

	function findOpenAt(ms: number): DayAllocation | null {
		for (const entry of days.values()) {
			const { opensAt, closesAt } = entry.allocation.header;
			if (opensAt <= ms && ms < closesAt) return entry;
		}
		return null;
	}

	function betweenDays(): DayAllocation | null {
		const nowMs = clock.nowMs();
		const all = [...days].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
		const ended = all.findLast(({ allocation }) => allocation.header.closesAt <= nowMs) ?? null;
		if (ended !== null && hasOpenShift(ended.allocation.header.day)) return ended;
		return all.find(({ allocation }) => allocation.header.opensAt > nowMs) ?? ended;
	}

	return {
		trustState: () => trustState,
		findAllocation: (day) => days.get(day)?.allocation ?? null,
		inForce: () => findOpenAt(clock.nowMs()),
		ofDay: (day) => days.get(day) ?? null,
		allocationFor(voucher) {
			const inForce = findOpenAt(clock.nowMs());
			const itsOwn = () => (voucher === null ? null : findOpenAt(voucher.notBefore * 1000));
			return inForce ?? itsOwn() ?? betweenDays();
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
