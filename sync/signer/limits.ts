import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { DamagedFileError } from "../fileErrors.ts";
import { firstIssue } from "./messages.ts";

export type TimeSpan = { readonly fromMs: number; readonly untilMs: number };

const Rate = z.strictObject({
	perMinute: z.int().min(1).max(1_000_000),
	/** The size of the token bucket. */
	burst: z.int().min(1).max(1_000_000),
});

/** Limits on what the hub may have signed; `limits.json` in the signer's folder overrides the defaults. */
export const SignerLimits = z.strictObject({
	v: z.literal(1),
	/** Venues for which the signer signs; null for all. */
	venues: z.array(z.strictObject({ from: z.int().nonnegative(), to: z.int().nonnegative() })).nullable(),
	/** The latest end, in days from now. */
	mostDaysAhead: z.int().positive().max(36_500),
	/** The longest validity of a voucher, and the longest day. */
	longestHours: z.int().positive().max(8784),
	/** By kind: `voucher`, `root`, and the types of documents. */
	rates: z.record(z.string(), Rate),
});
export type SignerLimits = z.infer<typeof SignerLimits>;

/** Enough for all bookings of a holiday in one run, and every day of every venue. */
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

/** The defaults, overridden by the file. Throws when the file is malformed. */
export function readLimits(folder: string): SignerLimits {
	const path = limitsPath(folder);
	if (!existsSync(path)) return defaultLimits;
	const read = SignerLimits.partial().safeParse(parseJson(readFileSync(path, "utf8")));
	if (!read.success) {
		throw new DamagedFileError(
			`The signer's limits in ${path} cannot be read: ${firstIssue(read.error)}. Mend the file, or delete it to sign by the default limits.`,
		);
	}
	const rates = { ...defaultLimits.rates, ...read.data.rates };
	return SignerLimits.parse({ ...defaultLimits, ...read.data, rates });
}

/** The violated limit of venue or time, as the end of a sentence; null when there is none. */
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

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// Not JSON: no schema accepts undefined.
		return undefined;
	}
}
