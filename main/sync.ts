import type { SyncStatus } from "../core/contract/contract.ts";
import { type Attempt, startLoop } from "../sync/client/loop.ts";
import { type News, noNews, pullNews } from "../sync/client/news.ts";
import { pullNumbers } from "../sync/client/numbers.ts";
import { pull, type Unusable } from "../sync/client/pull.ts";
import type { Account } from "../sync/client/session.ts";
import type { Delivery } from "../sync/client/upload.ts";
import type { Random } from "../sync/clock.ts";
import type { KioskAllocations } from "./allocations/allocations.ts";
import type { ShortNumberIndexes } from "./allocations/shortNumberIndexes.ts";
import { linkStatusAfter, initialLinkStatus } from "./linkStatus.ts";
import { type KioskDayKeys, refreshDayKeys } from "./keys/dayKeys.ts";
import type { Timekeeper } from "./time/timekeeper.ts";

export type SyncParts = {
	readonly account: Account;
	readonly delivery: Delivery;
	readonly allocations: KioskAllocations;
	readonly dayKeys: KioskDayKeys;
	readonly shortNumbers: ShortNumberIndexes;
	readonly clock: Timekeeper;
	readonly acceptSignedTime: (issuedMs: number, roundTripMs: number) => void;
	/** The hub's first word on the journal: lines of what is taken must not come before it. */
	readonly firstAnswer: Promise<void>;
	readonly random: Random;
	readonly onChange: () => void;
};

/** Lines up and lists down: two loops, because they fail separately. */
export type KioskSync = {
	readonly status: () => SyncStatus;
	/** There are lines to send. */
	readonly wakeUpload: () => void;
	readonly syncNow: () => Promise<SyncStatus>;
	readonly news: () => News;
	/** While nothing is being pulled: two pulls at once would each put back what the other took. */
	readonly withPullLock: <T>(work: () => Promise<T>) => Promise<T>;
	/** Why the last pull's lists could not be used; null when they could. */
	readonly unusable: () => Unusable | null;
	readonly stop: () => Promise<void>;
};

const idleMs = 15_000;

export function startSync({ account, delivery, allocations: shelf, dayKeys, shortNumbers: numbers, clock, ...parts }: SyncParts): KioskSync {
	let unusable: Unusable | null = null;
	let news = noNews;
	let up = initialLinkStatus;
	let down = initialLinkStatus;
	let pulling: Promise<unknown> = Promise.resolve();

	const upload = startLoop({
		idleMs,
		timers: clock,
		random: parts.random,
		attempt: delivery.attempt,
		heard(attempt) {
			up = linkStatusAfter(up, attempt, clock.nowMs());
			parts.onChange();
		},
	});

	const download = startLoop({
		idleMs,
		timers: clock,
		random: parts.random,
		attempt: () => betweenPulls(takeWhatIsNew),
		heard(attempt) {
			down = linkStatusAfter(down, attempt, clock.nowMs());
			parts.onChange();
		},
	});

	async function takeWhatIsNew(): Promise<Attempt> {
		await refreshDayKeys(dayKeys, shelf);
		await parts.firstAnswer;
		const pulled = await pull(account, shelf, dayKeys, clock.nowMs, parts.acceptSignedTime);
		if (pulled.kind === "failed") return pulled;
		unusable = pulled.unusable;
		if (pulled.taken > 0) upload.poke();
		const numbered = await pullNumbers(account, shelf.held(), numbers);
		if (numbered.kind === "failed") return numbered;
		const told = await pullNews(account);
		if (told.kind === "failed") return told;
		news = told.news;
		return { kind: "done" };
	}

	function betweenPulls<T>(work: () => Promise<T>): Promise<T> {
		const next = pulling.then(work, work);
		pulling = next.catch(() => undefined);
		return next;
	}

	function status(): SyncStatus {
		const heard = [up.lastHeardAtMs, down.lastHeardAtMs].filter((at) => at !== null);
		const trouble = down.trouble ?? up.trouble;
		return {
			// Not before the lists were asked for: who reads "online" may send the first member.
			net: trouble === null && down.lastHeardAtMs !== null ? "hub" : "none",
			trouble,
			unsent: delivery.unsent(),
			lastHeardAtMs: heard.length > 0 ? Math.max(...heard) : null,
			clockSkewMs: clock.skewMs(),
		};
	}

	return {
		status,
		wakeUpload: upload.poke,
		async syncNow() {
			await Promise.all([upload.now(), download.now()]);
			return status();
		},
		news: () => news,
		withPullLock: betweenPulls,
		unusable: () => unusable,
		async stop() {
			await Promise.all([upload.stop(), download.stop()]);
		},
	};
}
