import { z } from "zod";
import { longestTitle, printableText } from "./text.ts";

/** Identifiers, branded so that none is accepted for another. Hex is lower case throughout. */
export const VoucherId = z
	.string()
	.regex(/^[0-9a-f]{24}$/)
	.brand<"VoucherId">();
export type VoucherId = z.infer<typeof VoucherId>;

export const RowKey = z
	.string()
	.regex(/^[0-9a-f]{32}$/)
	.brand<"RowKey">();
export type RowKey = z.infer<typeof RowKey>;

export const KioskId = z
	.string()
	.regex(/^k[0-9a-f]{12}$/)
	.brand<"KioskId">();
export type KioskId = z.infer<typeof KioskId>;

/** The calendar date, in the venue's zone, on which a day opens; a night cruise belongs to the day it began. */
export const Day = z.iso.date().brand<"Day">();
export type Day = z.infer<typeof Day>;

/** By when a day is over at the latest, where no header says more: with the date after it, as no evening is longer. */
export function latestEndMsOf(day: Day): number {
	return Date.parse(`${day}T00:00:00+08:00`) + 48 * 3600_000;
}

/** A SHA-256 in hex. */
export const Digest = z
	.string()
	.regex(/^[0-9a-f]{64}$/)
	.brand<"Digest">();
export type Digest = z.infer<typeof Digest>;

export const zeroDigest = Digest.parse("0".repeat(64));

/** An Ed25519 public key in hex, raw as in RFC 8032. */
export const PublicKey = z
	.string()
	.regex(/^[0-9a-f]{64}$/)
	.brand<"PublicKey">();
export type PublicKey = z.infer<typeof PublicKey>;

/** A display name in the available languages; always in zh-CN. */
export const Title = z.strictObject({
	"zh-CN": printableText(longestTitle),
	"zh-Hant": printableText(longestTitle).optional(),
	en: printableText(longestTitle).optional(),
});
export type Title = z.infer<typeof Title>;

/** A staff number assigned by the venue; not a person's name. */
export const StaffId = z
	.string()
	.regex(/^[0-9A-Za-z-]{1,12}$/)
	.brand<"StaffId">();
export type StaffId = z.infer<typeof StaffId>;
