import type { KioskId } from "../../../../core/identity.ts";
import type { StaffCall } from "../../../../core/journal/staffCalls.ts";
import type { StaffCaller } from "../../../../core/journal/values.ts";
import type { DatabaseHandle } from "../database.ts";

type KioskAddress = { readonly venue: number; readonly kiosk: KioskId };

/** What is wanted at a kiosk, with the label it goes by. */
export type StaffCallAtKiosk = StaffCall & { readonly label: string };

export type StaffCalls = ReturnType<typeof prepareStaffCalls>;

/** Who or what wants a member of staff, as the kiosks' journals last told. */
export function prepareStaffCalls(db: DatabaseHandle) {
	const put = db.prepare<KioskAddress & { needy: StaffCaller; why: string | null; since: number }>(`
		INSERT INTO attention (venue, kiosk, needy, why, since) VALUES (:venue, :kiosk, :needy, :why, :since)
		ON CONFLICT (venue, kiosk, needy) DO UPDATE SET why = excluded.why, since = excluded.since
	`);
	const remove = db.prepare<KioskAddress & { needy: StaffCaller }>(
		"DELETE FROM attention WHERE venue = :venue AND kiosk = :kiosk AND needy = :needy",
	);
	const others = db.prepare<KioskAddress & { after: number }, StaffCallAtKiosk>(`
		SELECT a.needy AS "of", a.why, a.since AS sinceMs, k.label FROM attention AS a JOIN kiosks AS k USING (kiosk)
		WHERE a.venue = :venue AND a.kiosk <> :kiosk AND a.since > :after ORDER BY a.since
	`);
	return {
		want({ venue, kiosk }: KioskAddress, { of: needy, why, sinceMs: since }: StaffCall): void {
			put.run({ venue, kiosk, needy, why, since });
		},
		settle({ venue, kiosk }: KioskAddress, needy: StaffCaller): void {
			remove.run({ venue, kiosk, needy });
		},
		/** At the venue's other kiosks, oldest first; what is older than `after` (Unix ms) nobody waits for any more. */
		atOthers({ venue, kiosk }: KioskAddress, after: number): readonly StaffCallAtKiosk[] {
			return others.all({ venue, kiosk, after });
		},
	};
}
