import { z } from "zod";
import {
	encodeText,
	fromBase64Url,
	type Hash,
	type Sign,
	signedBytes,
	toBase64Url,
	toHex,
	type Verify,
} from "./bytes.ts";
import { Day, Digest, KioskId, RowKey, zeroDigest } from "./identity.ts";

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
	operator: z.string().nullable(),
} as const;

/** What a code was read with. */
export const Source = z.enum(["camera", "wedge", "typed"]);
export type Source = z.infer<typeof Source>;
/** How an entitlement came in: as a code, or by the weaker short number. */
const Origin = z.enum([...Source.options, "number"]);

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
	source: Origin,
	...rotated,
} as const;
const refused = {
	kind: z.literal("refused"),
	reason: z.string(),
	row: RowKey.nullable(),
	session: Count.nullable(),
	source: Origin,
	skew: rotated.skew,
} as const;
const voided = {
	kind: z.literal("voided"),
	row: RowKey,
	session: Count,
	persons: Persons,
	line: z.int().positive(),
	why: z.string(),
} as const;

const clockJumped = {
	kind: z.literal("clockJumped"),
	fromMs: Count,
	toMs: Count,
	why: z.enum(["slept", "signedTime", "supervisor"]),
} as const;
/** The operator chose to keep this window's keys where anyone with the disk can read them. */
const keysPlain = { kind: z.literal("keysPlain") } as const;

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
>;
export type Stamp = z.infer<z.ZodObject<typeof stamp>>;

/** The last line's place and hash; the next line must name it. */
export type Head = { readonly seq: number; readonly digest: Digest };
export const emptyHead: Head = { seq: 0, digest: zeroDigest };

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

/** `JSON ‖ TAB ‖ base64url(signature)`: stored, hashed, signed and sent as these very characters. */
export function writeLine(entry: Entry, sign: Sign): string {
	const json = JSON.stringify(entry);
	return `${json}\t${toBase64Url(sign(signedBytes("journal", encodeText(json))))}`;
}

export function lineDigest(line: string, hash: Hash): Digest {
	return toHex(hash(encodeText(line))) as Digest;
}

/** Reads one line without its line feed. A line that is signed and linked but says something unknown has a null entry. */
export function readLine(line: string, publicKey: Uint8Array, hash: Hash, verify: Verify): LineReading {
	const tab = line.lastIndexOf("\t");
	const signature = tab < 0 ? null : fromBase64Url(line.slice(tab + 1));
	if (signature === null) return { kind: "broken", why: "shape" };
	const json = line.slice(0, tab);
	if (!verify(publicKey, signedBytes("journal", encodeText(json)), signature))
		return { kind: "broken", why: "signature" };
	const value = parseJson(json);
	const link = Link.safeParse(value);
	if (!link.success) return { kind: "broken", why: "fields" };
	return { kind: "line", link: link.data, digest: lineDigest(line, hash), entry: Entry.safeParse(value).data ?? null };
}

/** A line of one's own journal, whose signature was made here. Throws when it is not a line: the disk is then not what was written. */
export function ownEntry(line: string): Entry {
	return Entry.parse(parseJson(line.slice(0, line.lastIndexOf("\t"))));
}

export function follows(head: Head, link: Link): boolean {
	return link.seq === head.seq + 1 && link.prev === head.digest;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
