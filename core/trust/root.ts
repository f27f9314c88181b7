import { z } from "zod";
import { type Crypto, toHex } from "../bytes/bytes.ts";
import type { Digest } from "../identity.ts";
import {
	checkThreshold,
	type Envelope,
	mostPayloadBytes,
	payloadTypes,
	Role,
	readDocument,
	readEnvelope,
} from "./envelope.ts";
import type { Rejection } from "./rejection.ts";

/**
 * Which keys may sign which documents: the trust anchor of a kiosk. The hash of the first root is pinned by the
 * enrolment code.
 */
export const Root = z.strictObject({
	v: z.literal(1),
	version: z.int().positive(),
	issuedAt: z.int().nonnegative(),
	expiresAt: z.int().nonnegative(),
	roles: z.strictObject({ root: Role, issuer: Role, allocator: Role, timestamp: Role, roster: Role }),
});
export type Root = z.infer<typeof Root>;
export type RoleName = keyof Root["roles"];

export type PinnedRoot = {
	readonly kind: "root";
	readonly root: Root;
	readonly digest: Digest;
	readonly envelope: Envelope;
};

/** Opens a first root: it must hash to the pin of the enrolment code, and its own root keys must have signed it. */
export function openPinnedRoot(envelope: unknown, pin: string, nowMs: number, crypto: Crypto): PinnedRoot | Rejection {
	const opened = openPinnedRootOfAnyAge(envelope, pin, crypto);
	if (opened.kind === "untrusted" || nowMs < opened.root.expiresAt) return opened;
	return { kind: "untrusted", why: "expired", expiredAtMs: opened.root.expiresAt };
}

/** Like `openPinnedRoot`, for a root accepted earlier: it may have expired and been replaced since. */
export function openPinnedRootOfAnyAge(value: unknown, pin: string, crypto: Crypto): PinnedRoot | Rejection {
	const read = readEnvelope(value, payloadTypes.root, mostPayloadBytes[payloadTypes.root]);
	if (read.kind === "untrusted") return read;
	const digest = toHex(crypto.hash(read.payload)) as Digest;
	if (pin.length < 32 || !digest.startsWith(pin)) return { kind: "untrusted", why: "pin" };
	const claimed = readDocument(read, Root);
	if (claimed.kind === "untrusted") return claimed;
	const signed = checkThreshold(read, claimed.document.roles.root, crypto);
	if (signed.kind === "untrusted") return signed;
	return { kind: "root", root: claimed.document, digest, envelope: read.envelope };
}
