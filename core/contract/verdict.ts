import type { Refusal } from "../admission/decide.ts";
import type { Session } from "../allocation/session.ts";
import type { Title } from "../identity.ts";

/** What a window shows after one scan. "Admitted" is only ever said of a line already durable. Times are Unix ms. */
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
			/** Last four of the member's card, for the clerk. */
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

/** The decision's refusals, named as people know things, and those that only a window can have. */
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
	/** So many overrides are allowed in one shift. */
	| { readonly reason: "overridesSpent"; readonly most: number }
	/** The hub holds lines of this window that its disk lacks: until they are here, nobody is admitted. It is not journalled. */
	| { readonly reason: "restored" }
	| { readonly reason: "notRecorded"; readonly why: "diskFull" | "diskFailed" };
