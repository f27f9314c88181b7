import type { Verdict } from "../../../core/contract/contract.ts";
import type { ScanSource } from "../../../core/journal/journal.ts";
import type { RequestFailure } from "../request-driver.ts";

export type VisitScan = { readonly scan: number; readonly text: string; readonly source: ScanSource };
export type OfferedVerdict = Extract<Verdict, { kind: "offered" }>;
export type AdmittedVerdict = Extract<Verdict, { kind: "admitted" }>;
export type RefusedVerdict = Extract<Verdict, { kind: "refused" }>;

/** What a member sees. `sinceMs` is when it came; `left` counts the seconds until it goes by itself. */
export type VisitStage =
	| { readonly kind: "attract"; readonly sinceMs: number }
	| {
			readonly kind: "offered";
			readonly scan: VisitScan;
			readonly verdict: OfferedVerdict;
			readonly chosen: number;
			readonly sinceMs: number;
			/** Nobody has touched it for a while: "still there?" is asked. Null while there is no need to. */
			readonly left: number | null;
	  }
	| {
			readonly kind: "admitted";
			readonly scan: VisitScan;
			readonly verdict: AdmittedVerdict;
			readonly sinceMs: number;
			/** The verdict alone comes first; then, while it stays, satisfaction is asked for. */
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

/** What the main process is being asked now; nothing else is asked until it is answered or given up. */
export type VisitRequest =
	| { readonly kind: "scan"; readonly scan: VisitScan }
	| { readonly kind: "admit"; readonly scan: VisitScan; readonly offer: string; readonly persons: number };

/** With nobody touching anything and nothing read, the screen goes back to its start. */
export const idleMs = 15_000;
/** An offer is not dropped without a question, which stays as long again. */
export const stillThereMs = 15_000;
/** An admission is read for so long, with a ticket to take a little longer, before anything is asked. */
export const verdictReadingMs = 3500;
export const ticketReadingMs = 5000;
export const ratingMs = 6000;
export const thanksMs = 2500;
/** A refusal is shown at least so long, so that nobody's is missed. */
export const minRefusalMs = 1500;
/** What newly came under a finger is not what the finger meant. */
export const touchDebounceMs = 600;
