import type { SyncStatus } from "../core/contract/contract.ts";
import { type AttemptResult, startLoop } from "../sync/client/loop.ts";
import { emptyNews, pullNews, type VenueNews } from "../sync/client/news.ts";
import { pull, type UnusableReason } from "../sync/client/pull.ts";
import type { HubSession } from "../sync/client/session.ts";
import { pullShortNumbers } from "../sync/client/shortNumbers.ts";
import type { JournalUpload } from "../sync/client/upload.ts";
import type { Random } from "../sync/clock.ts";
import type { KioskAllocations } from "./allocations/allocations.ts";
import type { ShortNumberIndexes } from "./allocations/shortNumberIndexes.ts";
import { type KioskDayKeys, refreshDayKeys } from "./keys/dayKeys.ts";
import { initialLinkStatus, linkStatusAfter } from "./linkStatus.ts";
import type { Timekeeper } from "./time/timekeeper.ts";

export type SyncParts = {
	readonly account: HubSession;
	readonly delivery: JournalUpload;
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
	readonly news: () => VenueNews;
	/** While nothing is being pulled: two pulls at once would each put back what the other took. */
	readonly withPullLock: <T>(work: () => Promise<T>) => Promise<T>;
	/** Why the last pull's lists could not be used; null when they could. */
	readonly unusable: () => UnusableReason | null;
	readonly stop: () => Promise<void>;
};

const idleMs = 15_000;

export function startSync({
	account,
	delivery,
	allocations: shelf,
	dayKeys,
	shortNumbers: numbers,
	clock,
	...parts
}: SyncParts): KioskSync {
	let unusable: UnusableReason | null = null;
	let news = emptyNews;
	let up = initialLinkStatus;
	let down = initialLinkStatus;
	let pulling: Promise<unknown> = Promise.resolve();

	const upload = startLoop({
		idleIntervalMs: idleMs,
		timers: clock,
		random: parts.random,
		attempt: delivery.attempt,
		onAttempt(attempt) {
			up = linkStatusAfter(up, attempt, clock.nowMs());
			parts.onChange();
		},
	});

	const download = startLoop({
		idleIntervalMs: idleMs,
		timers: clock,
		random: parts.random,
		attempt: () => betweenPulls(takeWhatIsNew),
		onAttempt(attempt) {
			down = linkStatusAfter(down, attempt, clock.nowMs());
			parts.onChange();
		},
	});

	async function takeWhatIsNew(): Promise<AttemptResult> {
		await refreshDayKeys(dayKeys, shelf);
		await parts.firstAnswer;
		const pulled = await pull(account, shelf, dayKeys, clock.nowMs, parts.acceptSignedTime);
		if (pulled.kind === "failed") return pulled;
		unusable = pulled.unusable;
		if (pulled.taken > 0) upload.wake();
		const numbered = await pullShortNumbers(account, shelf.trustState(), numbers);
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
			unsent: delivery.countUnsent(),
			lastHeardAtMs: heard.length > 0 ? Math.max(...heard) : null,
			clockSkewMs: clock.skewMs(),
		};
	}

	return {
		status,
		wakeUpload: upload.wake,
		async syncNow() {
			await Promise.all([upload.runNow(), download.runNow()]);
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
