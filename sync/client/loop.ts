import { type Random, randomFraction, type Timers } from "../clock.ts";
import { type HubFailure, makeFailure } from "./hubRequest.ts";

export type AttemptResult =
	| { readonly kind: "done" }
	/** There was nothing to do, so nobody was asked. */
	| { readonly kind: "idle" }
	| { readonly kind: "more"; readonly leastIntervalMs: number }
	| HubFailure;

export type LoopOptions = {
	readonly attempt: () => Promise<AttemptResult>;
	/** After each attempt: its outcome, for the status the window shows. */
	readonly onAttempt: (attempt: AttemptResult) => void;
	readonly idleIntervalMs: number;
	readonly timers: Timers;
	readonly random: Random;
};

export type Loop = {
	/** There is something to do: ends an idle wait, but not one that gives a failing hub its rest. */
	readonly wake: () => void;
	/** A person asks: ends any wait. Resolves after the attempt. */
	readonly runNow: () => Promise<void>;
	readonly stop: () => Promise<void>;
};

const longestBackoffMs = 60_000;

/** Full jitter: `random(0, min(60 s, 1 s · 2ⁿ))`, so that four thousand kiosks do not come back in the same second. */
export function backoffMs(failures: number, random: Random): number {
	return randomFraction(random) * Math.min(longestBackoffMs, 1000 * 2 ** failures);
}

/** Tries for as long as the window lives. Uploading and downloading are two loops, because they fail separately. */
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
		} catch {
			// Whatever broke here, the window goes on; it is shown as trouble and tried again.
			return makeFailure("rubbish");
		}
	}

	async function run(): Promise<void> {
		while (!isStopped) {
			wasPoked = false;
			const asked = waiting;
			waiting = [];
			const attempt = await tryOnce();
			failures = attempt.kind === "failed" ? failures + 1 : 0;
			parts.onAttempt(attempt);
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
