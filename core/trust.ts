import { z } from "zod";
import {
	concat,
	decodeText,
	encodeText,
	fromBase64,
	fromHex,
	type Hash,
	type Sign,
	toBase64,
	toHex,
	type Verify,
} from "./bytes.ts";
import { type Digest, PublicKey } from "./identity.ts";

/** A DSSE envelope: the exact payload bytes and signatures over their pre-authentication encoding. */
export const Envelope = z.object({
	payloadType: z.string().max(128),
	payload: z.string(),
	signatures: z
		.array(z.object({ keyid: z.string().max(128).optional(), sig: z.string().max(256) }))
		.min(1)
		.max(16),
});
export type Envelope = z.infer<typeof Envelope>;

export const payloadTypes = {
	root: "application/vnd.pailou.root+json",
	allocation: "application/vnd.pailou.allocation+json",
	checkpoint: "application/vnd.pailou.checkpoint+json",
} as const;
export type PayloadType = (typeof payloadTypes)[keyof typeof payloadTypes];

const Role = z
	.strictObject({ threshold: z.int().positive(), keys: z.array(PublicKey).min(1) })
	.refine((role) => new Set(role.keys).size === role.keys.length, "a key is named twice")
	.refine((role) => role.threshold <= role.keys.length, "the threshold is above the number of keys");
export type Role = z.infer<typeof Role>;

/** Who may sign what. Everything a kiosk believes begins here; its own hash is pinned by the enrolment code. */
export const Root = z.strictObject({
	v: z.literal(1),
	version: z.int().positive(),
	issuedAt: z.int().nonnegative(),
	expiresAt: z.int().nonnegative(),
	roles: z.strictObject({ root: Role, issuer: Role, allocator: Role, timestamp: Role, roster: Role }),
});
export type Root = z.infer<typeof Root>;

export type Untrusted = {
	readonly kind: "untrusted";
	readonly why: "type" | "encoding" | "threshold" | "fields" | "pin" | "expired";
};

/** `DSSEv1 SP LEN(type) SP type SP LEN(body) SP body`. The type keeps one signed thing from passing for another. */
export function preAuthentication(payloadType: string, payload: Uint8Array): Uint8Array {
	const type = encodeText(payloadType);
	return concat(encodeText(`DSSEv1 ${type.length} `), type, encodeText(` ${payload.length} `), payload);
}

export type Signatory = { readonly publicKey: PublicKey; readonly sign: Sign };

export function seal(payloadType: string, payload: Uint8Array, signatories: readonly Signatory[]): Envelope {
	const message = preAuthentication(payloadType, payload);
	return {
		payloadType,
		payload: toBase64(payload),
		signatures: signatories.map(({ publicKey, sign }) => ({ keyid: publicKey, sig: toBase64(sign(message)) })),
	};
}

/** The payload, once enough *different* keys of the role have signed it. The key ids are hints and decide nothing. */
export function openEnvelope(
	envelope: Envelope,
	payloadType: PayloadType,
	role: Role,
	verify: Verify,
): { readonly kind: "payload"; readonly payload: Uint8Array } | Untrusted {
	if (envelope.payloadType !== payloadType) return { kind: "untrusted", why: "type" };
	const payload = fromBase64(envelope.payload);
	if (payload === null) return { kind: "untrusted", why: "encoding" };
	const message = preAuthentication(payloadType, payload);
	const signatures = envelope.signatures.map(({ sig }) => fromBase64(sig)).filter((sig) => sig !== null);
	const signers = role.keys.filter((key) => {
		const publicKey = fromHex(key) as Uint8Array;
		return signatures.some((signature) => verify(publicKey, message, signature));
	});
	return signers.length >= role.threshold ? { kind: "payload", payload } : { kind: "untrusted", why: "threshold" };
}

/** Opens a signed document and reads it: signature first, then the shape. */
export function openDocument<T>(
	envelope: Envelope,
	payloadType: PayloadType,
	role: Role,
	schema: z.ZodType<T>,
	verify: Verify,
): { readonly kind: "document"; readonly document: T; readonly payload: Uint8Array } | Untrusted {
	const opened = openEnvelope(envelope, payloadType, role, verify);
	if (opened.kind === "untrusted") return opened;
	const parsed = schema.safeParse(parsePayload(opened.payload));
	if (!parsed.success) return { kind: "untrusted", why: "fields" };
	return { kind: "document", document: parsed.data, payload: opened.payload };
}

/** A first root is trusted because it hashes to what the enrolment code says, and its own root keys signed it. */
export function openPinnedRoot(
	envelope: Envelope,
	pin: string,
	nowMs: number,
	hash: Hash,
	verify: Verify,
): { readonly kind: "root"; readonly root: Root; readonly digest: Digest } | Untrusted {
	const payload = fromBase64(envelope.payload);
	if (payload === null) return { kind: "untrusted", why: "encoding" };
	const digest = toHex(hash(payload)) as Digest;
	if (pin.length < 32 || !digest.startsWith(pin)) return { kind: "untrusted", why: "pin" };
	const claimed = Root.safeParse(parsePayload(payload));
	if (!claimed.success) return { kind: "untrusted", why: "fields" };
	const opened = openEnvelope(envelope, payloadTypes.root, claimed.data.roles.root, verify);
	if (opened.kind === "untrusted") return opened;
	if (nowMs >= claimed.data.expiresAt) return { kind: "untrusted", why: "expired" };
	return { kind: "root", root: claimed.data, digest };
}

function parsePayload(payload: Uint8Array): unknown {
	try {
		return JSON.parse(decodeText(payload));
	} catch {
		return undefined;
	}
}
