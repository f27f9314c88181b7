import type { SyncStatus } from "../core/contract/contract.ts";
import { type Attempt, startLoop } from "../sync/client/loop.ts";
import { type News, noNews, pullNews } from "../sync/client/news.ts";
import { pullNumbers } from "../sync/client/numbers.ts";
import { pull, type Unusable } from "../sync/client/pull.ts";
import type { Account } from "../sync/client/session.ts";
import type { Delivery } from "../sync/client/upload.ts";
import type { Random } from "../sync/clock.ts";
import type { KioskShelf } from "./allocations/allocations.ts";
import type { NumberShelf } from "./allocations/shortNumberIndexes.ts";
import { heardAfter, nothingHeard } from "./hearing.ts";
import { type KioskDayKeys, turnDayKeys } from "./keys/dayKeys.ts";
import type { Timekeeper } from "./time/timekeeper.ts";

export type SyncingParts = {
	readonly account: Account;
	readonly delivery: Delivery;
	readonly shelf: KioskShelf;
	readonly dayKeys: KioskDayKeys;
	readonly numbers: NumberShelf;
	readonly clock: Timekeeper;
	readonly heardSignedTime: (issuedMs: number, roundTripMs: number) => void;
	/** The hub's first word on the journal: lines of what is taken must not come before it. */
	readonly firstWord: Promise<void>;
	readonly random: Random;
	readonly changed: () => void;
};

/** Lines up and lists down: two loops, because they fail separately. */
export type Syncing = {
	readonly status: () => SyncStatus;
	/** There are lines to send. */
	readonly poke: () => void;
	readonly now: () => Promise<SyncStatus>;
	readonly news: () => News;
	/** While nothing is being pulled: two pulls at once would each put back what the other took. */
	readonly betweenPulls: <T>(work: () => Promise<T>) => Promise<T>;
	/** Why the last pull's lists could not be used; null when they could. */
	readonly unusable: () => Unusable | null;
	readonly stop: () => Promise<void>;
};

const idleMs = 15_000;

export function startSyncing({ account, delivery, shelf, dayKeys, numbers, clock, ...parts }: SyncingParts): Syncing {
	let unusable: Unusable | null = null;
	let news = noNews;
	let up = nothingHeard;
	let down = nothingHeard;
	let pulling: Promise<unknown> = Promise.resolve();

	const upload = startLoop({
		idleMs,
		timers: clock,
		random: parts.random,
		attempt: delivery.attempt,
		heard(attempt) {
			up = heardAfter(up, attempt, clock.nowMs());
			parts.changed();
		},
	});

	const download = startLoop({
		idleMs,
		timers: clock,
		random: parts.random,
		attempt: () => betweenPulls(takeWhatIsNew),
		heard(attempt) {
			down = heardAfter(down, attempt, clock.nowMs());
			parts.changed();
		},
	});

	async function takeWhatIsNew(): Promise<Attempt> {
		await turnDayKeys(dayKeys, shelf);
		await parts.firstWord;
		const pulled = await pull(account, shelf, dayKeys, clock.nowMs, parts.heardSignedTime);
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
		poke: upload.poke,
		async now() {
			await Promise.all([upload.now(), download.now()]);
			return status();
		},
		news: () => news,
		betweenPulls,
		unusable: () => unusable,
		async stop() {
			await Promise.all([upload.stop(), download.stop()]);
		},
	};
}
