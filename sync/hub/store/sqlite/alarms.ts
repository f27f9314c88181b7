import type { KioskId } from "../../../../core/identity.ts";
import type { DatabaseHandle } from "../database.ts";

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

export type Alarms = ReturnType<typeof prepareAlarms>;

export function prepareAlarms(db: DatabaseHandle) {
	const raise = db.prepare<NewAlarm>(`
		INSERT INTO alarms (venue, kiosk, incarnation, kind, seq, evidence, held, heldAt, batch, firstAt, lastAt, times)
		VALUES (:venue, :kiosk, :incarnation, :kind, :seq, :evidence, :held, :heldAt, :batch, :at, :at, 1)
		ON CONFLICT (kiosk, incarnation, kind, seq) DO UPDATE SET lastAt = excluded.lastAt, times = alarms.times + 1
	`);
	const all = db.prepare<[], Alarm>("SELECT * FROM alarms ORDER BY lastAt DESC, alarm DESC");
	const find = db.prepare<{ alarm: number }, Alarm>("SELECT * FROM alarms WHERE alarm = :alarm");
	return {
		raise(alarm: NewAlarm): void {
			raise.run(alarm);
		},
		all(): readonly Alarm[] {
			return all.all();
		},
		find(alarm: number): Alarm | null {
			return find.get({ alarm }) ?? null;
		},
	};
}
