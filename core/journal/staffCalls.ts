import { z } from "zod";
import type { Entry } from "./journal.ts";

/** Who or what may want a member of staff: a member at the kiosk, or a part of it. */
export const StaffCaller = z.enum(["member", "printer", "camera", "scanner", "allocation"]);
export type StaffCaller = z.infer<typeof StaffCaller>;

/** What is wanted now, with what is wrong of a device; Unix ms. */
export type StaffCall = { readonly of: StaffCaller; readonly why: string | null; readonly sinceMs: number };

export function applyEntryToStaffCalls(wanted: readonly StaffCall[], entry: Entry): readonly StaffCall[] {
	if (entry.kind !== "attention") return wanted;
	const others = wanted.filter(({ of }) => of !== entry.of);
	return entry.is === "settled" ? others : [...others, { of: entry.of, why: entry.why, sinceMs: entry.at }];
}
