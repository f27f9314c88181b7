import type { Digest, KioskId, PublicKey } from "../../../../core/identity.ts";
import type { DatabaseHandle } from "../database.ts";

/** An enrolled device, its newest incarnation, and how far of that is held: `size` lines, the last of which hashes to `head`. */
export type Kiosk = {
	readonly kiosk: KioskId;
	readonly venue: number;
	readonly label: string;
	readonly publicKey: PublicKey;
	readonly incarnation: number;
	readonly enrolledAt: number;
	readonly lastSeenAt: number;
	readonly size: number;
	readonly head: Digest;
	readonly nonce: string;
};

export type Kiosks = ReturnType<typeof prepareKiosks>;

export function prepareKiosks(db: DatabaseHandle) {
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
	const ofKey = db.prepare<{ publicKey: PublicKey }, Kiosk>(`${newest} WHERE k.publicKey = :publicKey`);
	const all = db.prepare<[], Kiosk>(`${newest} ORDER BY k.venue, k.enrolledAt, k.kiosk`);
	const see = db.prepare<{ kiosk: KioskId; nowMs: number }>(
		"UPDATE kiosks SET lastSeenAt = MAX(lastSeenAt, :nowMs) WHERE kiosk = :kiosk",
	);
	return {
		add(kiosk: Kiosk): void {
			add.run(kiosk);
			addFirst.run(kiosk);
		},
		find(kiosk: KioskId): Kiosk | null {
			return find.get({ kiosk }) ?? null;
		},
		ofKey(publicKey: PublicKey): Kiosk | null {
			return ofKey.get({ publicKey }) ?? null;
		},
		all(): readonly Kiosk[] {
			return all.all();
		},
		see(kiosk: KioskId, nowMs: number): void {
			see.run({ kiosk, nowMs });
		},
	};
}
