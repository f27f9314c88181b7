import type { Day, KioskId } from "../../../../core/identity.ts";
import type { DatabaseHandle } from "../database.ts";

/** The X25519 key that a window made for one day, in hex. `changes` counts the keys it had before this one. */
export type SealingKey = {
	readonly kiosk: KioskId;
	readonly day: Day;
	readonly incarnation: number;
	readonly publicKey: string;
	readonly changes: number;
};

export type SealingKeys = ReturnType<typeof prepareSealingKeys>;

export function prepareSealingKeys(db: DatabaseHandle) {
	const find = db.prepare<{ kiosk: KioskId; day: Day }, SealingKey>(
		"SELECT * FROM sealingKeys WHERE kiosk = :kiosk AND day = :day",
	);
	const put = db.prepare<SealingKey>(`
		INSERT INTO sealingKeys (kiosk, day, incarnation, publicKey, changes)
		VALUES (:kiosk, :day, :incarnation, :publicKey, :changes)
		ON CONFLICT (kiosk, day) DO UPDATE SET
			incarnation = excluded.incarnation, publicKey = excluded.publicKey, changes = excluded.changes
	`);
	// A window that was revoked, or has begun a new incarnation, gets nothing sealed to the keys it had.
	const ofDay = db.prepare<{ venue: number; day: Day }, SealingKey>(`
		SELECT s.* FROM sealingKeys AS s JOIN kiosks AS k ON k.kiosk = s.kiosk
		WHERE k.venue = :venue AND s.day = :day
		AND s.incarnation = (SELECT MAX(i.incarnation) FROM incarnations AS i WHERE i.kiosk = s.kiosk)
		AND NOT EXISTS (
			SELECT 1 FROM revokedKiosks AS r WHERE r.kiosk = s.kiosk AND r.incarnation = s.incarnation
		)
		ORDER BY k.enrolledAt, s.kiosk LIMIT 256
	`);
	return {
		find(kiosk: KioskId, day: Day): SealingKey | null {
			return find.get({ kiosk, day }) ?? null;
		},
		put(key: SealingKey): void {
			put.run(key);
		},
		/** Of the venue's windows that may have the day's secrets. */
		ofDay(venue: number, day: Day): readonly SealingKey[] {
			return ofDay.all({ venue, day });
		},
	};
}
