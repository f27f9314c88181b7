import type { Day, KioskId, RowKey } from "../../../core/identity.ts";

export type VoucherRow = { readonly venue: number; readonly day: Day; readonly row: RowKey };

/** A voucher's admissions in all journals received: `admitted` is Σ redeemed − Σ voided over the venue's kiosks. */
export type HubStanding = VoucherRow & { readonly session: number; readonly party: number; readonly admitted: number };

/** One admission and the line that records it. `at` is Unix ms by the kiosk's clock. */
export type Admission = VoucherRow & {
	readonly kiosk: KioskId;
	readonly incarnation: number;
	readonly branch: number;
	readonly seq: number;
	readonly session: number;
	readonly persons: number;
	readonly at: number;
	/** Those of its persons who were not voided. */
	readonly inside: number;
};

/** An admission by a tick on the paper list, typed in by `by` at `at` (Unix ms), and taken back by `voidedBy`. */
export type PaperAdmission = VoucherRow & {
	readonly paper: number;
	readonly session: number;
	readonly persons: number;
	readonly by: string;
	readonly at: number;
	readonly voidedBy: string | null;
	readonly voidedAt: number | null;
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
	addAdmission(admission: Omit<Admission, "inside">, party: number): void;
	/**
	 * Takes so many persons back from an admission, by a line of its journal, and lowers the standing. Throws where fewer
	 * are inside.
	 */
	voidAdmission(admission: Admission, by: Pick<LineAddress, "branch" | "seq">, persons: number): void;
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
	/** As `addAdmission`, without a journal. Throws where the voucher has one that is not taken back. */
	addPaperAdmission(admission: Omit<PaperAdmission, "paper" | "voidedBy" | "voidedAt">, party: number): void;
	/** Marks it as taken back and lowers the standing. Throws where it was taken back before. */
	voidPaperAdmission(admission: PaperAdmission, by: string, atMs: number): void;
	/** The one that is not taken back, or null. */
	findPaperAdmission(voucher: VoucherRow): PaperAdmission | null;
	/** By time; those taken back too. */
	listPaperAdmissions(voucher: VoucherRow): readonly PaperAdmission[];
}
