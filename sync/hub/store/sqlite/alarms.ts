import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import type { Alarm, AlarmKind, Alarms, NewAlarm } from "../alarms.ts";

export function prepareAlarms(db: WritableDatabase): Alarms {
	const raise = db.prepare<NewAlarm>(`
		INSERT INTO alarms (venue, kiosk, incarnation, kind, seq, evidence, held, heldAt, batch, firstAt, lastAt, times)
		VALUES (:venue, :kiosk, :incarnation, :kind, :seq, :evidence, :held, :heldAt, :batch, :at, :at, 1)
		ON CONFLICT (kiosk, incarnation, kind, seq) DO UPDATE SET lastAt = excluded.lastAt, times = alarms.times + 1
	`);
	const list = db.prepare<[], Alarm>("SELECT * FROM alarms ORDER BY lastAt DESC, alarm DESC");
	const find = db.prepare<{ alarm: number }, Alarm>("SELECT * FROM alarms WHERE alarm = :alarm");
	const findNewest = db.prepare<{ venue: number; kind: AlarmKind; sinceMs: number }, Alarm>(
		"SELECT * FROM alarms WHERE venue = :venue AND kind = :kind AND lastAt >= :sinceMs ORDER BY lastAt DESC LIMIT 1",
	);
	return {
		raise(alarm) {
			assertOneChange(`the alarm of line ${alarm.seq} of ${alarm.kiosk}`, raise.run(alarm));
		},
		list: () => list.all(),
		find: (alarm) => find.get({ alarm }) ?? null,
		findNewest: (venue, kind, sinceMs) => findNewest.get({ venue, kind, sinceMs }) ?? null,
	};
}
