import type { KioskId } from "../../../core/identity.ts";

/**
 * What about a journal a person should look at. `truncation`: lines are missing, before one that came or behind a head the
 * kiosk told. `fork`: two lines of one place. Of a `broken` or `foreign` batch nothing was taken; a `flagged` line is held.
 */
export type AlarmKind = "truncation" | "fork" | "broken" | "foreign" | "flagged";

/**
 * `evidence` is what was sent: a signed line, or a signed request for a new incarnation. `held` is the signed line it
 * contradicts, received at `heldAt`; `batch` tells which lines came with it. The same alarm again only counts up.
 */
export type Alarm = {
	readonly alarm: number;
	readonly venue: number;
	readonly kiosk: KioskId;
	readonly incarnation: number;
	readonly kind: AlarmKind;
	readonly seq: number;
	readonly evidence: string;
	readonly held: string | null;
	readonly heldAt: number | null;
	readonly batch: string | null;
	readonly firstAt: number;
	readonly lastAt: number;
	readonly times: number;
};

export type NewAlarm = Omit<Alarm, "alarm" | "firstAt" | "lastAt" | "times"> & { readonly at: number };

/** The alarms of all venues. */
export interface Alarms {
	/** Adds an alarm; the same kind at the same place of the same journal counts up `times` and sets `lastAt`. */
	raise(alarm: NewAlarm): void;
	/** The latest first. */
	list(): readonly Alarm[];
	find(alarm: number): Alarm | null;
}
