import type { Day, KioskId, RowKey } from "../../../core/identity.ts";

export type VoucherRow = { readonly venue: number; readonly day: Day; readonly row: RowKey };

/** A voucher's admissions in all journals received: `admitted` is Σ redeemed − Σ voided over the venue's kiosks. */
export type HubStanding = VoucherRow & { readonly session: number; readonly party: number; readonly admitted: number };

/** One admission and the line that records it. `voidedBy` is the seq of the line that voided it. `at` is Unix ms by the kiosk's clock. */
export type Admission = VoucherRow & {
	readonly kiosk: KioskId;
	readonly incarnation: number;
	readonly branch: number;
	readonly seq: number;
	readonly session: number;
	readonly persons: number;
	readonly at: number;
	readonly voidedBy: number | null;
};

/** Identifies a line among all journals. */
export type LineAddress = {
	readonly kiosk: KioskId;
	readonly incarnation: number;
	readonly branch: number;
	readonly seq: number;
};

/** The admissions of all journals, and each voucher's standing computed from them. */
export interface Standings {
	/** Adds an admission and raises the standing of its voucher, whose session and party it sets. */
	addAdmission(admission: Omit<Admission, "voidedBy">, party: number): void;
	/** Marks an admission as voided by the line `by` of its journal and lowers the standing. Throws where it was voided before. */
	voidAdmission(admission: Admission, by: number): void;
	/**
	 * Deletes the admissions of a revoked journal after its last honoured seq, takes back voids recorded after it, and
	 * corrects the standings. The lines themselves stay in the journal.
	 */
	discardAfter(kiosk: KioskId, incarnation: number, lastSeq: number): void;
	/** The admission that a line recorded, or null. */
	findAdmission(line: LineAddress): Admission | null;
	find(voucher: VoucherRow): HubStanding | null;
	/** By day and row. Null stands for every day. */
	list(venue: number, day: Day | null): readonly HubStanding[];
	/** The admissions of one voucher, by time; voided ones too. */
	listAdmissions(voucher: VoucherRow): readonly Admission[];
}
