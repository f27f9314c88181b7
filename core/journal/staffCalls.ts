import type { Entry } from "./journal.ts";
import type { StaffCaller } from "./values.ts";

/** One open call for a member of staff: from whom, for a device what is wrong with it, and since when (Unix ms). */
export type StaffCall = { readonly of: StaffCaller; readonly why: string | null; readonly sinceMs: number };

export function applyEntryToStaffCalls(wanted: readonly StaffCall[], entry: Entry): readonly StaffCall[] {
	if (entry.kind !== "attention") return wanted;
	const others = wanted.filter(({ of }) => of !== entry.of);
	return entry.is === "settled" ? others : [...others, { of: entry.of, why: entry.why, sinceMs: entry.at }];
}
