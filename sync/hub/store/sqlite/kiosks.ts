import type { KioskId, PublicKey } from "../../../../core/identity.ts";
import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import type { Kiosk, Kiosks } from "../kiosks.ts";

export function prepareKiosks(db: WritableDatabase): Kiosks {
	const add = db.prepare<Kiosk>(`
		INSERT INTO kiosks (kiosk, venue, label, publicKey, enrolledAt, lastSeenAt)
		VALUES (:kiosk, :venue, :label, :publicKey, :enrolledAt, :lastSeenAt)
	`);
	const addFirst = db.prepare<Kiosk>(`
		INSERT INTO incarnations (kiosk, incarnation, openedAt, size, head, nonce)
		VALUES (:kiosk, :incarnation, :enrolledAt, :size, :head, :nonce)
	`);
	const newest = `
		SELECT k.*, i.incarnation, i.size, i.head, i.nonce FROM kiosks AS k
		JOIN incarnations AS i ON i.kiosk = k.kiosk
			AND i.incarnation = (SELECT MAX(incarnation) FROM incarnations WHERE kiosk = k.kiosk)
	`;
	const find = db.prepare<{ kiosk: KioskId }, Kiosk>(`${newest} WHERE k.kiosk = :kiosk`);
	const findByKey = db.prepare<{ publicKey: PublicKey }, Kiosk>(`${newest} WHERE k.publicKey = :publicKey`);
	const list = db.prepare<[], Kiosk>(`${newest} ORDER BY k.venue, k.enrolledAt, k.kiosk`);
	const markSeen = db.prepare<{ kiosk: KioskId; nowMs: number }>(
		"UPDATE kiosks SET lastSeenAt = MAX(lastSeenAt, :nowMs) WHERE kiosk = :kiosk",
	);
	return {
		add(kiosk) {
			assertOneChange(`the kiosk ${kiosk.kiosk}`, add.run(kiosk));
			assertOneChange(`the first incarnation of ${kiosk.kiosk}`, addFirst.run(kiosk));
		},
		find: (kiosk) => find.get({ kiosk }) ?? null,
		findByKey: (publicKey) => findByKey.get({ publicKey }) ?? null,
		list: () => list.all(),
		markSeen(kiosk, nowMs) {
			assertOneChange(`when ${kiosk} was last seen`, markSeen.run({ kiosk, nowMs }));
		},
	};
}
