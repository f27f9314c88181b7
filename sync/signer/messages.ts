import { z } from "zod";
import { Digest, VoucherId } from "../../core/identity.ts";
import { Envelope } from "../../core/trust/envelope.ts";

/** The protocol between hub and signer: one response for each request, matched by `id`; requests may be pipelined. */
const id = z.int().nonnegative();
const Uint16 = z.int().min(0).max(0xffff);
const UnixSeconds = z.int().min(0).max(0xffffffff);

/** The fields of a voucher (core/voucher/voucher.ts), validated again because the signer does not trust the hub. Times are Unix seconds. */
export const VoucherRequest = z
	.strictObject({
		id: VoucherId,
		rotating: z.boolean(),
		venue: z.int().min(0).max(0xffffffff),
		activity: Uint16,
		session: Uint16,
		party: z.int().min(1).max(9),
		issue: z.int().min(1).max(255),
		notBefore: UnixSeconds,
		notAfter: UnixSeconds,
	})
	.refine((voucher) => voucher.notBefore <= voucher.notAfter, "a voucher must be good for some time");

export const SignerRequest = z.discriminatedUnion("kind", [
	z.strictObject({ id, kind: z.literal("hello") }),
	z.strictObject({ id, kind: z.literal("voucher"), voucher: z.unknown() }),
	/** `type` is a key of `documentReaders`. */
	z.strictObject({ id, kind: z.literal("document"), type: z.string().max(20), document: z.unknown() }),
	z.strictObject({ id, kind: z.literal("root"), root: Envelope }),
]);
export type SignerRequest = z.infer<typeof SignerRequest>;

export const refusalCodes = [
	/** The request itself is malformed. */
	"malformed",
	/** What is to be signed is malformed. */
	"unsound",
	/** A venue or time outside the signer's limits. */
	"outsideLimits",
	/** Not above the version signed last, which is in `held`. */
	"oldVersion",
	/** The rate of this kind is exceeded until `retryAfterMs` has passed. */
	"tooMany",
	/** The root cannot follow the one in force (`rootUnfit`), or names a key that the signer does not hold (`noKey`). */
	"rootUnfit",
	"noKey",
	/** The log or the high-water marks cannot be written: nothing was signed. */
	"cannotRecord",
] as const;

export const SignerResponse = z.discriminatedUnion("kind", [
	z.object({ id, kind: z.literal("hello"), protocol: z.literal(1), rootVersion: z.int(), rootDigest: Digest }),
	z.object({ id, kind: z.literal("code"), code: z.string().max(512) }),
	z.object({ id, kind: z.literal("envelope"), envelope: Envelope }),
	z.object({ id, kind: z.literal("root"), rootVersion: z.int() }),
	z.object({
		id,
		kind: z.literal("refused"),
		code: z.enum(refusalCodes),
		message: z.string().max(1000),
		held: z.int().nullable(),
		retryAfterMs: z.int().nonnegative().nullable(),
	}),
]);
export type SignerResponse = z.infer<typeof SignerResponse>;
export type SignerRefusal = Extract<SignerResponse, { kind: "refused" }>;

type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never;
export type SignerRequestBody = WithoutId<SignerRequest>;
export type SignerResponseBody = WithoutId<SignerResponse>;
/** The signer is not running, or did not answer in time. It may have signed the request all the same. */
export type SignerUnavailable = { readonly kind: "unavailable" };
export type SignerAnswer = SignerResponseBody | SignerUnavailable;
export type SendSignerRequest = (asked: SignerRequestBody) => Promise<SignerAnswer>;

export function makeRefusal(
	code: SignerRefusal["code"],
	message: string,
	more: Partial<SignerRefusal> = {},
): Omit<SignerRefusal, "id"> {
	return { kind: "refused", code, message, held: more.held ?? null, retryAfterMs: more.retryAfterMs ?? null };
}

/** The first issue with its path, as part of a sentence. */
export function firstIssue({ issues: [issue] }: z.ZodError): string {
	if (issue === undefined) return "it has another shape";
	return issue.path.length === 0 ? issue.message : `at ${issue.path.join(".")}, ${issue.message}`;
}
