import { type Random, randomFraction, type Timers } from "../clock.ts";
import { failed, type HubFailure } from "./hubRequest.ts";

export type Attempt =
	| { readonly kind: "done" }
	/** There was nothing to do, so nobody was asked. */
	| { readonly kind: "idle" }
	| { readonly kind: "more"; readonly leastIntervalMs: number }
	| HubFailure;

export type LoopParts = {
	readonly attempt: () => Promise<Attempt>;
	/** After each attempt: its outcome, for the status the window shows. */
	readonly heard: (attempt: Attempt) => void;
	readonly idleMs: number;
	readonly timers: Timers;
	readonly random: Random;
};

export type Loop = {
	/** There is something to do: ends an idle wait, but not one that gives a failing hub its rest. */
	readonly poke: () => void;
	/** A person asks: ends any wait. Resolves after the attempt. */
	readonly now: () => Promise<void>;
	readonly stop: () => Promise<void>;
};

const longestWaitMs = 60_000;

/** Full jitter: `random(0, min(60 s, 1 s · 2ⁿ))`, so that four thousand kiosks do not come back in the same second. */
export function backoffMs(failures: number, random: Random): number {
	return randomFraction(random) * Math.min(longestWaitMs, 1000 * 2 ** failures);
}

/** Tries for as long as the window lives. Uploading and downloading are two loops, because they fail separately. */
export function startLoop(parts: LoopParts): Loop {
	let isStopped = false;
	let failures = 0;
	let wake: (() => void) | null = null;
	let isResting = false;
	let wasPoked = false;
	let waiting: (() => void)[] = [];

	async function tryOnce(): Promise<Attempt> {
		try {
			return await parts.attempt();
		} catch {
			// Whatever broke here, the window goes on; it is shown as trouble and tried again.
			return failed("rubbish");
		}
	}

	async function run(): Promise<void> {
		while (!isStopped) {
			wasPoked = false;
			const asked = waiting;
			waiting = [];
			const attempt = await tryOnce();
			failures = attempt.kind === "failed" ? failures + 1 : 0;
			parts.heard(attempt);
			for (const answer of asked) answer();
			if (!isStopped) await rest(attempt);
		}
		for (const answer of waiting) answer();
	}

	async function rest(attempt: Attempt): Promise<void> {
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

	function waitMs(attempt: Attempt): number {
		switch (attempt.kind) {
			case "done":
			case "idle":
				return parts.idleMs;
			case "more":
				return attempt.leastIntervalMs;
			case "failed":
				return Math.max(attempt.retryAfterMs ?? 0, backoffMs(failures, parts.random));
		}
	}

	const running = run();
	return {
		poke() {
			wasPoked = true;
			if (!isResting) wake?.();
		},
		now() {
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
