import type { Clock } from "../clock.ts";
import type { SignerLimits } from "./limits.ts";

/** A token bucket for each kind. */
export type RateLimiter = {
	/** Takes one token. Null on success, else the milliseconds until there is one. A kind without a rate is never allowed. */
	readonly take: (kind: string) => number | null;
};

export function createRateLimiter(rates: SignerLimits["rates"], clock: Clock): RateLimiter {
	const buckets = new Map(
		Object.entries(rates).map(([kind, rate]) => [kind, { rate, tokens: rate.burst, filledAtMs: clock.nowMs() }]),
	);
	return {
		take(kind) {
			const bucket = buckets.get(kind);
			if (bucket === undefined) return 60_000;
			const { perMinute, burst } = bucket.rate;
			const nowMs = clock.nowMs();
			// A clock that was set back adds no tokens and removes none.
			const passedMs = Math.max(0, nowMs - bucket.filledAtMs);
			bucket.tokens = Math.min(burst, bucket.tokens + (passedMs * perMinute) / 60_000);
			bucket.filledAtMs = nowMs;
			if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) * 60_000) / perMinute);
			bucket.tokens--;
			return null;
		},
	};
}
