import type { PinWeakness } from "../admission/pin.ts";
import type { RowState } from "../allocation/row.ts";
import type { Session } from "../allocation/session.ts";
import type { Day } from "../identity.ts";
import type { ShiftSlip } from "../journal/values.ts";
import type { NetworkTrouble } from "./network.ts";
import type { PrinterTrouble } from "./printer.ts";
import type { DisplayedRefusal, FoundAdmission } from "./verdict.ts";

export type EnrolmentOutcome =
	| { readonly kind: "enrolled" }
	| {
			readonly kind: "failed";
			readonly why:
				| "notACode"
				| NetworkTrouble
				| "slow"
				| "codeRefused"
				| "untrustedHub"
				| "rubbish"
				| "alreadyEnrolled"
				| "keyringMissing";
	  };

export type TimeOutcome = { readonly kind: "confirmed" } | { readonly kind: "notTaken" } | PinRefusal;

/** The supervisor's PIN was refused; nothing was done. */
export type PinRefusal =
	| { readonly kind: "pinRefused"; readonly why: "wrong"; readonly triesLeft: number }
	| { readonly kind: "pinRefused"; readonly why: "locked"; readonly untilMs: number };

/** It could not be journalled, so it was not done. */
type NotRecorded = "notRecorded";

export type VoidOutcome =
	| {
			readonly kind: "voided";
			readonly persons: number;
			/** How many the line still admits. */
			readonly inside: number;
			/** How many of the party may come in again. */
			readonly remaining: number;
			readonly session: Session | null;
			readonly atMs: number;
			readonly line: number;
	  }
	| { readonly kind: "notVoided"; readonly why: "noSuchLine" | "alreadyVoided" | "tooMany" | "tooLate" | NotRecorded }
	| PinRefusal;

/** Newest first; `more` are those left out. */
export type FindAdmissionsOutcome =
	| { readonly kind: "found"; readonly admissions: readonly FoundAdmission[]; readonly more: number }
	| { readonly kind: "notFound"; readonly refusal: DisplayedRefusal };

/** What a code is for and what became of it so far. */
export type CodeInspection =
	| {
			readonly kind: "voucher";
			readonly session: Session | null;
			readonly party: number;
			readonly issue: number;
			/** As the list has it; null where the voucher is not on it. */
			readonly state: RowState | null;
			readonly remaining: number;
			/** Last four digits of the member's card. */
			readonly card: string | null;
			readonly place: number;
			/** Of the whole party. */
			readonly seats: readonly number[];
			/** Who is inside, as far as this kiosk knows. `label`: the kiosk that admitted. */
			readonly admissions: readonly {
				readonly persons: number;
				readonly atMs: number;
				readonly label: string;
				readonly here: boolean;
				readonly seats: readonly number[];
			}[];
			/** Why a scan would be refused now; null when somebody would be admitted. */
			readonly refusal: DisplayedRefusal | null;
			readonly undoable: readonly FoundAdmission[];
	  }
	| { readonly kind: "notVoucher"; readonly refusal: DisplayedRefusal }
	| { readonly kind: "notShown"; readonly why: "selfService" };

/** A voucher of today's list whose member's card ends with the four digits. */
export type FoundVoucher = {
	/** The offer for `override`, when the code cannot be shown. */
	readonly offer: string;
	readonly session: Session | null;
	readonly party: number;
	readonly remaining: number;
	readonly state: RowState;
	readonly place: number;
	readonly seats: readonly number[];
	readonly last: { readonly persons: number; readonly atMs: number } | null;
	/** Why a scan of its code would be refused now; null when it would be admitted. */
	readonly refusal: DisplayedRefusal | null;
	/** Whether a supervisor may admit it, and could. */
	readonly isOverridable: boolean;
	/** What that waives besides `refusal`. */
	readonly others: readonly DisplayedRefusal[];
};

export type LookUpOutcome =
	| { readonly kind: "found"; readonly vouchers: readonly FoundVoucher[]; readonly more: number }
	| { readonly kind: "notLookedUp"; readonly why: "noAllocation" | NotRecorded };

export type OpenShiftOutcome =
	| { readonly kind: "opened" }
	| { readonly kind: "notOpened"; readonly why: "alreadyOpen" | "noAllocation" | NotRecorded };
export type CloseShiftOutcome =
	| { readonly kind: "closed"; readonly slip: ShiftSlip }
	| { readonly kind: "notClosed"; readonly why: "notOpen" | NotRecorded };

export type ReprintOutcome =
	| { readonly kind: "queued"; readonly copy: number }
	| { readonly kind: "notQueued"; readonly why: "noPrinter" | "noSuchLine" | "voided" };

/** Done and durable, or why not. */
export type RecordOutcome =
	| { readonly kind: "noted" }
	| { readonly kind: "notNoted"; readonly why: "noSuchLine" | NotRecorded };

export type SupervisorOutcome =
	| { readonly kind: "set" }
	| { readonly kind: "notSet"; readonly why: PinWeakness | "consentNeeded" | "lastOne" | NotRecorded }
	| PinRefusal;

export type OpenSetupOutcome = { readonly kind: "opened" } | PinRefusal;
/** The answer to calls of set-up while it is not open. */
export type SetupNotOpen = { readonly kind: "setupClosed" };

/** What set-up can choose from. */
export type Devices = {
	readonly kind: "devices";
	readonly printers: readonly string[];
	readonly serialPorts: readonly { readonly path: string; readonly name: string; readonly isUsb: boolean }[];
	/** Volumes that can be taken out, by where they are mounted, with the allocation files that lie on them. */
	readonly volumes: readonly { readonly path: string; readonly name: string; readonly files: readonly string[] }[];
};

export type ImportFileOutcome =
	| { readonly kind: "taken"; readonly days: readonly Day[]; readonly isNew: boolean }
	| {
			readonly kind: "notTaken";
			readonly why:
				| "unreadable"
				| "otherVenue"
				| "otherWindow"
				| "notAFile"
				/** It goes from a kiosk to the hub. */
				| "journal"
				| "untrusted"
				| "notSealed"
				| "keyringShut"
				| "old";
	  };
export type ExportFileOutcome =
	| { readonly kind: "put"; readonly name: string; readonly lines: number }
	| { readonly kind: "notPut"; readonly why: "volumeGone" | "readOnly" | "failed" }
	/** The room that the file needs. */
	| { readonly kind: "notPut"; readonly why: "volumeFull"; readonly neededBytes: number };
/** `otherHub`: what answers there does not have the root that this kiosk trusts. */
export type ChangeHubOutcome =
	| { readonly kind: "changed" }
	| {
			readonly kind: "notChanged";
			readonly why: NetworkTrouble | "slow" | "rubbish" | "notAnAddress" | "otherHub" | NotRecorded;
	  };
/** How many waiting tickets were given up. */
export type DropTicketsOutcome = { readonly kind: "dropped"; readonly tickets: number };
export type TestPrintOutcome =
	| { readonly kind: "printed" }
	| { readonly kind: "notPrinted"; readonly why: PrinterTrouble | "none" };
