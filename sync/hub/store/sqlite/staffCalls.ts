import type { StaffCaller } from "../../../../core/journal/values.ts";
import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import type { KioskAddress, StaffCallAtKiosk, StaffCalls } from "../staffCalls.ts";

export function prepareStaffCalls(db: WritableDatabase): StaffCalls {
	const open = db.prepare<KioskAddress & { needy: StaffCaller; why: string | null; since: number }>(`
		INSERT INTO attention (venue, kiosk, needy, why, since) VALUES (:venue, :kiosk, :needy, :why, :since)
		ON CONFLICT (venue, kiosk, needy) DO UPDATE SET why = excluded.why, since = excluded.since
	`);
	const close = db.prepare<KioskAddress & { needy: StaffCaller }>(
		"DELETE FROM attention WHERE venue = :venue AND kiosk = :kiosk AND needy = :needy",
	);
	const listAtOthers = db.prepare<KioskAddress & { after: number }, StaffCallAtKiosk>(`
		SELECT a.needy AS "of", a.why, a.since AS sinceMs, k.label FROM attention AS a JOIN kiosks AS k USING (kiosk)
		WHERE a.venue = :venue AND a.kiosk <> :kiosk AND a.since > :after ORDER BY a.since
	`);
	return {
		open({ venue, kiosk }, { of: needy, why, sinceMs: since }) {
			assertOneChange(`a call for staff at ${kiosk}`, open.run({ venue, kiosk, needy, why, since }));
		},
		close({ venue, kiosk }, needy) {
			close.run({ venue, kiosk, needy });
		},
		listAtOthers: ({ venue, kiosk }, after) => listAtOthers.all({ venue, kiosk, after }),
	};
}
