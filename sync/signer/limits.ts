import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { firstIssue } from "./messages.ts";

export type TimeSpan = { readonly fromMs: number; readonly untilMs: number };

const Rate = z.strictObject({
	perMinute: z.int().min(1).max(1_000_000),
	/** As many may come at once after a quiet time. */
	burst: z.int().min(1).max(1_000_000),
});

/** What the signer keeps to whatever the hub asks: `limits.json` in its folder, where it is wanted otherwise. */
export const SignerLimits = z.strictObject({
	v: z.literal(1),
	/** Venue numbers that may be signed for; null for all. */
	venues: z.array(z.strictObject({ from: z.int().nonnegative(), to: z.int().nonnegative() })).nullable(),
	/** Nothing that ends later than so many days from now. */
	mostDaysAhead: z.int().positive().max(36_500),
	/** No voucher or day that lasts longer. */
	longestHours: z.int().positive().max(8784),
	/** By kind: `voucher`, `root`, and the documents by their names. */
	rates: z.record(z.string(), Rate),
});
export type SignerLimits = z.infer<typeof SignerLimits>;

/** A holiday's bookings in one go, and every day of every venue. */
export const defaultLimits: SignerLimits = {
	v: 1,
	venues: null,
	mostDaysAhead: 400,
	longestHours: 48,
	rates: {
		voucher: { perMinute: 6_000, burst: 30_000 },
		allocation: { perMinute: 600, burst: 3_000 },
		roster: { perMinute: 600, burst: 3_000 },
		revocations: { perMinute: 600, burst: 3_000 },
		root: { perMinute: 6, burst: 6 },
	},
};

const hourMs = 3600 * 1000;

export function limitsPath(folder: string): string {
	return join(folder, "limits.json");
}

/** The usual ones, with what the file says instead. */
export function readLimits(folder: string): SignerLimits {
	const path = limitsPath(folder);
	if (!existsSync(path)) return defaultLimits;
	const read = SignerLimits.partial().safeParse(JSON.parse(readFileSync(path, "utf8")));
	if (!read.success) throw new Error(`${path} cannot be read: ${firstIssue(read.error)}`);
	const rates = { ...defaultLimits.rates, ...read.data.rates };
	return SignerLimits.parse({ ...defaultLimits, ...read.data, rates });
}

/** Why this is not signed: a venue or a time that the limits leave out. Null when it may be. */
export function findLimitViolation(
	limits: SignerLimits,
	venue: number,
	span: TimeSpan | null,
	nowMs: number,
): string | null {
	if (limits.venues !== null && !limits.venues.some(({ from, to }) => from <= venue && venue <= to)) {
		return `venue ${venue} is not among those this signer signs for`;
	}
	if (span === null) return null;
	if (span.untilMs - span.fromMs > limits.longestHours * hourMs) {
		return `it would last longer than ${limits.longestHours} hours`;
	}
	if (span.untilMs > nowMs + limits.mostDaysAhead * 24 * hourMs) {
		return `it ends more than ${limits.mostDaysAhead} days from now`;
	}
	return null;
}
