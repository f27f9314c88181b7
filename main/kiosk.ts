import { admittedIn } from "../core/book.ts";
import type { KioskState, RecentScan, SessionTally, Status } from "../core/contract.ts";
import { dayFreshness, freshness } from "../core/freshness.ts";
import { type Held, versionsHeld } from "../core/held.ts";
import type { Entry } from "../core/journal.ts";
import { revocationOf } from "../core/revocations.ts";
import { sessionOn } from "../core/session.ts";
import { issuerKey } from "../core/voucher.ts";
import { openAccount } from "../sync/client/account.ts";
import type { Hub } from "../sync/client/hub.ts";
import { type Attempt, type Loop, startLoop } from "../sync/client/loop.ts";
import { pull, type Unusable } from "../sync/client/pull.ts";
import { push } from "../sync/client/push.ts";
import { hash, signerOf } from "../sync/signature.ts";
import type { Clock } from "./clock.ts";
import { openDayKeys } from "./dayKeys.ts";
import { type Exchange, openExchange } from "./exchange.ts";
import { type HeldDay, openShelf } from "./shelf.ts";
import type { Database } from "./store/database.ts";
import { countBoot, type StoredIdentity } from "./store/identity.ts";
import { type Knowledge, openJournal } from "./store/journal.ts";

export type KioskParts = {
	readonly database: Database;
	readonly identity: StoredIdentity;
	/** What this window believed when it was last closed, or the root of its enrolment. */
	readonly restored: Held;
	readonly clock: Clock;
	readonly hub: Hub;
	readonly random: () => number;
	readonly newOfferId: () => string;
	readonly app: string;
	/** Something a screen shows may have changed. */
	readonly changed: () => void;
};

/** An enrolled window at work. */
export type Kiosk = Exchange & {
	readonly state: () => KioskState;
	readonly syncNow: () => Promise<Status>;
	readonly stop: () => Promise<void>;
};

/** What one direction of the sync last heard from the hub. */
type Heard = Pick<Status, "trouble" | "lastHeardAtMs">;

const idleMs = 15_000;
const recentShown = 12;

export function startKiosk(parts: KioskParts): Kiosk {
	const { database, identity, restored, clock, changed } = parts;
	const sign = signerOf(identity.privateKey);
	const { kiosk, incarnation, venue } = identity;
	const journal = openJournal(database, { venue, kiosk, incarnation, boot: countBoot(database), sign }, clock);
	const shelf = openShelf({
		database,
		restored,
		pin: identity.rootDigest,
		journal,
		nowMs: clock.nowMs,
		knowledge: () => knowledge(heldNow()),
	});
	const root = () => shelf.held().root;
	const account = openAccount(parts.hub, { kiosk, incarnation, venue, root, sign });
	const dayKeys = openDayKeys({
		database,
		venue,
		kiosk,
		incarnation,
		protect: (secret) => Buffer.from(secret),
		unprotect: (kept) => Buffer.from(kept),
		closesAtMs: (day) => shelf.held().headers.get(day)?.document.closesAt ?? null,
		nowMs: clock.nowMs,
	});
	let unusable: Unusable | null = null;
	let up: Heard = { trouble: null, lastHeardAtMs: null };
	let down: Heard = { trouble: null, lastHeardAtMs: null };

	function heldNow(): HeldDay | null {
		return shelf.heldFor(null, clock.nowMs());
	}

	function status(): Status {
		const heard = [up.lastHeardAtMs, down.lastHeardAtMs].filter((at) => at !== null);
		const trouble = down.trouble ?? up.trouble;
		return {
			net: trouble === null && heard.length > 0 ? "hub" : "none",
			trouble,
			unsent: journal.head().seq - journal.acknowledged(),
			lastHeardAtMs: heard.length > 0 ? Math.max(...heard) : null,
		};
	}

	function knowledge(held: HeldDay | null): Knowledge {
		const day = held?.allocation.header.day ?? null;
		return { day, ...versionsHeld(shelf.held(), day), net: status().net };
	}

	if (journal.head().seq === 0) {
		journal.write((append) =>
			append({ kind: "enrolled", label: identity.label, root: identity.rootDigest }, knowledge(null)),
		);
	}
	journal.write((append) => append({ kind: "started", app: parts.app }, knowledge(heldNow())));

	const exchange = openExchange({
		venue,
		kiosk,
		label: identity.label,
		issuers: () => root().roles.issuer.keys.map((key) => issuerKey(key, hash)),
		journal,
		shelf,
		clock,
		knowledge,
		revocationOf: (voucher) =>
			revocationOf(shelf.held().revocations?.document ?? null, { kiosk, incarnation }, voucher),
		newOfferId: parts.newOfferId,
	});

	/** Without a network, K_day is in the headers that were held when the app was last closed. */
	async function unlockHeld(): Promise<void> {
		for (const { document } of shelf.held().headers.values()) {
			const secrets = await dayKeys.open(document);
			if (secrets !== null) shelf.unlock(document.day, secrets.dayKey);
		}
	}

	const upload: Loop = startLoop({
		idleMs,
		random: parts.random,
		attempt: () => push(account, journal),
		heard(attempt) {
			up = heardAfter(up, attempt, clock.nowMs());
			changed();
		},
	});
	const download: Loop = startLoop({
		idleMs,
		random: parts.random,
		async attempt() {
			for (const day of dayKeys.purge()) shelf.lock(day);
			await unlockHeld();
			const pulled = await pull(account, shelf, dayKeys, clock.nowMs);
			if (pulled.kind === "failed") return pulled;
			unusable = pulled.unusable;
			// Taking an allocation is a line, too.
			if (pulled.taken > 0) upload.poke();
			return { kind: "done" };
		},
		heard(attempt) {
			down = heardAfter(down, attempt, clock.nowMs());
			changed();
		},
	});

	function afterScan<T>(verdict: T): T {
		upload.poke();
		changed();
		return verdict;
	}

	function tallies(held: HeldDay): readonly SessionTally[] {
		const book = journal.bookOf(held.allocation.header.day);
		return held.allocation.header.sessions.map((session) => ({
			session,
			allocated: held.allocated.get(session.session) ?? 0,
			admitted: admittedIn(book, session.session),
		}));
	}

	function state(): KioskState {
		const nowMs = clock.nowMs();
		const held = shelf.heldFor(null, nowMs);
		const header = held?.allocation.header ?? null;
		return {
			kind: "ready",
			nowMs,
			venue: identity.venueTitle,
			label: identity.label,
			programme: header?.programme ?? null,
			allocation: header &&
				held && {
					day: header.day,
					version: header.version,
					takenAtMs: held.takenAtMs,
					closesAtMs: header.closesAt,
					vouchers: header.rowCount,
					freshness: dayFreshness(shelf.held(), header.day, nowMs),
				},
			freshness: freshness(shelf.held(), nowMs),
			allocationTrouble: troubleOf(unusable),
			status: status(),
			current: sessionOn(header?.sessions ?? [], nowMs)?.session ?? null,
			sessions: held === null ? [] : tallies(held),
			recent: journal.recent().flatMap(recentScan).slice(0, recentShown),
		};
	}

	return {
		scan: (text, source) => afterScan(exchange.scan(text, source)),
		admit: (offer, persons) => afterScan(exchange.admit(offer, persons)),
		state,
		async syncNow() {
			await Promise.all([upload.now(), download.now()]);
			return status();
		},
		async stop() {
			await Promise.all([upload.stop(), download.stop()]);
		},
	};
}

function troubleOf(unusable: Unusable | null) {
	if (unusable === null || unusable.kind !== "untrusted") return unusable?.kind ?? null;
	return unusable.why === "foreign" ? "foreign" : "untrusted";
}

function heardAfter(before: Heard, attempt: Attempt, nowMs: number): Heard {
	switch (attempt.kind) {
		case "idle":
			return before;
		case "done":
		case "more":
			return { trouble: null, lastHeardAtMs: nowMs };
		case "failed":
			return { ...before, trouble: attempt.trouble };
	}
}

function recentScan(entry: Entry): readonly RecentScan[] {
	switch (entry.kind) {
		case "redeemed":
			return [
				{
					line: entry.seq,
					atMs: entry.at,
					outcome: { kind: "admitted", persons: entry.persons },
					session: entry.session,
				},
			];
		case "refused":
			return [
				{ line: entry.seq, atMs: entry.at, outcome: { kind: "refused", reason: entry.reason }, session: entry.session },
			];
		default:
			return [];
	}
}
