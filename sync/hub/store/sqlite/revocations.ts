import type { KioskId } from "../../../../core/identity.ts";
import { assertOneChange, type WritableDatabase } from "../../../sqlite.ts";
import type { RevokedKiosk, RevokedVoucher, StoredRevocations } from "../revocations.ts";
import type { VoucherRow } from "../standings.ts";

export function prepareRevocations(db: WritableDatabase): StoredRevocations {
	// A revocation is only ever extended: a higher `leastIssue`, or null, which revokes every issue.
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
	const findVoucher = db.prepare<VoucherRow, RevokedVoucher>(
		"SELECT * FROM revokedVouchers WHERE venue = :venue AND day = :day AND row = :row",
	);
	const findAnyOfKiosk = db.prepare<{ kiosk: KioskId }, RevokedKiosk>(
		"SELECT * FROM revokedKiosks WHERE kiosk = :kiosk LIMIT 1",
	);
	const listVouchers = db.prepare<{ venue: number }, RevokedVoucher>(
		"SELECT * FROM revokedVouchers WHERE venue = :venue ORDER BY day, row",
	);
	const listKiosks = db.prepare<{ venue: number }, RevokedKiosk>(
		"SELECT * FROM revokedKiosks WHERE venue = :venue ORDER BY kiosk, incarnation",
	);
	const findKiosk = db.prepare<{ kiosk: KioskId; incarnation: number }, RevokedKiosk>(
		"SELECT * FROM revokedKiosks WHERE kiosk = :kiosk AND incarnation = :incarnation",
	);
	return {
		addVoucher(voucher) {
			assertOneChange(`the revocation of the row ${voucher.row}`, addVoucher.run(voucher));
		},
		addKiosk(kiosk) {
			assertOneChange(`the revocation of ${kiosk.kiosk}`, addKiosk.run(kiosk));
		},
		findVoucher: ({ venue, day, row }) => findVoucher.get({ venue, day, row }) ?? null,
		isKioskRevoked: (kiosk) => findAnyOfKiosk.get({ kiosk }) !== undefined,
		listVouchers: (venue) => listVouchers.all({ venue }),
		listKiosks: (venue) => listKiosks.all({ venue }),
		findLastHonoured: (kiosk, incarnation) => findKiosk.get({ kiosk, incarnation })?.lastSeq ?? null,
	};
}
