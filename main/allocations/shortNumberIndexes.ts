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

/** An index is used only with the header that holds its digest: a damaged or outdated one counts as missing and is fetched again. */
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
