import type { Day, KioskId, RowKey } from "../../../core/identity.ts";
import type { VoucherRow } from "./standings.ts";

/** A revoked voucher: the issues below `leastIssue`, or all where it is null. `revokedAt` is Unix ms. */
export type RevokedVoucher = {
	readonly venue: number;
	readonly day: Day;
	readonly row: RowKey;
	readonly leastIssue: number | null;
	readonly why: string;
	readonly revokedAt: number;
};

/** A revoked kiosk: lines of its incarnation after `lastSeq` do not count. `revokedAt` is Unix ms. */
export type RevokedKiosk = {
	readonly venue: number;
	readonly kiosk: KioskId;
	readonly incarnation: number;
	readonly lastSeq: number;
	readonly why: string;
	readonly revokedAt: number;
};

/** The revocations of all venues. A revocation is never withdrawn or narrowed. */
export interface StoredRevocations {
	/** Adds a revocation; a known one keeps the higher `leastIssue`, and null (no issue is good) for ever. */
	addVoucher(voucher: RevokedVoucher): void;
	/** Adds a revocation; a known one keeps the lower `lastSeq`. */
	addKiosk(kiosk: RevokedKiosk): void;
	findVoucher(voucher: VoucherRow): RevokedVoucher | null;
	/** Whether any incarnation of the kiosk is revoked. */
	isKioskRevoked(kiosk: KioskId): boolean;
	listVouchers(venue: number): readonly RevokedVoucher[];
	listKiosks(venue: number): readonly RevokedKiosk[];
	/** The last seq of a journal that still counts; null where its kiosk is not revoked. */
	findLastHonoured(kiosk: KioskId, incarnation: number): number | null;
}
