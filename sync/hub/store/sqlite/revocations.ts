import type { Day, KioskId, RowKey } from "../../../../core/identity.ts";
import type { DatabaseHandle } from "../database.ts";

/** What officers took back, and why; the signed list is made of it. */
export type RevokedVoucher = {
	readonly venue: number;
	readonly day: Day;
	readonly row: RowKey;
	readonly leastIssue: number | null;
	readonly why: string;
	readonly revokedAt: number;
};

export type RevokedKiosk = {
	readonly venue: number;
	readonly kiosk: KioskId;
	readonly incarnation: number;
	readonly lastSeq: number;
	readonly why: string;
	readonly revokedAt: number;
};

export type StoredRevocations = ReturnType<typeof prepareRevocations>;

export function prepareRevocations(db: DatabaseHandle) {
	// A revocation only ever grows: an issue once revoked stays so, and "none is good" is the end.
	const addVoucher = db.prepare<RevokedVoucher>(`
		INSERT INTO revokedVouchers (venue, day, row, leastIssue, why, revokedAt)
		VALUES (:venue, :day, :row, :leastIssue, :why, :revokedAt)
		ON CONFLICT (venue, day, row) DO UPDATE SET why = excluded.why, revokedAt = excluded.revokedAt,
			leastIssue = CASE WHEN revokedVouchers.leastIssue IS NULL OR excluded.leastIssue IS NULL THEN NULL
				ELSE MAX(revokedVouchers.leastIssue, excluded.leastIssue) END
	`);
	const addKiosk = db.prepare<RevokedKiosk>(`
		INSERT INTO revokedKiosks (venue, kiosk, incarnation, lastSeq, why, revokedAt)
		VALUES (:venue, :kiosk, :incarnation, :lastSeq, :why, :revokedAt)
		ON CONFLICT (venue, kiosk, incarnation) DO UPDATE SET why = excluded.why, revokedAt = excluded.revokedAt,
			lastSeq = MIN(revokedKiosks.lastSeq, excluded.lastSeq)
	`);
	const vouchers = db.prepare<{ venue: number }, RevokedVoucher>(
		"SELECT * FROM revokedVouchers WHERE venue = :venue ORDER BY day, row",
	);
	const kiosks = db.prepare<{ venue: number }, RevokedKiosk>(
		"SELECT * FROM revokedKiosks WHERE venue = :venue ORDER BY kiosk, incarnation",
	);
	const kiosk = db.prepare<{ kiosk: KioskId; incarnation: number }, RevokedKiosk>(
		"SELECT * FROM revokedKiosks WHERE kiosk = :kiosk AND incarnation = :incarnation",
	);
	return {
		/** The last line that still counts of a journal; null when its window is not revoked. */
		lastHonoured(of: KioskId, incarnation: number): number | null {
			return kiosk.get({ kiosk: of, incarnation })?.lastSeq ?? null;
		},
		addVoucher(voucher: RevokedVoucher): void {
			addVoucher.run(voucher);
		},
		addKiosk(kiosk: RevokedKiosk): void {
			addKiosk.run(kiosk);
		},
		vouchers(venue: number): readonly RevokedVoucher[] {
			return vouchers.all({ venue });
		},
		kiosks(venue: number): readonly RevokedKiosk[] {
			return kiosks.all({ venue });
		},
	};
}
