import { z } from "zod";
import type { Entry } from "./journal.ts";

/** Who or what may want a member of staff: a member at the kiosk, or a part of it. */
export const Needy = z.enum(["member", "printer", "camera", "scanner", "allocation"]);
export type Needy = z.infer<typeof Needy>;

/** What is wanted now, with what is wrong of a device; Unix ms. */
export type Wanted = { readonly of: Needy; readonly why: string | null; readonly sinceMs: number };

export function attentionAfter(wanted: readonly Wanted[], entry: Entry): readonly Wanted[] {
	if (entry.kind !== "attention") return wanted;
	const others = wanted.filter(({ of }) => of !== entry.of);
	return entry.is === "settled" ? others : [...others, { of: entry.of, why: entry.why, sinceMs: entry.at }];
}
