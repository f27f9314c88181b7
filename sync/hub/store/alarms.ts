import type { KioskId } from "../../../core/identity.ts";

/**
 * Why a person should inspect a journal. `truncation`: lines are missing before a line that was sent, or after the end that
 * the kiosk stated. `fork`: two lines with one seq. Nothing of a `broken` or `foreign` batch is stored; a `flagged` line is.
 * `clock`: kiosks state another time than the hub.
 */
export type AlarmKind = "truncation" | "fork" | "broken" | "foreign" | "flagged" | "clock";

/**
 * `evidence` is what was sent: a signed line, or a signed request for a new incarnation. `held` is the signed line that it
 * contradicts, received at `heldAt`; `batch` identifies the batch it came in. Times are Unix ms.
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
	/** The newest of this kind at the venue that was raised since then. */
	findNewest(venue: number, kind: AlarmKind, sinceMs: number): Alarm | null;
}
