import { admittedIn } from "../core/book.ts";
import type { KioskState, RecentScan, SessionTally, Status } from "../core/contract.ts";
import { Day } from "../core/identity.ts";
import type { Entry } from "../core/journal.ts";
import { sessionOn } from "../core/session.ts";
import type { Root } from "../core/trust.ts";
import { issuerKey } from "../core/voucher.ts";
import { openAccount } from "../sync/client/account.ts";
import type { Hub } from "../sync/client/hub.ts";
import { type Attempt, type Loop, startLoop } from "../sync/client/loop.ts";
import { pull, type Unusable } from "../sync/client/pull.ts";
import { type Outbox, push } from "../sync/client/push.ts";
import { openRestoration } from "../sync/client/restore.ts";
import { hash, publicKeyOf, signerOf } from "../sync/signature.ts";
import type { Clock } from "./clock.ts";
import { type Exchange, openExchange } from "./exchange.ts";
import { type Held, openShelf } from "./shelf.ts";
import type { Database } from "./store/database.ts";
import { countBoot, type StoredIdentity } from "./store/identity.ts";
import { type Knowledge, openJournal } from "./store/journal.ts";

export type KioskParts = {
	readonly database: Database;
	readonly identity: StoredIdentity;
	readonly root: Root;
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
const twoDaysMs = 48 * 3600 * 1000;

export function startKiosk(parts: KioskParts): Kiosk {
	const { database, identity, root, clock, changed } = parts;
	const sign = signerOf(identity.privateKey);
	const { kiosk, incarnation, venue } = identity;
	const journal = openJournal(database, { venue, kiosk, incarnation, boot: countBoot(database), sign }, clock);
	const shelf = openShelf(database, root, journal, clock.nowMs, () => knowledge(heldNow()));
	const account = openAccount(parts.hub, { kiosk, incarnation: journal.incarnation, venue, root, sign });
	const restoration = openRestoration(account, journal, publicKeyOf(identity.privateKey), parts.newOfferId);
	let wordHeard = () => {};
	const firstWord = new Promise<void>((resolve) => {
		wordHeard = resolve;
	});
	let hasStarted = false;
	let unusable: Unusable | null = null;
	let up: Heard = { trouble: null, lastHeardAtMs: null };
	let down: Heard = { trouble: null, lastHeardAtMs: null };

	function heldNow(): Held | null {
		return shelf.heldFor(null, clock.nowMs());
	}

	function status(): Status {
		const heard = [up.lastHeardAtMs, down.lastHeardAtMs].filter((at) => at !== null);
		const trouble = down.trouble ?? up.trouble;
		return {
			net: trouble === null && heard.length > 0 ? "hub" : "none",
			trouble,
			unsent: outboxes().reduce((sum, outbox) => sum + outbox.head().seq - outbox.acknowledged(), 0),
			lastHeardAtMs: heard.length > 0 ? Math.max(...heard) : null,
		};
	}

	function knowledge(held: Held | null): Knowledge {
		const header = held?.allocation.header;
		return { day: header?.day ?? null, alloc: header?.version ?? 0, net: status().net };
	}

	/** What older incarnations still have to deliver goes first. */
	function outboxes(): readonly Outbox[] {
		return [...journal.earlier(), journal];
	}

	/** The first lines of this start wait for the hub's word, or for its silence: a restored disk must not go on with its old journal. */
	function noteStart(): void {
		if (hasStarted) return;
		const written = journal.write((append) => {
			const { label, rootDigest } = identity;
			if (journal.head().seq === 0) append({ kind: "enrolled", label, root: rootDigest }, knowledge(null));
			append({ kind: "started", app: parts.app }, knowledge(heldNow()));
		});
		hasStarted = written.kind === "written";
	}

	const exchange = openExchange({
		venue,
		kiosk,
		label: identity.label,
		issuers: root.roles.issuer.keys.map((key) => issuerKey(key, hash)),
		journal,
		shelf,
		clock,
		knowledge,
		newOfferId: parts.newOfferId,
	});

	const upload: Loop = startLoop({
		idleMs,
		random: parts.random,
		async attempt(): Promise<Attempt> {
			const settled = await restoration.settle();
			noteStart();
			wordHeard();
			// Also a journal to which nothing may be added any more is delivered.
			if (settled.kind === "failed" && journal.soundness() === "sound") return settled;
			const delivered = await deliver();
			return settled.kind === "failed" ? settled : delivered;
		},
		heard(attempt) {
			up = heardAfter(up, attempt, clock.nowMs());
			changed();
		},
	});

	async function deliver(): Promise<Attempt> {
		let outcome: Attempt = { kind: "idle" };
		for (const outbox of outboxes()) {
			const pushed = await push(account, outbox);
			if (pushed.kind === "notSole") return beginAnew();
			if (pushed.kind === "failed" || pushed.kind === "more") return pushed;
			if (pushed.kind === "done") outcome = pushed;
		}
		return outcome;
	}

	/** The hub told of another history of this journal: from this moment nothing is added to it. */
	async function beginAnew(): Promise<Attempt> {
		journal.doubt();
		changed();
		const settled = await restoration.settle();
		return settled.kind === "failed" ? settled : { kind: "more", leastIntervalMs: 0 };
	}

	const download: Loop = startLoop({
		idleMs,
		random: parts.random,
		async attempt() {
			// Taking an allocation is a line, which must not come before the hub's first word on the journal.
			await firstWord;
			const oldest = Day.parse(new Date(clock.nowMs() - twoDaysMs).toISOString().slice(0, 10));
			const pulled = await pull(account, shelf, oldest);
			if (pulled.kind === "failed") return pulled;
			unusable = pulled.unusable;
			if (pulled.taken > 0) upload.poke();
			return { kind: "done" };
		},
		heard(attempt) {
			down = heardAfter(down, attempt, clock.nowMs());
			changed();
		},
	});

	function scanned<T>(judge: () => T): T {
		noteStart();
		const verdict = judge();
		upload.poke();
		changed();
		return verdict;
	}

	function tallies(held: Held): readonly SessionTally[] {
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
				},
			allocationTrouble: unusable,
			status: status(),
			current: sessionOn(header?.sessions ?? [], nowMs)?.session ?? null,
			sessions: held === null ? [] : tallies(held),
			recent: journal.recent().flatMap(recentScan).slice(0, recentShown),
		};
	}

	return {
		scan: (text, source) => scanned(() => exchange.scan(text, source)),
		admit: (offer, persons) => scanned(() => exchange.admit(offer, persons)),
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
