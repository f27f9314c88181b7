import type { Session } from "../allocation/session.ts";
import type { Day, StaffId, Title } from "../identity.ts";
import type { StaffCall } from "../journal/staffCalls.ts";
import type { Shift } from "../journal/values.ts";
import type { DayFreshness, Freshness } from "../trust/freshness.ts";
import type { NetworkTrouble } from "./network.ts";
import type { PrinterAvailability } from "./printer.ts";
import type { Settings } from "./settings.ts";

export type RecentScan = {
	readonly line: number;
	readonly atMs: number;
	readonly outcome:
		| {
				readonly kind: "admitted";
				/** Those of the admission who were not voided; all of them where all were. */
				readonly persons: number;
				readonly isVoided: boolean;
				/** Until then it may be voided; null where it no longer may. */
				readonly voidableUntilMs: number | null;
				readonly isOverride: boolean;
		  }
		| { readonly kind: "refused"; readonly reason: string };
	readonly session: number | null;
};

export type SessionCounts = {
	readonly session: Session;
	readonly allocated: number;
	readonly admitted: number;
	/** Persons by ten-minute interval of arrival, oldest first; empty intervals are left out. */
	readonly arrivals: readonly { readonly fromMs: number; readonly persons: number }[];
};

/** Whether the counter may ask by short number now, and why not. */
export type ShortNumberAvailability =
	| { readonly kind: "open"; readonly triesLeft: number }
	| { readonly kind: "locked"; readonly untilMs: number }
	| { readonly kind: "off"; readonly why: "policy" | "noIndex" | "noAllocation" };

/** Why nothing is exchanged with the hub. `internal` is a fault of this kiosk's own: the log says more, and the hub may be well. */
export type HubTrouble = NetworkTrouble | "slow" | "rubbish" | "refused" | "outOfStep" | "internal";

export type SyncStatus = {
	readonly net: "hub" | "none";
	readonly trouble: HubTrouble | null;
	/** Lines the hub has not acknowledged. */
	readonly unsent: number;
	readonly lastHeardAtMs: number | null;
	/**
	 * How far the hub's clock is ahead of this kiosk's (behind: negative), once that is too much; it is unsigned, so it
	 * moves no clock.
	 */
	readonly clockSkewMs: number | null;
};

/**
 * What speaks against the time of a kiosk that is sure; a supervisor may then decide. `aheadMs` is how far the other
 * clock is ahead of this kiosk's (behind: negative).
 */
export type ClockDoubt =
	/** The hub's signed time is not followed. */
	| { readonly kind: "hubDiffers"; readonly aheadMs: number }
	/** The first signed time of this boot moved the machine's time by so much. */
	| { readonly kind: "movedByHub"; readonly byMs: number }
	/** The members' phones agree on another time. */
	| { readonly kind: "phonesDiffer"; readonly aheadMs: number }
	/** The machine's clock was set while the app ran, and no hub says which is right. */
	| { readonly kind: "machineDiffers"; readonly aheadMs: number };

/**
 * While it is unsure, the kiosk admits nobody until a supervisor confirms the time. `machineMs` is the machine's own
 * clock.
 */
export type ClockStatus =
	| { readonly kind: "sure"; readonly doubt: ClockDoubt | null }
	| { readonly kind: "unsure"; readonly machineMs: number; readonly lastLineMs: number | null };

/**
 * A ticket that only a person can decide about. `inDoubt`: it was sent, and nothing confirms that it came out; `unsent`: the
 * app stopped before it was sent; `failed`: it did not come out.
 */
export type TicketInDoubt = {
	readonly line: number;
	readonly incarnation: number;
	readonly atMs: number;
	readonly persons: number;
	readonly session: number;
	readonly why: "inDoubt" | "unsent" | "failed";
};

/** A call for staff from another kiosk of the venue, as the hub last reported it. */
export type RemoteStaffCall = StaffCall & { readonly label: string };

export type SerialScannerStatus =
	| { readonly kind: "off" }
	| { readonly kind: "opening" }
	| { readonly kind: "open" }
	| { readonly kind: "trouble"; readonly why: "absent" | "denied" | "busy" | "failed"; readonly sinceMs: number };

/** `isFocusLost`: another window has the screen's focus, so keys and scanners that act as keyboards go elsewhere. */
type MachineState = { readonly nowMs: number; readonly clock: ClockStatus; readonly isFocusLost: boolean };

export type KioskState =
	| ({ readonly kind: "unenrolled" } & MachineState)
	| ({
			readonly kind: "ready";
			/**
			 * Where the device's private key lies: under the system's keyring, or in plain text because the operator
			 * allowed it.
			 */
			readonly keys: "keyring" | "plain";
			readonly venue: Title;
			readonly label: string;
			/** The hub's address. */
			readonly hub: string;
			readonly programme: Title | null;
			readonly allocation: {
				readonly day: Day;
				readonly version: number;
				readonly takenAtMs: number;
				readonly closesAtMs: number;
				readonly vouchers: number;
				readonly freshness: DayFreshness;
			} | null;
			/** The age of the newest signed documents; anything but fresh is shown amber, with its age. */
			readonly freshness: Freshness;
			/** Set when the last allocation that came could not be used. */
			readonly allocationTrouble: "untrusted" | "unfit" | "foreign" | "notSealed" | "keyringShut" | null;
			readonly status: SyncStatus;
			/** Lines of the journal that cannot be read; vouchers that they name need a supervisor. */
			readonly unreadableLines: number;
			/** The session on now, by the clock. */
			readonly currentSession: number | null;
			readonly sessions: readonly SessionCounts[];
			readonly recentScans: readonly RecentScan[];
			readonly shortNumbers: ShortNumberAvailability;
			readonly settings: Settings;
			/** Those who may void, override and open set-up; until the first is set, the screens ask for it. */
			readonly supervisors: readonly StaffId[];
			readonly pinLockedUntilMs: number | null;
			/** Who has set-up open now; null while it is closed. */
			readonly setupOpenedBy: StaffId | null;
			readonly shift: Shift | null;
			readonly overridesLeft: number;
			readonly printer: PrinterAvailability;
			readonly serial: SerialScannerStatus;
			readonly ticketsInDoubt: readonly TicketInDoubt[];
			/** Calls for staff at this kiosk, and at the venue's others. */
			readonly wanted: readonly StaffCall[];
			readonly notices: readonly RemoteStaffCall[];
	  } & MachineState);

/** The state of an enrolled kiosk. */
export type ReadyState = Extract<KioskState, { kind: "ready" }>;
