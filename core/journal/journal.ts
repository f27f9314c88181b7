/**
 * The journal: what each kiosk did, as a hash chain of signed lines. The folder also holds everything that is folded
 * out of its entries: ledgers of a day and of tickets, shift, staff calls, arrivals, the lock on short numbers.
 */
import { z } from "zod";
import {
	type Crypto,
	encodeText,
	fromBase64Url,
	type Sign,
	toBase64Url,
	toHex,
	withDomainPrefix,
} from "../bytes/bytes.ts";
import { Day, Digest, KioskId, RowKey, StaffId, zeroDigest } from "../identity.ts";
import { OverrideReason, ShiftSlip, StaffCaller, SupervisorAct, VoidReason } from "./values.ts";

const Count = z.int().nonnegative();
/** Unix ms up to the end of the year 9999, beyond which a date is not written with four digits. */
const Instant = z.int().min(0).max(253_402_300_799_999);
/** A day on which somebody may be admitted: of the years 2000 to 2099. */
const AdmissionDay = Day.refine((day) => day.startsWith("20"));

/** The nearest time that a line can say: a machine's clock may be set to any year. */
export function clampInstant(ms: number): number {
	return Math.min(Math.max(0, Math.round(ms)), 253_402_300_799_999);
}
const SessionNumber = z.int().min(0).max(0xffff);
const Persons = z.int().min(1).max(9);
/** Members of a party, counted from 0. */
const Positions = z.array(z.int().min(0).max(8)).max(9);
/** Seat numbers of a session's plan; 0 for a person without a seat. */
const Seats = z.array(z.int().min(0).max(0xffff)).max(9);

/**
 * The fields of every line: who wrote it, where, and on which documents. `at` is Unix ms, `mono` ms since boot, `hub`
 * the last nonce the hub sent.
 */
const stamp = {
	v: z.literal(1),
	alg: z.literal("Ed25519"),
	venue: Count,
	day: AdmissionDay.nullable(),
	kiosk: KioskId,
	incarnation: z.int().positive(),
	seq: z.int().positive(),
	prev: Digest,
	boot: Count,
	at: Instant,
	mono: Count,
	hub: z.string().nullable(),
	alloc: Count,
	revocations: Count,
	roster: Count,
	net: z.enum(["hub", "lan", "none"]),
	/** The staff member whose shift is open; null between shifts. */
	operator: z.string().nullable(),
} as const;

/** What a code was read with. */
export const ScanSource = z.enum(["camera", "wedge", "serial", "typed"]);
export type ScanSource = z.infer<typeof ScanSource>;
/** How a voucher was presented: as a code, by the weaker short number, or found by a card's last four digits. */
export const VoucherSource = z.enum([...ScanSource.options, "number", "card"]);
export type VoucherSource = z.infer<typeof VoucherSource>;

/**
 * Of a rotating code: the step consumed, and the seconds the phone's clock was ahead. Lines of version 0.1.0 lack both.
 */
const rotated = {
	step: Count.nullable().default(null),
	skew: z.int().nullable().default(null),
} as const;

function fact<Kind extends string, Fields extends z.ZodRawShape>(kind: Kind, fields: Fields) {
	return z.strictObject({ ...stamp, kind: z.literal(kind), ...fields });
}

/**
 * A journal entry: one fact, stamped. It is never changed and never deleted. The list below is the only one of the
 * kinds.
 */
export const Entry = z.discriminatedUnion("kind", [
	fact("enrolled", { label: z.string(), root: Digest }),
	fact("started", { app: z.string() }),
	/**
	 * The kiosk began a new incarnation because its disk had lost lines or had been copied: `before` is the former
	 * incarnation and its last known line.
	 */
	fact("renewed", {
		before: z.strictObject({ incarnation: z.int().positive(), size: Count, head: Digest }),
	}),
	fact("allocationTaken", {
		taken: z.strictObject({ day: Day, version: z.int().positive(), root: Digest }),
	}),
	fact("redeemed", {
		row: RowKey,
		session: SessionNumber,
		persons: Persons,
		party: Persons,
		/** The issue it was decided by, the code's or the row's: an older one is superseded from then on. */
		issue: z.int().min(1).max(0xff).nullable().default(null),
		source: VoucherSource,
		...rotated,
		/**
		 * Which members of the party, counted from 0, so that each keeps the same seat. Lines of version 0.1.0 lack it.
		 */
		positions: Positions.nullable().default(null),
		/** The seat told to each of `positions`, 0 for none; null in a session without seats. */
		seats: Seats.nullable().default(null),
		/** Whether a ticket is printed for it. */
		isTicketed: z.boolean().default(false),
		/** Set where a supervisor admitted what was refused. */
		override: z.strictObject({ by: StaffId, why: OverrideReason, refused: z.string() }).nullable().default(null),
	}),
	fact("refused", {
		reason: z.string(),
		row: RowKey.nullable(),
		session: SessionNumber.nullable(),
		source: VoucherSource,
		skew: rotated.skew,
	}),
	/** Persons of one admission, all or some, were not let in after all: several lines may void parts of one. */
	fact("voided", {
		row: RowKey,
		session: SessionNumber,
		persons: Persons,
		line: z.int().positive(),
		/** Which members of the party they are: their seats are free again. Null: the last of the admission. */
		positions: Positions.nullable().default(null),
		why: z.union([VoidReason, z.string()]),
		/** The supervisor who allowed it. */
		by: StaffId.nullable().default(null),
	}),
	fact("clockJumped", {
		fromMs: Instant,
		toMs: Instant,
		why: z.enum(["slept", "signedTime", "supervisor"]),
		/** The supervisor who confirmed it. */
		by: StaffId.nullable().default(null),
	}),
	/** The hub's signed time, which this kiosk does not follow, and what speaks against it. */
	fact("clockDisputed", { hubMs: Count, against: z.enum(["signedTime", "supervisor", "lastLine"]) }),
	/** The operator chose to store this kiosk's keys in plain text, readable by anyone who has the disk. */
	fact("keysPlain", {}),
	fact("shiftOpened", { staff: StaffId }),
	fact("shiftClosed", { slip: ShiftSlip }),
	/**
	 * What became of one copy of the ticket of an admission, which may be of an earlier incarnation; see
	 * ticketLedger.ts.
	 */
	fact("ticket", {
		admission: z.strictObject({ incarnation: z.int().positive(), line: z.int().positive() }),
		copy: z.int().positive(),
		step: z.enum(["sent", "printed", "failed", "kept", "dropped"]),
	}),
	/** One tap of satisfaction after the admission of `line`: from 1, very dissatisfied, to 5. */
	fact("rated", {
		line: z.int().positive(),
		session: SessionNumber,
		rating: z.int().min(1).max(5),
	}),
	/** A member or a device of this kiosk calls for staff, or the call is settled. */
	fact("attention", {
		of: StaffCaller,
		why: z.string().nullable(),
		is: z.enum(["wanted", "settled"]),
	}),
	/** A card's last four digits were looked up. The digits are personal data and not written down. */
	fact("lookedUp", { found: Count }),
	fact("supervisorSet", {
		staff: StaffId,
		is: z.enum(["set", "removed"]),
		by: StaffId.nullable(),
	}),
	/** A wrong PIN, and the call it was to authorize. */
	fact("pinRefused", { staff: StaffId, to: z.string() }),
	fact("settingsChanged", { by: StaffId, names: z.array(z.string()) }),
	/** A supervisor did what no other kind names, with a PIN or in the set-up that the PIN opened. */
	fact("supervisorActed", { by: StaffId, act: SupervisorAct }),
]);
export type Entry = z.infer<typeof Entry>;

type WithoutStamp<T> = T extends unknown ? Omit<T, keyof typeof stamp> : never;
/** What happened, before the journal stamps it. */
export type Fact = WithoutStamp<Entry>;
export type Stamp = z.infer<z.ZodObject<typeof stamp>>;

/** Sequence number and hash of the last line; the next line must name both. */
export type JournalHead = { readonly seq: number; readonly digest: Digest };
export const emptyJournalHead: JournalHead = { seq: 0, digest: zeroDigest };

/** The chain fields of a line. They suffice to check the chain across lines of kinds that this version does not know. */
const Link = z.looseObject({
	v: Count,
	venue: Count,
	kiosk: KioskId,
	incarnation: z.int().positive(),
	seq: z.int().positive(),
	prev: Digest,
});
export type Link = z.infer<typeof Link>;

export type LineReading =
	| { readonly kind: "line"; readonly link: Link; readonly digest: Digest; readonly entry: Entry | null }
	| { readonly kind: "broken"; readonly why: "shape" | "signature" | "fields" };

/** A line, and the entry that its reader makes of it. */
export type WrittenLine = { readonly line: string; readonly entry: Entry };

/** Writes an entry as a line. Throws when the reader of lines refuses it: a line that cannot be read is not written. */
export function writeLine(entry: Entry, sign: Sign): WrittenLine {
	const line = signLine(JSON.stringify(entry), sign);
	return { line, entry: Entry.parse(parseJson(jsonOf(line))) };
}

/**
 * `JSON ‖ TAB ‖ base64url(signature)`: stored, hashed and sent as exactly these characters (docs/formats.md,
 * "Journal").
 */
export function signLine(json: string, sign: Sign): string {
	return `${json}\t${toBase64Url(sign(withDomainPrefix("journal", encodeText(json))))}`;
}

export function hashLine(line: string, crypto: Crypto): Digest {
	return toHex(crypto.hash(encodeText(line))) as Digest;
}

/** Reads one line, without its line feed. A line that is signed and linked but of an unknown kind has a null entry. */
export function readLine(line: string, publicKey: Uint8Array, crypto: Crypto): LineReading {
	const tab = line.lastIndexOf("\t");
	const signature = tab < 0 ? null : fromBase64Url(line.slice(tab + 1));
	if (signature === null) return { kind: "broken", why: "shape" };
	const json = line.slice(0, tab);
	if (!crypto.verify(publicKey, withDomainPrefix("journal", encodeText(json)), signature))
		return { kind: "broken", why: "signature" };
	const value = parseJson(json);
	const link = Link.safeParse(value);
	if (!link.success) return { kind: "broken", why: "fields" };
	return { kind: "line", link: link.data, digest: hashLine(line, crypto), entry: Entry.safeParse(value).data ?? null };
}

/**
 * Reads a line of the kiosk's own journal without verifying the signature it made itself. Null for a line that this
 * version cannot read: a newer version or a former fault wrote it, or the disk has changed it. See unreadableLines.ts.
 */
export function readOwnLine(line: string): Entry | null {
	return Entry.safeParse(parseJson(jsonOf(line))).data ?? null;
}

/** Whether a line of this kind may change who is inside; a kind that this version does not know may. */
export function mayMovePersons(kind: string): boolean {
	return kind === "redeemed" || kind === "voided" || Entry.options.every(({ shape }) => shape.kind.value !== kind);
}

export function isNextInChain(head: JournalHead, link: Link): boolean {
	return link.seq === head.seq + 1 && link.prev === head.digest;
}

function jsonOf(line: string): string {
	return line.slice(0, line.lastIndexOf("\t"));
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
