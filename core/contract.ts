import { z } from "zod";
import type { Refusal } from "./decide.ts";
import type { DayFreshness, Freshness } from "./freshness.ts";
import type { Day, Title } from "./identity.ts";
import { Source } from "./journal.ts";
import type { Session } from "./session.ts";

/** What a window shows after one scan. "Admitted" is only ever said of a line already durable. Times are Unix ms. */
export type Verdict =
	| {
			readonly kind: "admitted";
			readonly persons: number;
			readonly party: number;
			readonly remaining: number;
			readonly session: Session;
			readonly place: number;
			readonly atMs: number;
			readonly line: number;
	  }
	| {
			/** The voucher is good; nobody is admitted until `admit` is called. It holds no right. */
			readonly kind: "offered";
			readonly offer: string;
			readonly party: number;
			readonly remaining: number;
			readonly session: Session;
			readonly place: number;
			/** Last four of the member's card, for the clerk. */
			readonly card: string | null;
			readonly atMs: number;
	  }
	| {
			readonly kind: "refused";
			readonly refusal: RefusalShown;
			/** The session the voucher is for, when it is known. */
			readonly session: Session | null;
			readonly atMs: number;
	  };

/** The decision's refusals, named as people know things, and three that only a window can have. */
export type RefusalShown =
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
	/** The hub holds lines of this window that its disk lacks: until they are here, nobody is admitted. It is not journalled. */
	| { readonly reason: "restored" }
	| { readonly reason: "notRecorded"; readonly why: "diskFull" | "diskFailed" };

export type RecentScan = {
	readonly line: number;
	readonly atMs: number;
	readonly outcome:
		| { readonly kind: "admitted"; readonly persons: number }
		| { readonly kind: "refused"; readonly reason: string };
	readonly session: number | null;
};

export type SessionTally = {
	readonly session: Session;
	readonly allocated: number;
	readonly admitted: number;
};

/** Whether the counter may ask by short number now, and why not. */
export type NumberEntry =
	| { readonly kind: "open"; readonly triesLeft: number }
	| { readonly kind: "locked"; readonly untilMs: number }
	| { readonly kind: "off"; readonly why: "policy" | "noIndex" | "noAllocation" };

/** Why the hub is not heard; null while it is. */
export type HubTrouble = "unreachable" | "slow" | "rubbish" | "refused" | "outOfStep";

export type Status = {
	readonly net: "hub" | "none";
	readonly trouble: HubTrouble | null;
	/** Lines the hub has not acknowledged. */
	readonly unsent: number;
	readonly lastHeardAtMs: number | null;
	/** How far the hub's clock is ahead of this window's (behind: negative), once that is too much; unsigned, so it moves nothing. */
	readonly clockSkewMs: number | null;
};

/** Unsure, this window admits nobody until a supervisor confirms the time. `machineMs` is what the machine is set to. */
export type ClockShown =
	| { readonly kind: "sure" }
	| { readonly kind: "unsure"; readonly machineMs: number; readonly lastLineMs: number | null };

export type KioskState =
	| { readonly kind: "unenrolled"; readonly nowMs: number; readonly clock: ClockShown }
	| {
			readonly kind: "ready";
			readonly nowMs: number;
			readonly clock: ClockShown;
			/** Where the device's private key lies: under the system's keyring, or in plain text because the operator insists. */
			readonly keys: "keyring" | "plain";
			readonly venue: Title;
			readonly label: string;
			readonly programme: Title | null;
			readonly allocation: {
				readonly day: Day;
				readonly version: number;
				readonly takenAtMs: number;
				readonly closesAtMs: number;
				readonly vouchers: number;
				readonly freshness: DayFreshness;
			} | null;
			/** How old all that this window knows is; anything but fresh is shown amber, with its age. */
			readonly freshness: Freshness;
			/** Set when the last allocation that came could not be used. */
			readonly allocationTrouble: "untrusted" | "unfit" | "foreign" | "notSealed" | null;
			readonly status: Status;
			/** The session on now, by the clock. */
			readonly current: number | null;
			readonly sessions: readonly SessionTally[];
			readonly recent: readonly RecentScan[];
			readonly numbers: NumberEntry;
	  };

export type EnrolmentOutcome =
	| { readonly kind: "enrolled" }
	| {
			readonly kind: "failed";
			readonly why:
				| "notACode"
				| "unreachable"
				| "codeRefused"
				| "untrustedHub"
				| "rubbish"
				| "alreadyEnrolled"
				| "keyringMissing";
	  };

export type TimeOutcome = { readonly kind: "confirmed" } | { readonly kind: "notTaken" };

function row<I extends z.ZodType, O>(input: I) {
	return { input, output: undefined as O };
}

/** The one table of calls between renderer and main. Inputs are parsed at the door; outputs are typed. */
export const calls = {
	state: row<z.ZodUndefined, KioskState>(z.undefined()),
	scan: row<z.ZodObject<{ text: z.ZodString; source: typeof Source }>, Verdict>(
		z.strictObject({ text: z.string().max(4096), source: Source }),
	),
	/** A short number as it was typed, and the last four of the member's card. */
	number: row<z.ZodObject<{ number: z.ZodString; card: z.ZodString }>, Verdict>(
		z.strictObject({ number: z.string().max(64), card: z.string().regex(/^[0-9]{4}$/) }),
	),
	admit: row<z.ZodObject<{ offer: z.ZodString; persons: z.ZodInt }>, Verdict>(
		z.strictObject({ offer: z.string().max(64), persons: z.int().min(1).max(9) }),
	),
	enrol: row<z.ZodObject<{ code: z.ZodString }>, EnrolmentOutcome>(z.strictObject({ code: z.string().max(512) })),
	syncNow: row<z.ZodUndefined, Status>(z.undefined()),
	confirmTime: row<z.ZodObject<{ nowMs: z.ZodInt }>, TimeOutcome>(z.strictObject({ nowMs: z.int().nonnegative() })),
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type InputOf<N extends CallName> = z.infer<Calls[N]["input"]>;
export type OutputOf<N extends CallName> = NonNullable<Calls[N]["output"]>;

/** What the preload gives the page as `window.pailou`: one function, and one poke that says "ask for the state again". */
export type Bridge = {
	readonly call: <N extends CallName>(name: N, input: InputOf<N>) => Promise<OutputOf<N>>;
	readonly onChanged: (listener: () => void) => () => void;
};

/** Main's answer to a call that failed for a reason no screen foresees; the preload rejects with it, and the sentence is `words`'. */
export type CallFailure = { readonly kind: "failure"; readonly why: "badInput" | "internal" };
