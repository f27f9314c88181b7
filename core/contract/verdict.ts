import type { Refusal } from "../admission/decide.ts";
import type { Session } from "../allocation/session.ts";
import type { Title } from "../identity.ts";

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
			/** What `override` admits on, and how many at most; null where no supervisor may. */
			readonly override: { readonly offer: string; readonly remaining: number } | null;
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
