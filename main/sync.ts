import type { SyncStatus } from "../core/contract/contract.ts";
import { isNetworkTrouble } from "../core/contract/network.ts";
import type { PublicKey } from "../core/identity.ts";
import type { AllocationsFile, JournalFile } from "../core/protocol/usbFiles.ts";
import { startHubProbe } from "../sync/client/hubProbe.ts";
import type { HubEndpoint } from "../sync/client/hubRequest.ts";
import { createReconciler } from "../sync/client/journalReconciler.ts";
import { type AttemptResult, startLoop } from "../sync/client/loop.ts";
import { emptyNews, pullNews, type VenueNews } from "../sync/client/news.ts";
import { type AllocationStore, pull, type UnusableReason } from "../sync/client/pull.ts";
import type { Outbox } from "../sync/client/push.ts";
import { type KioskIdentity, openHubSession } from "../sync/client/session.ts";
import { pullShortNumbers } from "../sync/client/shortNumbers.ts";
import type { PullClock } from "../sync/client/signedTime.ts";
import { createJournalUpload } from "../sync/client/upload.ts";
import type { ListsImport } from "../sync/client/usbFile.ts";
import { buildJournalFile, importLists } from "../sync/client/usbFile.ts";
import { type Random, randomId } from "../sync/clock.ts";
import type { Log } from "../sync/log.ts";
import { createMutex } from "../sync/mutex.ts";
import type { ShortNumberIndexes } from "./allocations/shortNumberIndexes.ts";
import type { Journal } from "./journal/journal.ts";
import { type KioskDayKeys, refreshDayKeys } from "./keys/dayKeys.ts";
import type { LinkStatus } from "./linkStatus.ts";
import type { Timekeeper } from "./time/timekeeper.ts";

export type SyncParts = {
	readonly hub: HubEndpoint;
	readonly identity: KioskIdentity;
	readonly publicKey: PublicKey;
	readonly journal: Journal;
	readonly allocationStore: AllocationStore;
	readonly dayKeys: KioskDayKeys;
	readonly shortNumbers: ShortNumberIndexes;
	readonly link: LinkStatus;
	readonly clock: Timekeeper;
	readonly random: Random;
	readonly heardSignedTime: PullClock["heardSignedTime"];
	readonly heardSignedDocument: PullClock["heardSignedDocument"];
	readonly onChange: () => void;
	readonly log: Log;
};

/** Upload of journal lines and download of lists: two loops, because they fail separately. A USB stick carries the same without a network. */
export type KioskSync = {
	readonly status: () => SyncStatus;
	readonly syncNow: () => Promise<SyncStatus>;
	readonly news: () => VenueNews;
	/** Why the last pull's lists could not be used, or the next ones cannot be; null when they can. */
	readonly unusable: () => UnusableReason | null;
	readonly importLists: (file: AllocationsFile) => Promise<ListsImport>;
	readonly exportJournal: () => Promise<JournalFile>;
	readonly stop: () => Promise<void>;
};

const idleIntervalMs = 15_000;
const firstWakeMs = 1000;
const longestWakeMs = 60_000;

export function startSync(parts: SyncParts): KioskSync {
	const { identity, journal, allocationStore, dayKeys, shortNumbers, link, clock, random, log } = parts;
	const { hub } = parts;
	const session = openHubSession(
		{
			...{ fetch: hub.fetch, timers: hub.timers, patienceMs: hub.patienceMs, heardTime: clock.noteHubTime },
			// Read at each request: a supervisor may change it.
			get address() {
				return hub.address;
			},
		},
		identity,
	);
	const reconciler = createReconciler(session, journal, parts.publicKey, () => randomId(random));
	const firstAnswer = createSignal();
	const journalUpload = createJournalUpload({
		...{ session, journal, reconciler },
		/** It is known now whether this disk was restored, so the start's entries may be written. */
		onReconciled() {
			journal.flush();
			firstAnswer.resolve();
		},
	});
	const pullClock: PullClock = {
		...{ nowMs: clock.nowMs, monoMs: clock.monoMs, newNonce: () => randomId(random) },
		...{ heardSignedTime: parts.heardSignedTime, heardSignedDocument: parts.heardSignedDocument },
	};
	let unusable: UnusableReason | null = null;
	let news = emptyNews;
	/** Two pulls at once would each undo what the other saved. */
	const withPullLock = createMutex();

	const upload = startLoop({
		...{ name: "upload", idleIntervalMs, timers: clock, random, log },
		attempt: journalUpload.attempt,
		onAttempt: (result) => record("upload", result),
	});
	journal.subscribe(upload.wake);

	const download = startLoop({
		...{ name: "download", idleIntervalMs, timers: clock, random, log },
		attempt: () => withPullLock(pullAll),
		onAttempt: (result) => record("download", result),
	});

	let wasLost = false;
	let wakes = 0;
	let nextWakeMs = 0;
	/** A network that is there again ends the backoff of the loops; again after longer and longer waits, if they fail all the same. */
	const stopProbing = startHubProbe({
		...{ hub, timers: clock, random, lastAnsweredMs: link.lastAnsweredMonoMs },
		onResult(result) {
			const before = link.trouble();
			link.recordProbe(result.kind === "reached" ? null : result.trouble);
			if (before === null || result.kind === "failed") [wakes, nextWakeMs] = [0, 0];
			const isReached = result.kind === "reached" && before !== null && clock.monoMs() >= nextWakeMs;
			if (isReached && (wasLost || isNetworkTrouble(before))) {
				nextWakeMs = clock.monoMs() + Math.min(longestWakeMs, firstWakeMs * 2 ** wakes);
				wakes += 1;
				void syncNow();
			}
			wasLost = result.kind === "failed";
			if (before !== link.trouble()) parts.onChange();
		},
	});

	async function syncNow(): Promise<void> {
		await Promise.all([upload.runNow(), download.runNow()]);
	}

	function record(direction: "upload" | "download", result: AttemptResult): void {
		link.record(direction, result);
		parts.onChange();
	}

	async function pullAll(): Promise<AttemptResult> {
		await refreshDayKeys(dayKeys, allocationStore);
		// Lines about what is pulled must not come before the start's entries.
		await firstAnswer.promise;
		const pulled = await pull(session, allocationStore, dayKeys, pullClock);
		if (pulled.kind === "failed") return pulled;
		unusable = pulled.unusable;
		const numbered = await pullShortNumbers(session, allocationStore.trustState(), shortNumbers);
		if (numbered.kind === "failed") return numbered;
		const told = await pullNews(session);
		if (told.kind === "failed") return told;
		news = told.news;
		return { kind: "done" };
	}

	function outboxes(): readonly Outbox[] {
		return [...journal.earlierIncarnations(), journal];
	}

	function status(): SyncStatus {
		return {
			net: link.net(),
			trouble: link.trouble(),
			unsent: journalUpload.countUnsent(),
			lastHeardAtMs: link.lastHeardAtMs(),
			clockSkewMs: clock.skewMs(),
		};
	}

	return {
		status,
		async syncNow() {
			await syncNow();
			return status();
		},
		news: () => news,
		// Also without a network, and when no new list has come to show it.
		unusable: () => (dayKeys.isKeyringShut() ? { kind: "keyringShut" } : unusable),
		importLists: (file) =>
			withPullLock(() =>
				importLists(file, {
					identity,
					allocations: allocationStore,
					dayKeys,
					shortNumbers,
					outboxes,
					clock: pullClock,
				}),
			),
		exportJournal() {
			const days = allocationStore.trustState().timestamp?.document.days.map(({ day }) => day) ?? [];
			return buildJournalFile(identity, dayKeys, days, outboxes(), clock.nowMs());
		},
		async stop() {
			stopProbing();
			await Promise.all([upload.stop(), download.stop()]);
		},
	};
}

function createSignal() {
	let resolve = () => {};
	const promise = new Promise<void>((done) => {
		resolve = done;
	});
	return { promise, resolve: () => resolve() };
}
