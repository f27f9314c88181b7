import type { Digest, KioskId, PublicKey } from "../../../core/identity.ts";

/** An enrolled device with its newest incarnation, which is stored through line `size`, whose hash is `head`. Times are Unix ms. */
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

/** The enrolled kiosks of all venues. */
export interface Kiosks {
	/** Adds a kiosk and its first incarnation. Throws where its id or its key is enrolled already. */
	add(kiosk: Kiosk): void;
	find(kiosk: KioskId): Kiosk | null;
	findByKey(publicKey: PublicKey): Kiosk | null;
	/** By venue and time of enrolment. */
	list(): readonly Kiosk[];
	/** Raises `lastSeenAt` to `nowMs`. Throws where the kiosk is unknown. */
	markSeen(kiosk: KioskId, nowMs: number): void;
}
