import type { KioskId } from "../../../core/identity.ts";
import type { Handle } from "./database.ts";

/** What about a journal a person should look at. Only `flagged` lines were accepted; of the others nothing was. */
export type AlarmKind = "gap" | "fork" | "broken" | "foreign" | "flagged";

/** `evidence` is the line itself, where there is one. The same alarm again only counts up. */
export type Alarm = {
	readonly alarm: number;
	readonly venue: number;
	readonly kiosk: KioskId;
	readonly incarnation: number;
	readonly kind: AlarmKind;
	readonly seq: number;
	readonly evidence: string;
	readonly firstAt: number;
	readonly lastAt: number;
	readonly times: number;
};

type NewAlarm = Omit<Alarm, "alarm" | "firstAt" | "lastAt" | "times"> & { readonly at: number };

export type Alarms = ReturnType<typeof alarmsIn>;

export function alarmsIn(db: Handle) {
	const raise = db.prepare<NewAlarm>(`
		INSERT INTO alarms (venue, kiosk, incarnation, kind, seq, evidence, firstAt, lastAt, times)
		VALUES (:venue, :kiosk, :incarnation, :kind, :seq, :evidence, :at, :at, 1)
		ON CONFLICT (kiosk, incarnation, kind, seq) DO UPDATE SET lastAt = excluded.lastAt, times = alarms.times + 1
	`);
	const all = db.prepare<[], Alarm>("SELECT * FROM alarms ORDER BY lastAt DESC, alarm DESC");
	return {
		raise(alarm: NewAlarm): void {
			raise.run(alarm);
		},
		all(): readonly Alarm[] {
			return all.all();
		},
	};
}
