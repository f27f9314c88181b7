import { z } from "zod";
import { Consent, Pin } from "../admission/pin.ts";
import { StaffId } from "../identity.ts";
import { Source } from "../journal/journal.ts";
import { OverrideReason, VoidReason } from "../journal/values.ts";
import type { KioskState, Status } from "./kioskState.ts";
import type {
	Devices,
	EnrolmentOutcome,
	FilePut,
	FileTaken,
	LookUpOutcome,
	Noted,
	PinRefusal,
	PrintAgain,
	PrintTested,
	ServiceClosed,
	ServiceOpening,
	ShiftClosing,
	ShiftOpening,
	SupervisorOutcome,
	TimeOutcome,
	VoidOutcome,
} from "./outcomes.ts";
import { Settings } from "./settings.ts";
import type { Verdict } from "./verdict.ts";

export type * from "./kioskState.ts";
export type * from "./outcomes.ts";
export type { PrinterShown, PrinterTrouble } from "./printer.ts";
export type * from "./verdict.ts";

const Persons = z.int().min(1).max(9);

/** `row(input).answers<Output>()`: the input is parsed at the door, the output is only typed. */
function row<I extends z.ZodType>(input: I) {
	return { answers: <O>() => ({ input, output: undefined as O }) };
}

/** The one table of calls between renderer and main. Inputs are parsed at the door; outputs are typed. */
export const calls = {
	state: row(z.undefined()).answers<KioskState>(),
	scan: row(z.strictObject({ text: z.string().max(4096), source: Source })).answers<Verdict>(),
	/** A short number as it was typed, and the last four of the member's card. */
	number: row(z.strictObject({ number: z.string().max(64), card: z.string().regex(/^[0-9]{4}$/) })).answers<Verdict>(),
	admit: row(z.strictObject({ offer: z.string().max(64), persons: Persons })).answers<Verdict>(),
	enrol: row(z.strictObject({ code: z.string().max(512) })).answers<EnrolmentOutcome>(),
	syncNow: row(z.undefined()).answers<Status>(),
	/** `by` may be null only where no supervisor was ever set. */
	confirmTime: row(z.strictObject({ nowMs: z.int().nonnegative(), by: Consent.nullable() })).answers<TimeOutcome>(),

	/** The newest admission that may be voided, or any by its line. Only this kiosk's own, once, and not after long. */
	voidLine: row(z.strictObject({ line: z.int().positive(), why: VoidReason, by: Consent })).answers<VoidOutcome>(),
	/** Admits in spite of a refusal, on what that refusal or a look-up offered. */
	override: row(
		z.strictObject({ offer: z.string().max(64), persons: Persons, why: OverrideReason, by: Consent }),
	).answers<Verdict | PinRefusal>(),
	lookUp: row(z.strictObject({ card: z.string().regex(/^[0-9]{4}$/) })).answers<LookUpOutcome>(),
	openShift: row(z.strictObject({ staff: StaffId })).answers<ShiftOpening>(),
	closeShift: row(z.strictObject({ stubs: z.int().min(0).max(100_000).nullable() })).answers<ShiftClosing>(),

	printAgain: row(z.strictObject({ line: z.int().positive() })).answers<PrintAgain>(),
	/** Whether a ticket in doubt lies there on paper; if it does not, it is printed. */
	settleTicket: row(
		z.strictObject({ line: z.int().positive(), incarnation: z.int().positive(), isThere: z.boolean() }),
	).answers<Noted>(),
	rate: row(z.strictObject({ line: z.int().positive(), rating: z.int().min(1).max(5) })).answers<Noted>(),
	/** A member calls for staff, or staff have come. */
	callStaff: row(z.strictObject({ is: z.enum(["wanted", "settled"]) })).answers<Noted>(),
	/** The page alone sees the camera: null when it works again. */
	cameraIs: row(z.strictObject({ trouble: z.string().max(40).nullable() })).answers<Noted>(),

	/** The first supervisor needs no consent; the others that of one who is, or an open service. A null PIN takes one away. */
	setSupervisor: row(
		z.strictObject({ staff: StaffId, pin: Pin.nullable(), by: Consent.nullable() }),
	).answers<SupervisorOutcome>(),
	openService: row(z.strictObject({ by: Consent })).answers<ServiceOpening>(),
	closeService: row(z.undefined()).answers<Noted>(),
	changeSettings: row(Settings).answers<Noted | ServiceClosed>(),
	devices: row(z.undefined()).answers<Devices | ServiceClosed>(),
	testPrint: row(z.undefined()).answers<PrintTested | ServiceClosed>(),
	takeFile: row(z.strictObject({ path: z.string().max(4096) })).answers<FileTaken | ServiceClosed>(),
	putJournal: row(z.strictObject({ volume: z.string().max(4096) })).answers<FilePut | ServiceClosed>(),
	putDiagnostics: row(z.strictObject({ volume: z.string().max(4096) })).answers<FilePut | ServiceClosed>(),
	leaveKiosk: row(z.undefined()).answers<Noted | ServiceClosed>(),
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type InputOf<N extends CallName> = z.infer<Calls[N]["input"]>;
export type OutputOf<N extends CallName> = NonNullable<Calls[N]["output"]>;

/** What the preload gives the page as `window.pailou`: one function, one poke that says "ask for the state again", and what a serial scanner read. */
export type Bridge = {
	readonly call: <N extends CallName>(name: N, input: InputOf<N>) => Promise<OutputOf<N>>;
	readonly onChanged: (listener: () => void) => () => void;
	/** What a scanner on a serial line read. */
	readonly onScanned: (listener: (text: string) => void) => () => void;
};

/** Main's answer to a call that failed for a reason no screen foresees; the preload rejects with it, and the sentence is `words`'. */
export type CallFailure = { readonly kind: "failure"; readonly why: "badInput" | "internal" };
