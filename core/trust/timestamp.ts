import { z } from "zod";
import { Day, Digest } from "../identity.ts";

const Version = z.int().positive();
const Milliseconds = z.int().nonnegative();

export const mostTimestampLifetimeMs = 24 * 3600 * 1000;

/** The hub signs a new timestamp when it is asked and the last one is older than this. */
export const renewTimestampAfterMs = 60 * 60_000;

/**
 * How far ahead of this clock a timestamp may be issued: clocks differ, but a timestamp dated years ahead would stay
 * fresh for years.
 */
export const mostClockLeadMs = 10 * 60_000;

/**
 * Names the newest version of every document of one venue. Signed online, valid for a day at most. Times are Unix
 * milliseconds.
 */
export const Timestamp = z.strictObject({
	v: z.literal(1),
	venue: z.int().min(0).max(0xffffffff),
	version: Version,
	issuedAt: Milliseconds,
	expiresAt: Milliseconds,
	root: Version,
	roster: z.strictObject({ epoch: Version, hash: Digest }),
	revocations: z.strictObject({ version: Version, hash: Digest }),
	days: z
		.array(z.strictObject({ day: Day, version: Version, header: Digest }))
		.max(400)
		.refine((days) => days.every(({ day }, i) => i === 0 || (days[i - 1]?.day ?? "") < day), "days must ascend"),
});
export type Timestamp = z.infer<typeof Timestamp>;

/** A timestamp valid for longer than a day would let a freeze attack go unnoticed. */
export function isLifetimeValid({ issuedAt, expiresAt }: Timestamp): boolean {
	return issuedAt < expiresAt && expiresAt - issuedAt <= mostTimestampLifetimeMs;
}
