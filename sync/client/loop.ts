import { type Random, randomFraction, type Timers } from "../clock.ts";
import { describeError, type Log } from "../log.ts";
import { type HubFailure, makeFailure } from "./hubRequest.ts";

export type AttemptResult =
	| { readonly kind: "done" }
	/** There was nothing to do, so the hub was not asked. */
	| { readonly kind: "idle" }
	| { readonly kind: "more"; readonly leastIntervalMs: number }
	| HubFailure;

export type LoopOptions = {
	/** Tells this loop from others in the log. */
	readonly name: string;
	readonly attempt: () => Promise<AttemptResult>;
	/** After each attempt: its outcome, for the status on screen. */
	readonly onAttempt: (attempt: AttemptResult) => void;
	readonly idleIntervalMs: number;
	readonly timers: Timers;
	readonly random: Random;
	readonly log: Log;
};

export type Loop = {
	/** There is something to do: ends an idle wait, but not the backoff after a failure. */
	readonly wake: () => void;
	/** A person asks: ends any wait, also a backoff. Resolves after the attempt. */
	readonly runNow: () => Promise<void>;
	readonly stop: () => Promise<void>;
};

const longestBackoffMs = 60_000;

/** Exponential backoff with full jitter, `random(0, min(60 s, 1 s · 2ⁿ))`: thousands of kiosks do not come back in the same second. */
export function backoffMs(failures: number, random: Random): number {
	return randomFraction(random) * Math.min(longestBackoffMs, 1000 * 2 ** failures);
}

/**
 * Runs `attempt` again and again until it is stopped. An exception is a fault of this kiosk's own: it is logged, counts as
 * the trouble `internal`, which does not blame the hub, and the loop goes on.
 */
export function startLoop(parts: LoopOptions): Loop {
	let isStopped = false;
	let failures = 0;
	let wake: (() => void) | null = null;
	let isResting = false;
	let wasPoked = false;
	let waiting: (() => void)[] = [];

	async function tryOnce(): Promise<AttemptResult> {
		try {
			return await parts.attempt();
		} catch (error) {
			parts.log.error("syncFailed", { loop: parts.name, ...describeError(error) });
			return makeFailure("internal");
		}
	}

	function tellAttempt(attempt: AttemptResult): void {
		try {
			parts.onAttempt(attempt);
		} catch (error) {
			parts.log.error("syncStatusFailed", { loop: parts.name, ...describeError(error) });
		}
	}

	async function run(): Promise<void> {
		while (!isStopped) {
			wasPoked = false;
			const asked = waiting;
			waiting = [];
			const attempt = await tryOnce();
			failures = attempt.kind === "failed" ? failures + 1 : 0;
			tellAttempt(attempt);
			for (const answer of asked) answer();
			if (!isStopped) await rest(attempt);
		}
		for (const answer of waiting) answer();
	}

	async function rest(attempt: AttemptResult): Promise<void> {
		isResting = attempt.kind === "failed";
		if (waiting.length > 0 || (wasPoked && !isResting)) return;
		await new Promise<void>((resolve) => {
			const cancel = parts.timers.after(waitMs(attempt), resolve);
			wake = () => {
				cancel();
				resolve();
			};
		});
		wake = null;
	}

	function waitMs(attempt: AttemptResult): number {
		switch (attempt.kind) {
			case "done":
			case "idle":
				return parts.idleIntervalMs;
			case "more":
				return attempt.leastIntervalMs;
			case "failed":
				return Math.max(attempt.retryAfterMs ?? 0, backoffMs(failures, parts.random));
		}
	}

	const running = run();
	return {
		wake() {
			wasPoked = true;
			if (!isResting) wake?.();
		},
		runNow() {
			return new Promise((resolve) => {
				waiting.push(resolve);
				wake?.();
			});
		},
		async stop() {
			isStopped = true;
			wake?.();
			await running;
		},
	};
}
