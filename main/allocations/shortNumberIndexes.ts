import type { AllocationHeader } from "../../core/allocation/allocation.ts";
import { hashShortNumbers } from "../../core/allocation/shortNumber.ts";
import type { Day, Digest } from "../../core/identity.ts";
import type { ShortNumberStore } from "../../sync/client/shortNumbers.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import type { Database } from "../store/database.ts";
import { readShortNumbers, writeShortNumbers } from "../store/numbers.ts";

/** The indexes of short numbers, by day. */
export type ShortNumberIndexes = ShortNumberStore;

type StoredIndex = { readonly digest: Digest; readonly index: Uint8Array };

/**
 * An index is handed out only to the header that signs for its very bytes, so one that was damaged on the disk, or that
 * belongs to an older list, is as good as none and is fetched again.
 */
export function openShortNumberIndexes(database: Database): ShortNumberIndexes {
	const kept = new Map<Day, StoredIndex>();
	for (const { day, entries } of readShortNumbers(database)) put(day, entries);

	function put(day: Day, index: Uint8Array): void {
		kept.set(day, { digest: hashShortNumbers(index, crypto), index });
	}

	return {
		find({ day, numbers }: AllocationHeader): Uint8Array | null {
			const held = kept.get(day);
			return held !== undefined && held.digest === numbers ? held.index : null;
		},
		put({ day }: AllocationHeader, index: Uint8Array): void {
			writeShortNumbers(database, { day, entries: index });
			put(day, index);
		},
	};
}
