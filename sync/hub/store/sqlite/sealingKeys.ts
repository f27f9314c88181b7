import type { Day, KioskId } from "../../../../core/identity.ts";
import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import type { SealingKey, SealingKeys } from "../sealingKeys.ts";

export function prepareSealingKeys(db: WritableDatabase): SealingKeys {
	const find = db.prepare<{ kiosk: KioskId; day: Day }, SealingKey>(
		"SELECT * FROM sealingKeys WHERE kiosk = :kiosk AND day = :day",
	);
	const put = db.prepare<SealingKey>(`
		INSERT INTO sealingKeys (kiosk, day, incarnation, publicKey, changes)
		VALUES (:kiosk, :day, :incarnation, :publicKey, :changes)
		ON CONFLICT (kiosk, day) DO UPDATE SET
			incarnation = excluded.incarnation, publicKey = excluded.publicKey, changes = excluded.changes
	`);
	const listOfDay = db.prepare<{ venue: number; day: Day }, SealingKey>(`
		SELECT s.* FROM sealingKeys AS s JOIN kiosks AS k ON k.kiosk = s.kiosk
		WHERE k.venue = :venue AND s.day = :day
		AND s.incarnation = (SELECT MAX(i.incarnation) FROM incarnations AS i WHERE i.kiosk = s.kiosk)
		AND NOT EXISTS (SELECT 1 FROM revokedKiosks AS r WHERE r.kiosk = s.kiosk)
		ORDER BY k.enrolledAt, s.kiosk LIMIT 256
	`);
	return {
		find: (kiosk, day) => find.get({ kiosk, day }) ?? null,
		put(key) {
			assertOneChange(`the sealing key of ${key.kiosk} on ${key.day}`, put.run(key));
		},
		listOfDay: (venue, day) => listOfDay.all({ venue, day }),
	};
}
