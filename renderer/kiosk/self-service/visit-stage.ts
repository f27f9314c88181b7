import type { Verdict } from "../../../core/contract/contract.ts";
import type { ScanSource } from "../../../core/journal/journal.ts";
import type { RequestFailure } from "../request-driver.ts";

export type VisitScan = { readonly scan: number; readonly text: string; readonly source: ScanSource };
export type OfferedVerdict = Extract<Verdict, { kind: "offered" }>;
export type AdmittedVerdict = Extract<Verdict, { kind: "admitted" }>;
export type RefusedVerdict = Extract<Verdict, { kind: "refused" }>;

/** What a member sees. `sinceMs` is when it appeared; `left` is the countdown in seconds until it disappears. */
export type VisitStage =
	| { readonly kind: "attract"; readonly sinceMs: number }
	| {
			readonly kind: "offered";
			readonly scan: VisitScan;
			readonly verdict: OfferedVerdict;
			readonly chosen: number;
			readonly sinceMs: number;
			/** Set while "still there?" is asked because nobody has touched the screen; otherwise null. */
			readonly left: number | null;
	  }
	| {
			readonly kind: "admitted";
			readonly scan: VisitScan;
			readonly verdict: AdmittedVerdict;
			readonly sinceMs: number;
			/** Null while only the verdict is shown; set while a rating is asked for. */
			readonly left: number | null;
	  }
	| {
			readonly kind: "thanks";
			readonly scan: VisitScan;
			readonly line: number;
			readonly rating: number;
			readonly sinceMs: number;
	  }
	| { readonly kind: "refused"; readonly scan: VisitScan; readonly verdict: RefusedVerdict; readonly sinceMs: number }
	| { readonly kind: "trouble"; readonly scan: VisitScan; readonly why: RequestFailure; readonly sinceMs: number };

/** The one request to the main process in flight; the next waits until it is answered or given up. */
export type VisitRequest =
	| { readonly kind: "scan"; readonly scan: VisitScan }
	| { readonly kind: "admit"; readonly scan: VisitScan; readonly offer: string; readonly persons: number };

/** Without a touch or a scan for this long, the screen returns to its start. */
export const idleMs = 15_000;
/** Before an offer is dropped, "still there?" is asked for this long. */
export const stillThereMs = 15_000;
/** An admission is shown this long before a rating is asked for; a little longer with a ticket to take. */
export const verdictReadingMs = 3500;
export const ticketReadingMs = 5000;
export const ratingMs = 6000;
export const thanksMs = 2500;
/** A refusal is shown at least this long, so that none is missed. */
export const minRefusalMs = 1500;
/** A touch this soon after a change was meant for what was there before. */
export const touchDebounceMs = 600;
