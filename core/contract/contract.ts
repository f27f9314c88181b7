import { z } from "zod";
import { Pin, SupervisorCredentials } from "../admission/pin.ts";
import { StaffId } from "../identity.ts";
import { ScanSource } from "../journal/journal.ts";
import { OverrideReason, VoidReason } from "../journal/values.ts";
import type { KioskState, SyncStatus } from "./kioskState.ts";
import type {
	CloseShiftOutcome,
	Devices,
	EnrolmentOutcome,
	ExportFileOutcome,
	ImportFileOutcome,
	LookUpOutcome,
	OpenSetupOutcome,
	OpenShiftOutcome,
	PinRefusal,
	RecordOutcome,
	ReprintOutcome,
	SetupNotOpen,
	SupervisorOutcome,
	TestPrintOutcome,
	TimeOutcome,
	VoidOutcome,
} from "./outcomes.ts";
import { Settings } from "./settings.ts";
import type { Verdict } from "./verdict.ts";

export type * from "./kioskState.ts";
export type * from "./outcomes.ts";
export type { PrinterAvailability, PrinterTrouble } from "./printer.ts";
export type * from "./verdict.ts";

const Persons = z.int().min(1).max(9);

/** `row(input).answers<Output>()`: the input is parsed at the door, the output is only typed. */
function defineCall<I extends z.ZodType>(input: I) {
	return { answers: <O>() => ({ input, output: undefined as O }) };
}

/** The one table of calls between renderer and main. Inputs are parsed at the door; outputs are typed. */
export const calls = {
	state: defineCall(z.undefined()).answers<KioskState>(),
	scan: defineCall(z.strictObject({ text: z.string().max(4096), source: ScanSource })).answers<Verdict>(),
	/** A short number as it was typed, and the last four of the member's card. */
	number: defineCall(
		z.strictObject({ number: z.string().max(64), card: z.string().regex(/^[0-9]{4}$/) }),
	).answers<Verdict>(),
	admit: defineCall(z.strictObject({ offer: z.string().max(64), persons: Persons })).answers<Verdict>(),
	enrol: defineCall(z.strictObject({ code: z.string().max(512) })).answers<EnrolmentOutcome>(),
	syncNow: defineCall(z.undefined()).answers<SyncStatus>(),
	/** `by` may be null only where no supervisor was ever set. */
	confirmTime: defineCall(
		z.strictObject({ nowMs: z.int().nonnegative(), by: SupervisorCredentials.nullable() }),
	).answers<TimeOutcome>(),

	/** The newest admission that may be voided, or any by its line. Only this kiosk's own, once, and not after long. */
	voidLine: defineCall(
		z.strictObject({ line: z.int().positive(), why: VoidReason, by: SupervisorCredentials }),
	).answers<VoidOutcome>(),
	/** Admits in spite of a refusal, on what that refusal or a look-up offered. */
	override: defineCall(
		z.strictObject({ offer: z.string().max(64), persons: Persons, why: OverrideReason, by: SupervisorCredentials }),
	).answers<Verdict | PinRefusal>(),
	lookUp: defineCall(z.strictObject({ card: z.string().regex(/^[0-9]{4}$/) })).answers<LookUpOutcome>(),
	openShift: defineCall(z.strictObject({ staff: StaffId })).answers<OpenShiftOutcome>(),
	closeShift: defineCall(
		z.strictObject({ stubs: z.int().min(0).max(100_000).nullable() }),
	).answers<CloseShiftOutcome>(),

	printAgain: defineCall(z.strictObject({ line: z.int().positive() })).answers<ReprintOutcome>(),
	/** Whether a ticket in doubt lies there on paper; if it does not, it is printed. */
	settleTicket: defineCall(
		z.strictObject({ line: z.int().positive(), incarnation: z.int().positive(), isThere: z.boolean() }),
	).answers<RecordOutcome>(),
	rate: defineCall(
		z.strictObject({ line: z.int().positive(), rating: z.int().min(1).max(5) }),
	).answers<RecordOutcome>(),
	/** A member calls for staff, or staff have come. */
	callStaff: defineCall(z.strictObject({ is: z.enum(["wanted", "settled"]) })).answers<RecordOutcome>(),
	/** The page alone sees the camera: null when it works again. */
	cameraIs: defineCall(z.strictObject({ trouble: z.string().max(40).nullable() })).answers<RecordOutcome>(),

	/** The first supervisor needs no consent; the others that of one who is, or an open service. A null PIN takes one away. */
	setSupervisor: defineCall(
		z.strictObject({ staff: StaffId, pin: Pin.nullable(), by: SupervisorCredentials.nullable() }),
	).answers<SupervisorOutcome>(),
	openService: defineCall(z.strictObject({ by: SupervisorCredentials })).answers<OpenSetupOutcome>(),
	closeService: defineCall(z.undefined()).answers<RecordOutcome>(),
	changeSettings: defineCall(Settings).answers<RecordOutcome | SetupNotOpen>(),
	devices: defineCall(z.undefined()).answers<Devices | SetupNotOpen>(),
	testPrint: defineCall(z.undefined()).answers<TestPrintOutcome | SetupNotOpen>(),
	takeFile: defineCall(z.strictObject({ path: z.string().max(4096) })).answers<ImportFileOutcome | SetupNotOpen>(),
	putJournal: defineCall(z.strictObject({ volume: z.string().max(4096) })).answers<ExportFileOutcome | SetupNotOpen>(),
	putDiagnostics: defineCall(z.strictObject({ volume: z.string().max(4096) })).answers<
		ExportFileOutcome | SetupNotOpen
	>(),
	leaveKiosk: defineCall(z.undefined()).answers<RecordOutcome | SetupNotOpen>(),
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
