import { z } from "zod";
import { Pin, SupervisorCredentials } from "../admission/pin.ts";
import { StaffId } from "../identity.ts";
import { ScanSource } from "../journal/journal.ts";
import { OverrideReason, VoidReason } from "../journal/values.ts";
import type { KioskState, SyncStatus } from "./kioskState.ts";
import type {
	ChangeHubOutcome,
	CloseShiftOutcome,
	CodeInspection,
	Devices,
	DropTicketsOutcome,
	EnrolmentOutcome,
	ExportFileOutcome,
	FindAdmissionsOutcome,
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

/**
 * What a call does to the kiosk. The dispatcher (main/dispatcher.ts) acts by this word, so no call can forget its part:
 * `reads` changes nothing; `records` may write journal lines or change what the screens show, so the page is told
 * afterwards; `admits` does so too, and is refused while the time is not certain.
 */
export type Effect = "reads" | "records" | "admits";

/** `answers<Output>()`: the input is parsed by the dispatcher, the output is only typed. */
function defineCall<E extends Effect, I extends z.ZodType>(effect: E, input: I) {
	return { answers: <O>() => ({ effect, input, output: undefined as O }) };
}

const reads = <I extends z.ZodType>(input: I) => defineCall("reads", input);
const records = <I extends z.ZodType>(input: I) => defineCall("records", input);
const admits = <I extends z.ZodType>(input: I) => defineCall("admits", input);

const Line = z.int().positive();
const Persons = z.int().min(1).max(9);
const CardDigits = z.string().regex(/^[0-9]{4}$/);
const ShortNumberText = z.string().max(64);
const OfferId = z.string().max(64);
const CodeText = z.string().max(4096);
const Path = z.string().max(4096);

/** The device itself, enrolled or not. */
export const deviceCalls = {
	state: reads(z.undefined()).answers<KioskState>(),
	enrol: records(z.strictObject({ code: z.string().max(512) })).answers<EnrolmentOutcome>(),
	/** `by` may be null only where no supervisor was ever set, and while set-up is open. */
	confirmTime: records(
		z.strictObject({ nowMs: z.int().nonnegative(), by: SupervisorCredentials.nullable() }),
	).answers<TimeOutcome>(),
} as const;

/**
 * Which of this kiosk's admissions of the last half hour are looked for: those of a code, of a card, of a short number,
 * that of a journal line, or all.
 */
export const AdmissionQuery = z.discriminatedUnion("by", [
	z.strictObject({ by: z.literal("code"), text: CodeText }),
	z.strictObject({ by: z.literal("card"), card: CardDigits }),
	z.strictObject({ by: z.literal("number"), number: ShortNumberText, card: CardDigits }),
	z.strictObject({ by: z.literal("line"), line: Line }),
	z.strictObject({ by: z.literal("recent") }),
]);
export type AdmissionQuery = z.infer<typeof AdmissionQuery>;

/** From a voucher to a verdict, and back. */
export const admissionCalls = {
	scan: admits(z.strictObject({ text: CodeText, source: ScanSource })).answers<Verdict>(),
	/** A short number as it was typed, and the last four digits of the member's card. */
	number: admits(z.strictObject({ number: ShortNumberText, card: CardDigits })).answers<Verdict>(),
	admit: admits(z.strictObject({ offer: OfferId, persons: Persons })).answers<Verdict>(),
	/** Admits in spite of a refusal, on what that refusal or a look-up offered. */
	override: admits(
		z.strictObject({ offer: OfferId, persons: Persons, why: OverrideReason, by: SupervisorCredentials }),
	).answers<Verdict | PinRefusal>(),
	/** What a code is for, and who of its party is inside. It admits nobody, writes nothing, and is never answered at a self-service kiosk. */
	inspectCode: reads(z.strictObject({ text: CodeText })).answers<CodeInspection>(),
	/** Finds what may be undone, or printed again. A wrong short number counts as a try. */
	findAdmissions: records(AdmissionQuery).answers<FindAdmissionsOutcome>(),
	/**
	 * Undoes an admission by its line, within the limit: only one of this kiosk's own. `persons` of those who are still
	 * inside by it, or all of them where it is left out.
	 */
	voidLine: records(
		z.strictObject({ line: Line, persons: Persons.optional(), why: VoidReason, by: SupervisorCredentials }),
	).answers<VoidOutcome>(),
	lookUp: records(z.strictObject({ card: CardDigits })).answers<LookUpOutcome>(),
} as const;

/** Clerks, supervisors, and members who want one of them. */
export const staffCalls = {
	openShift: records(z.strictObject({ staff: StaffId })).answers<OpenShiftOutcome>(),
	closeShift: records(z.strictObject({ stubs: z.int().min(0).max(100_000).nullable() })).answers<CloseShiftOutcome>(),
	/**
	 * The first supervisor needs no consent; the others that of a supervisor, or an open set-up. A null PIN removes
	 * one.
	 */
	setSupervisor: records(
		z.strictObject({ staff: StaffId, pin: Pin.nullable(), by: SupervisorCredentials.nullable() }),
	).answers<SupervisorOutcome>(),
	/** A member calls for staff, or staff have come. */
	callStaff: records(z.strictObject({ is: z.enum(["wanted", "settled"]) })).answers<RecordOutcome>(),
	/** Only the page sees the camera: null when it works again. */
	cameraIs: records(z.strictObject({ trouble: z.string().max(40).nullable() })).answers<RecordOutcome>(),
	rate: records(z.strictObject({ line: Line, rating: z.int().min(1).max(5) })).answers<RecordOutcome>(),
} as const;

export const printingCalls = {
	printAgain: records(z.strictObject({ line: Line })).answers<ReprintOutcome>(),
	/** Whether a ticket in doubt is there on paper; if it is not, it is printed. */
	settleTicket: records(
		z.strictObject({ line: Line, incarnation: z.int().positive(), isThere: z.boolean() }),
	).answers<RecordOutcome>(),
} as const;

/** All but the first two answer `setupClosed` while set-up is not open. */
export const setupCalls = {
	openSetup: records(z.strictObject({ by: SupervisorCredentials })).answers<OpenSetupOutcome>(),
	closeSetup: records(z.undefined()).answers<RecordOutcome>(),
	changeSettings: records(Settings).answers<RecordOutcome | SetupNotOpen>(),
	devices: reads(z.undefined()).answers<Devices | SetupNotOpen>(),
	testPrint: records(z.undefined()).answers<TestPrintOutcome | SetupNotOpen>(),
	/** A test print that shows how wide the printer prints. */
	printRuler: records(z.undefined()).answers<TestPrintOutcome | SetupNotOpen>(),
	/** Gives up the tickets that wait for the printer. */
	dropTickets: records(z.undefined()).answers<DropTicketsOutcome | SetupNotOpen>(),
	takeFile: records(z.strictObject({ path: Path })).answers<ImportFileOutcome | SetupNotOpen>(),
	putJournal: records(z.strictObject({ volume: Path })).answers<ExportFileOutcome | SetupNotOpen>(),
	putDiagnostics: records(z.strictObject({ volume: Path })).answers<ExportFileOutcome | SetupNotOpen>(),
	/** Another address of the same hub. */
	changeHub: records(z.strictObject({ address: z.string().max(512) })).answers<ChangeHubOutcome | SetupNotOpen>(),
	leaveKiosk: records(z.undefined()).answers<RecordOutcome | SetupNotOpen>(),
} as const;

export const syncCalls = {
	syncNow: reads(z.undefined()).answers<SyncStatus>(),
} as const;

/**
 * The one table of calls between renderer and main, grouped by noun: main, preload and renderer derive their types from
 * it.
 */
export const calls = {
	...deviceCalls,
	...admissionCalls,
	...staffCalls,
	...printingCalls,
	...setupCalls,
	...syncCalls,
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type InputOf<N extends CallName> = z.infer<Calls[N]["input"]>;
export type OutputOf<N extends CallName> = NonNullable<Calls[N]["output"]>;

/** One handler for each call of a group of the contract: a call without one does not compile. */
export type HandlersOf<G extends Partial<Calls>> = {
	readonly [N in keyof G & CallName]: (input: InputOf<N>) => OutputOf<N> | Promise<OutputOf<N>>;
};

/**
 * What the preload gives the page as `window.pailou`: one function, one notification that the state has changed, and
 * what a serial scanner read.
 */
export type Bridge = {
	readonly call: <N extends CallName>(name: N, input: InputOf<N>) => Promise<OutputOf<N>>;
	readonly onChanged: (listener: () => void) => () => void;
	/** What a scanner on a serial line read. */
	readonly onScanned: (listener: (text: string) => void) => () => void;
};

/**
 * Main's answer to a call that failed for a reason no screen foresees. The preload rejects with it; the sentence is in
 * `words`.
 */
export type CallFailure = { readonly kind: "failure"; readonly why: "badInput" | "internal" };
