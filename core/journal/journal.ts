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
import { ShiftSlip } from "./shift.ts";
import { StaffCaller } from "./staffCalls.ts";
import { OverrideReason, VoidReason } from "./values.ts";

const Count = z.int().nonnegative();
const Persons = z.int().min(1).max(9);

/** Who, where and on what knowledge: on every line. `at` is Unix ms, `mono` ms since boot, `hub` the last nonce heard from it. */
const stamp = {
	v: z.literal(1),
	alg: z.literal("Ed25519"),
	venue: Count,
	day: Day.nullable(),
	kiosk: KioskId,
	incarnation: z.int().positive(),
	seq: z.int().positive(),
	prev: Digest,
	boot: Count,
	at: Count,
	mono: Count,
	hub: z.string().nullable(),
	alloc: Count,
	revocations: Count,
	roster: Count,
	net: z.enum(["hub", "lan", "none"]),
	/** Who has the shift at this window; null between shifts. */
	operator: z.string().nullable(),
} as const;

/** What a code was read with. */
export const ScanSource = z.enum(["camera", "wedge", "serial", "typed"]);
export type ScanSource = z.infer<typeof ScanSource>;
/** How an entitlement came in: as a code, by the weaker short number, or found by a card's last four. */
export const VoucherSource = z.enum([...ScanSource.options, "number", "card"]);
export type VoucherSource = z.infer<typeof VoucherSource>;

/** Of a rotating code: the step consumed, and the seconds the phone's clock was ahead. Lines of version 0.1.0 lack both. */
const rotated = {
	step: Count.nullable().default(null),
	skew: z.int().nullable().default(null),
} as const;

const enrolled = { kind: z.literal("enrolled"), label: z.string(), root: Digest } as const;
const started = { kind: z.literal("started"), app: z.string() } as const;
/** A disk that had lost lines, or was one of two, begins anew: `before` is the incarnation it had and the last line it knew. */
const renewed = {
	kind: z.literal("renewed"),
	before: z.strictObject({ incarnation: z.int().positive(), size: Count, head: Digest }),
} as const;
const allocationTaken = {
	kind: z.literal("allocationTaken"),
	taken: z.strictObject({ day: Day, version: z.int().positive(), root: Digest }),
} as const;
const redeemed = {
	kind: z.literal("redeemed"),
	row: RowKey,
	session: Count,
	persons: Persons,
	party: Persons,
	source: VoucherSource,
	...rotated,
	/** Which of the party, counted from 0: so that each keeps one seat. Lines of version 0.1.0 lack it. */
	positions: z.array(z.int().min(0).max(8)).nullable().default(null),
	/** Whether a ticket is printed for it. */
	isTicketed: z.boolean().default(false),
	/** Set where a supervisor admitted what was refused. */
	override: z.strictObject({ by: StaffId, why: OverrideReason, refused: z.string() }).nullable().default(null),
} as const;
const refused = {
	kind: z.literal("refused"),
	reason: z.string(),
	row: RowKey.nullable(),
	session: Count.nullable(),
	source: VoucherSource,
	skew: rotated.skew,
} as const;
const voided = {
	kind: z.literal("voided"),
	row: RowKey,
	session: Count,
	persons: Persons,
	line: z.int().positive(),
	why: z.union([VoidReason, z.string()]),
	/** The supervisor who allowed it. */
	by: StaffId.nullable().default(null),
} as const;

const clockJumped = {
	kind: z.literal("clockJumped"),
	fromMs: Count,
	toMs: Count,
	why: z.enum(["slept", "signedTime", "supervisor"]),
	/** The supervisor who confirmed it. */
	by: StaffId.nullable().default(null),
} as const;
/** The operator chose to keep this window's keys where anyone with the disk can read them. */
const keysPlain = { kind: z.literal("keysPlain") } as const;

const shiftOpened = { kind: z.literal("shiftOpened"), staff: StaffId } as const;
const shiftClosed = { kind: z.literal("shiftClosed"), slip: ShiftSlip } as const;
/** What became of one copy of the ticket of an admission, which may be of an incarnation before this one: see ticketLedger.ts. */
const ticket = {
	kind: z.literal("ticket"),
	admission: z.strictObject({ incarnation: z.int().positive(), line: z.int().positive() }),
	copy: z.int().positive(),
	step: z.enum(["sent", "printed", "failed", "kept"]),
} as const;
/** One tap of satisfaction after the admission of `line`: from 1, very dissatisfied, to 5. */
const rated = {
	kind: z.literal("rated"),
	line: z.int().positive(),
	session: Count,
	rating: z.int().min(1).max(5),
} as const;
/** Somebody, or some device of this kiosk, needs a member of staff; or does no more. */
const attention = {
	kind: z.literal("attention"),
	of: StaffCaller,
	why: z.string().nullable(),
	is: z.enum(["wanted", "settled"]),
} as const;
/** A card's last four were looked up; they themselves are not written down. */
const lookedUp = { kind: z.literal("lookedUp"), found: Count } as const;
const supervisorSet = {
	kind: z.literal("supervisorSet"),
	staff: StaffId,
	is: z.enum(["set", "removed"]),
	by: StaffId.nullable(),
} as const;
/** A PIN that was not right, and what it was to allow. */
const pinRefused = { kind: z.literal("pinRefused"), staff: StaffId, to: z.string() } as const;
const serviceOpened = { kind: z.literal("serviceOpened"), by: StaffId } as const;
const settingsChanged = { kind: z.literal("settingsChanged"), by: StaffId, names: z.array(z.string()) } as const;

/** A journal entry: one fact. Never changed, never deleted. */
export const Entry = z.discriminatedUnion("kind", [
	z.strictObject({ ...stamp, ...enrolled }),
	z.strictObject({ ...stamp, ...started }),
	z.strictObject({ ...stamp, ...renewed }),
	z.strictObject({ ...stamp, ...allocationTaken }),
	z.strictObject({ ...stamp, ...redeemed }),
	z.strictObject({ ...stamp, ...refused }),
	z.strictObject({ ...stamp, ...voided }),
	z.strictObject({ ...stamp, ...clockJumped }),
	z.strictObject({ ...stamp, ...keysPlain }),
	z.strictObject({ ...stamp, ...shiftOpened }),
	z.strictObject({ ...stamp, ...shiftClosed }),
	z.strictObject({ ...stamp, ...ticket }),
	z.strictObject({ ...stamp, ...rated }),
	z.strictObject({ ...stamp, ...attention }),
	z.strictObject({ ...stamp, ...lookedUp }),
	z.strictObject({ ...stamp, ...supervisorSet }),
	z.strictObject({ ...stamp, ...pinRefused }),
	z.strictObject({ ...stamp, ...serviceOpened }),
	z.strictObject({ ...stamp, ...settingsChanged }),
]);
export type Entry = z.infer<typeof Entry>;

/** What happened, before the journal gives it its place. */
export type Fact = z.infer<
	| z.ZodObject<typeof enrolled>
	| z.ZodObject<typeof started>
	| z.ZodObject<typeof renewed>
	| z.ZodObject<typeof allocationTaken>
	| z.ZodObject<typeof redeemed>
	| z.ZodObject<typeof refused>
	| z.ZodObject<typeof voided>
	| z.ZodObject<typeof clockJumped>
	| z.ZodObject<typeof keysPlain>
	| z.ZodObject<typeof shiftOpened>
	| z.ZodObject<typeof shiftClosed>
	| z.ZodObject<typeof ticket>
	| z.ZodObject<typeof rated>
	| z.ZodObject<typeof attention>
	| z.ZodObject<typeof lookedUp>
	| z.ZodObject<typeof supervisorSet>
	| z.ZodObject<typeof pinRefused>
	| z.ZodObject<typeof serviceOpened>
	| z.ZodObject<typeof settingsChanged>
>;
export type Stamp = z.infer<z.ZodObject<typeof stamp>>;

/** The last line's place and hash; the next line must name it. */
export type JournalHead = { readonly seq: number; readonly digest: Digest };
export const emptyJournalHead: JournalHead = { seq: 0, digest: zeroDigest };

/** Where a line stands in its chain: all that is needed to keep the chain even of lines a reader does not understand. */
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

/** `JSON ‖ TAB ‖ base64url(signature)`: stored, hashed, signed and sent as the same bytes (docs/formats.md, "Journal"). */
export function writeLine(entry: Entry, sign: Sign): string {
	const json = JSON.stringify(entry);
	return `${json}\t${toBase64Url(sign(withDomainPrefix("journal", encodeText(json))))}`;
}

export function hashLine(line: string, crypto: Crypto): Digest {
	return toHex(crypto.hash(encodeText(line))) as Digest;
}

/** Reads one line without its line feed. A line that is signed and linked but says something unknown has a null entry. */
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

/** A line of one's own journal, whose signature was made here. Throws when it is not a line: the disk is then not what was written. */
export function parseOwnLine(line: string): Entry {
	return Entry.parse(parseJson(line.slice(0, line.lastIndexOf("\t"))));
}

export function isNextInChain(head: JournalHead, link: Link): boolean {
	return link.seq === head.seq + 1 && link.prev === head.digest;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
