import { z } from "zod";
import {
	type Crypto,
	concat,
	decodeText,
	encodeText,
	fromBase64,
	fromHex,
	type Sign,
	toBase64,
} from "../bytes/bytes.ts";
import { PublicKey } from "../identity.ts";
import type { Rejection } from "./rejection.ts";

const mostSignatures = 16;
const mostKeys = 8;
const kibi = 1024;

const Signature = z.object({ keyid: z.string().max(128).optional(), sig: z.string().max(256) });

/**
 * A DSSE envelope: the exact payload bytes and signatures over their pre-authentication encoding. Signatures are
 * counted before they are parsed.
 */
export const Envelope = z.object({
	payloadType: z.string().max(128),
	payload: z.string().max(3 * kibi * kibi),
	signatures: z.array(z.unknown()).min(1).max(mostSignatures).pipe(z.array(Signature)),
});
export type Envelope = z.infer<typeof Envelope>;

export const payloadTypes = {
	root: "application/vnd.pailou.root+json",
	timestamp: "application/vnd.pailou.timestamp+json",
	roster: "application/vnd.pailou.roster+json",
	revocations: "application/vnd.pailou.revocations+json",
	allocation: "application/vnd.pailou.allocation+json",
	checkpoint: "application/vnd.pailou.checkpoint+json",
	time: "application/vnd.pailou.time+json",
} as const;
export type PayloadType = (typeof payloadTypes)[keyof typeof payloadTypes];

/** The largest payload that is decoded, hashed or parsed. */
export const mostPayloadBytes: Readonly<Record<PayloadType, number>> = {
	[payloadTypes.root]: 32 * kibi,
	[payloadTypes.timestamp]: 64 * kibi,
	[payloadTypes.roster]: 256 * kibi,
	[payloadTypes.revocations]: 2 * kibi * kibi,
	[payloadTypes.allocation]: 2 * kibi * kibi,
	[payloadTypes.checkpoint]: 4 * kibi,
	[payloadTypes.time]: kibi,
};

export const Role = z
	.strictObject({ threshold: z.int().positive(), keys: z.array(PublicKey).min(1).max(mostKeys) })
	.refine((role) => new Set(role.keys).size === role.keys.length, "a key is named twice")
	.refine((role) => role.threshold <= role.keys.length, "the threshold is above the number of keys");
export type Role = z.infer<typeof Role>;

/**
 * `DSSEv1 SP LEN(type) SP type SP LEN(body) SP body`. The type keeps a signature on one type of document from being
 * valid for another.
 */
export function encodePreAuthentication(payloadType: string, payload: Uint8Array): Uint8Array {
	const type = encodeText(payloadType);
	return concat(encodeText(`DSSEv1 ${type.length} `), type, encodeText(` ${payload.length} `), payload);
}

export type Signatory = { readonly publicKey: PublicKey; readonly sign: Sign };

export function signEnvelope(payloadType: string, payload: Uint8Array, signatories: readonly Signatory[]): Envelope {
	const message = encodePreAuthentication(payloadType, payload);
	return {
		payloadType,
		payload: toBase64(payload),
		signatures: signatories.map(({ publicKey, sign }) => ({ keyid: publicKey, sig: toBase64(sign(message)) })),
	};
}

export type Payload = { readonly kind: "payload"; readonly envelope: Envelope; readonly payload: Uint8Array };

/** Parses an envelope of any origin and decodes its payload; nothing is verified yet. */
export function readEnvelope(value: unknown, payloadType: string, mostBytes: number): Payload | Rejection {
	const read = Envelope.safeParse(value);
	if (!read.success) return { kind: "untrusted", why: "notAnEnvelope", at: issuePathOf(read.error) };
	const envelope = read.data;
	if (envelope.payloadType !== payloadType) return { kind: "untrusted", why: "type" };
	if (envelope.payload.length > Math.ceil(mostBytes / 3) * 4) return { kind: "untrusted", why: "tooLarge", mostBytes };
	const payload = fromBase64(envelope.payload);
	if (payload === null) return { kind: "untrusted", why: "encoding" };
	if (payload.length > mostBytes) return { kind: "untrusted", why: "tooLarge", mostBytes };
	return { kind: "payload", envelope, payload };
}

/** The payload, if enough *different* keys of the role have signed it. Key ids are hints and decide nothing. */
export function openEnvelope(
	value: unknown,
	payloadType: PayloadType,
	role: Role,
	crypto: Crypto,
): Payload | Rejection {
	const read = readEnvelope(value, payloadType, mostPayloadBytes[payloadType]);
	return read.kind === "untrusted" ? read : checkThreshold(read, role, crypto);
}

export function checkThreshold(read: Payload, role: Role, crypto: Crypto): Payload | Rejection {
	const message = encodePreAuthentication(read.envelope.payloadType, read.payload);
	const signatures: Uint8Array[] = [];
	for (const sig of new Set(read.envelope.signatures.map(({ sig }) => sig))) {
		const signature = fromBase64(sig);
		if (signature === null) return { kind: "untrusted", why: "encoding" };
		signatures.push(signature);
	}
	const signers = role.keys.filter((key) => {
		const publicKey = fromHex(key) as Uint8Array;
		return signatures.some((signature) => crypto.verify(publicKey, message, signature));
	});
	if (signers.length >= role.threshold) return read;
	return { kind: "untrusted", why: "threshold", signed: signers.length, needed: role.threshold };
}

export type OpenedDocument<T> = { readonly kind: "document"; readonly document: T } & Omit<Payload, "kind">;

/** Verifies and parses a signed document: signature first, then shape. */
export function openDocument<T>(
	value: unknown,
	payloadType: PayloadType,
	role: Role,
	schema: z.ZodType<T>,
	crypto: Crypto,
): OpenedDocument<T> | Rejection {
	const opened = openEnvelope(value, payloadType, role, crypto);
	return opened.kind === "untrusted" ? opened : readDocument(opened, schema);
}

export function readDocument<T>(read: Payload, schema: z.ZodType<T>): OpenedDocument<T> | Rejection {
	const value = parsePayload(read.payload);
	if (value === undefined) return { kind: "untrusted", why: "notJson" };
	const format = Format.safeParse(value);
	if (format.success && format.data.v !== 1)
		return { kind: "untrusted", why: "unknownVersion", version: format.data.v };
	const parsed = schema.safeParse(value);
	if (!parsed.success) return { kind: "untrusted", why: "fields", at: issuePathOf(parsed.error) };
	return { kind: "document", document: parsed.data, envelope: read.envelope, payload: read.payload };
}

/** The format version of a document: an unknown one is told apart from a malformed document. */
const Format = z.looseObject({ v: z.int() });

function parsePayload(payload: Uint8Array): unknown {
	try {
		return JSON.parse(decodeText(payload));
	} catch {
		return undefined;
	}
}

function issuePathOf(error: z.ZodError): string {
	return error.issues[0]?.path.join(".").slice(0, 80) ?? "";
}
