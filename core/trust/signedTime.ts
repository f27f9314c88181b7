import { z } from "zod";
import type { Crypto } from "../bytes/bytes.ts";
import { KioskId } from "../identity.ts";
import { openDocument, payloadTypes } from "./envelope.ts";
import type { Rejection } from "./rejection.ts";
import type { Root } from "./root.ts";

/**
 * The hub's time, signed by the timestamp key for one kiosk and its nonce: it cannot be replayed, and was made during
 * the round trip of the request.
 */
export const SignedTime = z.strictObject({
	v: z.literal(1),
	kiosk: KioskId,
	nonce: z.string().regex(/^[0-9a-f]{32}$/),
	nowMs: z.int().nonnegative(),
});
export type SignedTime = z.infer<typeof SignedTime>;

export type SignedTimeReading = { readonly kind: "time"; readonly nowMs: number } | Rejection;

/** Reads the answer to `nonce`; that of another question is `unnamed`. */
export function readSignedTime(
	envelope: unknown,
	root: Root,
	asked: Pick<SignedTime, "kiosk" | "nonce">,
	crypto: Crypto,
): SignedTimeReading {
	const opened = openDocument(envelope, payloadTypes.time, root.roles.timestamp, SignedTime, crypto);
	if (opened.kind === "untrusted") return opened;
	const { kiosk, nonce, nowMs } = opened.document;
	const isAnswer = kiosk === asked.kiosk && nonce === asked.nonce;
	return isAnswer ? { kind: "time", nowMs } : { kind: "untrusted", why: "unnamed", version: 1 };
}
