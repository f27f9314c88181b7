import type { Refusal } from "../admission/decide.ts";
import type { Session } from "../allocation/session.ts";
import type { Title } from "../identity.ts";

/**
 * One of this kiosk's own admissions that may still be undone, wholly or in part, and its ticket printed again. Times are
 * Unix ms.
 */
export type FoundAdmission = {
	readonly line: number;
	readonly atMs: number;
	readonly persons: number;
	/** Those of them who were not voided. */
	readonly inside: number;
	readonly party: number;
	readonly session: Session | null;
	/** The seats of those inside. */
	readonly seats: readonly number[];
	/** Last four digits of the member's card. */
	readonly card: string | null;
	readonly isOverride: boolean;
	readonly voidableUntilMs: number;
};

/** What a supervisor's PIN admits on, and how many at most. It was possible when it was offered. */
export type OverrideOffer = {
	readonly offer: string;
	readonly remaining: number;
	/** What it waives besides the refusal that it came with. */
	readonly others: readonly DisplayedRefusal[];
};

/** What a kiosk shows after one scan. `admitted` is only said of a journal line that is durable. Times are Unix ms. */
export type Verdict =
	| {
			readonly kind: "admitted";
			readonly persons: number;
			readonly party: number;
			readonly remaining: number;
			readonly session: Session;
			readonly place: number;
			/** The seats these persons get, numbered from 1 in the hall's plan; none where seats are not given. */
			readonly seats: readonly number[];
			readonly atMs: number;
			readonly line: number;
			/** Whether a ticket for them is on its way out of the printer. */
			readonly isTicketed: boolean;
	  }
	| {
			/** The voucher is good; nobody is admitted until `admit` is called. It holds no right. */
			readonly kind: "offered";
			readonly offer: string;
			readonly party: number;
			readonly remaining: number;
			readonly session: Session;
			readonly place: number;
			/** Of all who remain, in the order in which they would be given. */
			readonly seats: readonly number[];
			/** Last four digits of the member's card, for the clerk. */
			readonly card: string | null;
			readonly atMs: number;
	  }
	| {
			readonly kind: "refused";
			readonly refusal: DisplayedRefusal;
			/** The session the voucher is for, when it is known. */
			readonly session: Session | null;
			readonly atMs: number;
			/** Null where no supervisor may, or could not either. */
			readonly override: OverrideOffer | null;
			/** What this kiosk admitted on the same voucher and may still undo. */
			readonly undoable: readonly FoundAdmission[];
	  };

/** The decision's refusals with names in the place of numbers, and those that only a kiosk can have. */
export type DisplayedRefusal =
	| Exclude<Refusal, { reason: "alreadyRedeemed" | "wrongVenue" }>
	| {
			readonly reason: "alreadyRedeemed";
			readonly persons: number;
			readonly atMs: number;
			readonly label: string;
			readonly here: boolean;
	  }
	| { readonly reason: "wrongVenue"; readonly venue: number; readonly title: Title | null }
	| { readonly reason: "clockUnsure" }
	| { readonly reason: "offerGone" }
	/** The overrides allowed in one shift are used up. */
	| { readonly reason: "overridesSpent"; readonly most: number }
	/**
	 * The hub holds lines of this kiosk that its disk lacks: nobody is admitted until they are here. It is not
	 * journalled.
	 */
	| { readonly reason: "restored" }
	| { readonly reason: "notRecorded"; readonly why: "diskFull" | "diskFailed" };
