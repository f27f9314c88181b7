import type { Digest, KioskId, PublicKey } from "../../../core/identity.ts";
import type { Head } from "../../../core/journal.ts";
import type { Handle } from "./database.ts";

/** An enrolled device and how far of its journal is held: `size` lines, the last of which hashes to `head`. */
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

export type Kiosks = ReturnType<typeof kiosksIn>;

export function kiosksIn(db: Handle) {
	const add = db.prepare<Kiosk>(`
		INSERT INTO kiosks (kiosk, venue, label, publicKey, incarnation, enrolledAt, lastSeenAt, size, head, nonce)
		VALUES (:kiosk, :venue, :label, :publicKey, :incarnation, :enrolledAt, :lastSeenAt, :size, :head, :nonce)
	`);
	const find = db.prepare<{ kiosk: KioskId }, Kiosk>("SELECT * FROM kiosks WHERE kiosk = :kiosk");
	const ofKey = db.prepare<{ publicKey: PublicKey }, Kiosk>("SELECT * FROM kiosks WHERE publicKey = :publicKey");
	const all = db.prepare<[], Kiosk>("SELECT * FROM kiosks ORDER BY venue, enrolledAt, kiosk");
	const see = db.prepare<{ kiosk: KioskId; nowMs: number }>(
		"UPDATE kiosks SET lastSeenAt = MAX(lastSeenAt, :nowMs) WHERE kiosk = :kiosk",
	);
	const advance = db.prepare<{ kiosk: KioskId; from: number; seq: number; digest: Digest; nonce: string }>(
		"UPDATE kiosks SET size = :seq, head = :digest, nonce = :nonce WHERE kiosk = :kiosk AND size = :from",
	);
	return {
		add(kiosk: Kiosk): void {
			add.run(kiosk);
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
		advance(kiosk: KioskId, from: number, to: Head, nonce: string): void {
			const { changes } = advance.run({ kiosk, from, ...to, nonce });
			if (changes !== 1) throw new Error(`The cursor of ${kiosk} was not at ${from}.`);
		},
	};
}
