/** The protocol folder: what kiosk and hub exchange, over HTTP, by USB file and by enrolment code. */
import { z } from "zod";
import { Session } from "../allocation/session.ts";
import { concat, encodeText, fromHex, withDomainPrefix } from "../bytes/bytes.ts";
import { Day, Digest, KioskId, PublicKey, Title } from "../identity.ts";
import { StaffCaller } from "../journal/values.ts";
import { Envelope } from "../trust/envelope.ts";
import { longestCode } from "../voucher/voucher.ts";

/**
 * The HTTP protocol between kiosk and hub (docs/formats.md, "HTTP protocol"). Paths are under the hub's address; every
 * answer carries the hub's time.
 */
const Hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const hubTimeMs = z.int().nonnegative();

/** Answered without authentication, and without work for the hub. */
export const healthPath = "/v1/health";

export const paths = {
	newestRoot: "/v1/root",
	pass: "/v1/passes",
	enrolments: "/v1/enrolments",
	challenges: (kiosk: KioskId) => `/v1/kiosks/${kiosk}/challenges`,
	tokens: (kiosk: KioskId) => `/v1/kiosks/${kiosk}/tokens`,
	root: (version: number) => `/v1/roots/${version}`,
	time: (kiosk: KioskId) => `/v1/kiosks/${kiosk}/time`,
	timestamp: (kiosk: KioskId) => `/v1/kiosks/${kiosk}/timestamp`,
	roster: (kiosk: KioskId) => `/v1/kiosks/${kiosk}/roster`,
	revocations: (kiosk: KioskId) => `/v1/kiosks/${kiosk}/revocations`,
	journal: (kiosk: KioskId) => `/v1/kiosks/${kiosk}/journal`,
	journalAfter: (kiosk: KioskId, incarnation: number, after: number) =>
		`/v1/kiosks/${kiosk}/journal?incarnation=${incarnation}&after=${after}`,
	head: (kiosk: KioskId) => `/v1/kiosks/${kiosk}/head`,
	incarnations: (kiosk: KioskId) => `/v1/kiosks/${kiosk}/incarnations`,
	allocation: (kiosk: KioskId, day: Day) => `/v1/kiosks/${kiosk}/allocations/${day}`,
	news: (kiosk: KioskId) => `/v1/kiosks/${kiosk}/news`,
	dayKeys: (kiosk: KioskId) => `/v1/kiosks/${kiosk}/day-keys`,
	rows: (kiosk: KioskId, day: Day, version: number) =>
		`/v1/kiosks/${kiosk}/allocations/${day}/versions/${version}/rows`,
	delta: (kiosk: KioskId, day: Day, version: number, from: number) =>
		`/v1/kiosks/${kiosk}/allocations/${day}/versions/${version}/delta?from=${from}`,
	leaves: (kiosk: KioskId, day: Day, version: number) =>
		`/v1/kiosks/${kiosk}/allocations/${day}/versions/${version}/leaves`,
	buckets: (kiosk: KioskId, day: Day, version: number, of: readonly number[]) =>
		`/v1/kiosks/${kiosk}/allocations/${day}/versions/${version}/buckets?of=${of.join(",")}`,
	numbers: (kiosk: KioskId, day: Day, version: number) =>
		`/v1/kiosks/${kiosk}/allocations/${day}/versions/${version}/numbers`,
} as const;

/** Buckets in one request: about 1.3 MB of rows. */
export const mostBucketsPerRequest = 128;

/** `possession` signs the ticket, proof of possession of the private key. */
export const EnrolmentRequest = z.strictObject({
	ticket: z.string().length(4),
	secret: z.string().length(8),
	publicKey: PublicKey,
	possession: Hex(64),
});
export type EnrolmentRequest = z.infer<typeof EnrolmentRequest>;

export const EnrolmentAnswer = z.object({
	kiosk: KioskId,
	incarnation: z.int().positive(),
	venue: z.int().nonnegative(),
	venueTitle: Title,
	label: z.string().min(1).max(40),
	root: Envelope,
	hubTimeMs,
});
export type EnrolmentAnswer = z.infer<typeof EnrolmentAnswer>;

/** The root of a version never changes and may be cached anywhere, so this answer carries no time. */
export const RootByVersionAnswer = z.object({ document: z.unknown() });

/** The newest root. `digest` is of its payload. */
export const RootAnswer = z.object({ version: z.int().positive(), digest: Digest, root: Envelope, hubTimeMs });
export type RootAnswer = z.infer<typeof RootAnswer>;

export const ChallengeAnswer = z.object({ challenge: Hex(32), hubTimeMs });
export const TokenRequest = z.strictObject({ challenge: Hex(32), incarnation: z.int().positive(), signature: Hex(64) });
export type TokenRequest = z.infer<typeof TokenRequest>;
export const TokenAnswer = z.object({ token: z.string().min(16).max(200), expiresAtMs: z.int(), hubTimeMs });

/** Asks for the hub's time; the answer is an envelope of `SignedTime` with the same nonce. */
export const TimeRequest = z.strictObject({ nonce: Hex(16) });
export type TimeRequest = z.infer<typeof TimeRequest>;

/** A signed document, not yet verified: see `core/trust/accept.ts`. */
export const DocumentAnswer = z.object({ document: z.unknown(), hubTimeMs });

/** `header` is an envelope of `AllocationHeader`; the keys to its rows and codes are sealed within it. */
export const AllocationAnswer = z.object({ header: z.unknown(), hubTimeMs });
export type AllocationAnswer = z.infer<typeof AllocationAnswer>;

/** X25519 keys that a kiosk made for coming days: the secrets of a day are sealed to that day's key. */
export const DayKeysRequest = z.strictObject({
	dayKeys: z.array(z.strictObject({ day: Day, publicKey: Hex(32) })).max(400),
});
export type DayKeysRequest = z.infer<typeof DayKeysRequest>;
export const DayKeysAnswer = z.object({ hubTimeMs });

/** How far the hub has durably accepted a kiosk's journal: `size` lines, the last of which hashes to `head`. */
export const Checkpoint = z.strictObject({
	v: z.literal(1),
	kiosk: KioskId,
	incarnation: z.int().positive(),
	size: z.int().nonnegative(),
	head: Digest,
	nonce: Hex(16),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

export const PushAnswer = z.object({
	checkpoint: Envelope,
	nextBatchLines: z.int().positive(),
	leastIntervalMs: z.int().nonnegative(),
	hubTimeMs,
});
export type PushAnswer = z.infer<typeof PushAnswer>;

/**
 * What the hub holds of one incarnation: `size` is the last seq of any of its branches, `lines` how many lines they have
 * together, `forkedAt` the first seq of which there are two, or at which a line came after the closing.
 */
export const IncarnationSummary = z.strictObject({
	incarnation: z.int().positive(),
	size: z.int().nonnegative(),
	lines: z.int().nonnegative(),
	forkedAt: z.int().positive().nullable(),
});
export type IncarnationSummary = z.infer<typeof IncarnationSummary>;

/**
 * The head of a kiosk's newest incarnation, and what is held of each, oldest first. A closed incarnation accepts only
 * lines already written.
 */
export const HeadAnswer = z.object({
	checkpoint: Envelope,
	state: z.enum(["open", "closed"]),
	held: z.array(IncarnationSummary).min(1),
	hubTimeMs,
});
export type HeadAnswer = z.infer<typeof HeadAnswer>;

/** Asks for the next incarnation. The same `request` gets the same answer; the signature is over `incarnationMessage`. */
export const IncarnationRequest = z.strictObject({
	incarnation: z.int().positive(),
	size: z.int().nonnegative(),
	head: Digest,
	request: z.string().regex(/^[!-~]{8,64}$/),
	signature: Hex(64),
});
export type IncarnationRequest = z.infer<typeof IncarnationRequest>;
export const IncarnationAnswer = z.object({ incarnation: z.int().positive(), hubTimeMs });

/** Lines of all branches of one incarnation, by seq: all those with `after` < seq ≤ `through`. */
export const JournalAnswer = z.object({
	lines: z.array(z.string()),
	through: z.int().nonnegative(),
	size: z.int().nonnegative(),
	hubTimeMs,
});

/** The voucher as a member's pass page shows it: `GET /v1/passes`, with the secret of the pass's link as bearer token. */
export const PassAnswer = z.object({
	/** The static code; where `rotation` is set, no kiosk accepts it as it is. Null unless the voucher is live. */
	code: z.string().min(1).max(longestCode).nullable(),
	/** K_v, from which the page makes rotating codes of the static one, in hex. */
	rotation: Hex(32).nullable().default(null),
	party: z.int().min(1).max(9),
	state: z.enum(["live", "cancelled", "blocked", "revoked"]),
	programme: Title,
	venue: Title,
	address: Title.nullable(),
	session: Session,
	/** The number of the party's first seat, or its gate group, as the allocation's row says it; 0 for none. */
	place: z.int().min(0).max(0xffff).default(0),
	hubTimeMs,
});
export type PassAnswer = z.infer<typeof PassAnswer>;

/** Calls for staff at the venue's other kiosks, and the conflicts of the last day. Unsigned: nothing is decided by it. */
export const NewsAnswer = z.object({
	wanted: z.array(
		z.object({ label: z.string(), of: StaffCaller, why: z.string().nullable(), sinceMs: z.int().nonnegative() }),
	),
	conflicts: z.int().nonnegative(),
	hubTimeMs,
});
export type NewsAnswer = z.infer<typeof NewsAnswer>;

export const batchLimits = { lines: 500, bytes: 256 * 1024 } as const;

/** The signed documents by which a revoked kiosk learns that it is revoked, for it may read nothing more. */
const RevocationProof = z.object({ timestamp: Envelope, revocations: Envelope });
export type RevocationProof = z.infer<typeof RevocationProof>;

/** Every refusal of the hub, whatever the status: a code for the machine, a sentence for the person. */
export const HubError = z.object({
	error: z.object({
		code: z.string(),
		message: z.string(),
		/** With `outOfStep`, and with a `fork` whose beginning was not sent: the seq to send from. */
		expected: z.int().positive().optional(),
		/** With `fork` and `incarnationClosed`: a checkpoint, for the lines are held although no more may be written. */
		checkpoint: Envelope.optional(),
		/** With `kioskRevoked`. */
		proof: RevocationProof.optional(),
	}),
});
export type HubError = z.infer<typeof HubError>;

export function buildPossessionMessage(ticket: string): Uint8Array {
	return withDomainPrefix("enrol", encodeText(ticket));
}

/** kiosk ‖ the incarnation it has ‖ its last line ‖ the name of this request. */
export function buildIncarnationMessage(kiosk: KioskId, asked: Omit<IncarnationRequest, "signature">): Uint8Array {
	const { incarnation, size, head, request } = asked;
	return withDomainPrefix("incarnation", encodeText([kiosk, incarnation, size, head, request].join("\n")));
}

/** 32 hub bytes ‖ hub origin ‖ kiosk ‖ incarnation: so that an answer to one hub cannot be replayed at another. */
export function buildLoginMessage(challenge: string, hub: string, kiosk: KioskId, incarnation: number): Uint8Array {
	return withDomainPrefix(
		"login",
		concat(fromHex(challenge) as Uint8Array, encodeText(`${hub}\n${kiosk}\n${incarnation}`)),
	);
}
