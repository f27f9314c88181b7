import type { z } from "zod";
import { AllocationHeader } from "../../core/allocation/allocation.ts";
import { encodeText } from "../../core/bytes/bytes.ts";
import { mostPayloadBytes, type PayloadType, payloadTypes } from "../../core/trust/envelope.ts";
import { Revocations } from "../../core/trust/revocations.ts";
import { Roster } from "../../core/trust/roster.ts";
import type { SignerRole } from "../keys/authority.ts";
import type { TimeSpan } from "./limits.ts";
import { firstIssue } from "./messages.ts";

/** A parsed document: what its limits and versions are checked against, and the exact bytes to sign. */
export type SignableDocument = {
	readonly kind: "read";
	readonly payloadType: PayloadType;
	readonly role: SignerRole;
	readonly payload: Uint8Array;
	/** The versions of one subject must ascend. */
	readonly subject: string;
	readonly version: number;
	readonly venue: number;
	readonly span: TimeSpan | null;
};

type DocumentReader = (document: unknown) => SignableDocument | { readonly kind: "unsound"; readonly why: string };
type DocumentSubject = Pick<SignableDocument, "subject" | "version" | "venue" | "span">;

/** Every document the signer signs besides vouchers, by the type name in the request. */
export const documentReaders: ReadonlyMap<string, DocumentReader> = new Map([
	[
		"allocation",
		createReader(
			payloadTypes.allocation,
			"allocator",
			AllocationHeader,
			({ venue, day, version, opensAt, closesAt }) => ({
				subject: `venue ${venue}, ${day}`,
				version,
				venue,
				span: { fromMs: opensAt, untilMs: closesAt },
			}),
		),
	],
	[
		"roster",
		createReader(payloadTypes.roster, "roster", Roster, ({ venue, epoch }) => ({
			subject: `venue ${venue}`,
			version: epoch,
			venue,
			span: null,
		})),
	],
	[
		"revocations",
		createReader(payloadTypes.revocations, "allocator", Revocations, ({ venue, version }) => ({
			subject: `venue ${venue}`,
			version,
			venue,
			span: null,
		})),
	],
]);

/** Signs the parsed document serialized anew, never the received bytes, so that nothing unparsed is signed. */
function createReader<T>(
	payloadType: PayloadType,
	role: SignerRole,
	schema: z.ZodType<T>,
	tell: (document: T) => DocumentSubject,
): DocumentReader {
	return (document) => {
		const parsed = schema.safeParse(document);
		if (!parsed.success) return { kind: "unsound", why: firstIssue(parsed.error) };
		const payload = encodeText(JSON.stringify(parsed.data));
		const most = mostPayloadBytes[payloadType];
		if (payload.length > most) return { kind: "unsound", why: `it is larger than ${most} bytes` };
		return { kind: "read", payloadType, role, payload, ...tell(parsed.data) };
	};
}
