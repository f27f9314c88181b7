import type { Allocation } from "../../core/allocation/allocation.ts";
import type { Delta } from "../../core/allocation/delta.ts";
import type { Day } from "../../core/identity.ts";
import { AllocationAnswer, DocumentAnswer, paths, RootByVersionAnswer } from "../../core/protocol/protocol.ts";
import {
	acceptHeader,
	acceptRevocations,
	acceptRoster,
	acceptTimestamp,
	checkTimestamp,
} from "../../core/trust/accept.ts";
import type { Rejection } from "../../core/trust/rejection.ts";
import { acceptRoots } from "../../core/trust/rootRotation.ts";
import { renewTimestampAfterMs } from "../../core/trust/timestamp.ts";
import { type Acceptance, missingDocumentsOf, type TrustState } from "../../core/trust/trustState.ts";
import { hash, verify } from "../crypto/signature.ts";
import { fetchList } from "./allocationRows.ts";
import { announceDayKeys, type DayKeys } from "./dayKeys.ts";
import type { HubFailure } from "./hubRequest.ts";
import type { Account } from "./session.ts";

/** An allocation whose signature, venue and rows have been checked, and the key its rows are named by. */
export type Taken = { readonly allocation: Allocation; readonly key: Uint8Array };

/** What pull needs of the place where documents and allocations are kept. */
export type Shelf = {
	readonly held: () => TrustState;
	/** Puts what was taken in force, durably, and an allocation with it: all or nothing. */
	readonly keep: (held: TrustState, taken: Taken | null) => void;
	/** K_day of a day, once this window has opened what was sealed to it. It is in memory only. */
	readonly unlock: (day: Day, dayKey: Uint8Array) => void;
	/** As `keep`, of the version that a delta led to from the one held: what is written follows the delta's size. */
	readonly keepNext: (held: TrustState, taken: Taken, delta: Delta) => void;
	/** The list of a day that is held. */
	readonly listOf: (day: Day) => Allocation | null;
};

export type Unusable = Rejection | { readonly kind: "unfit" } | { readonly kind: "notSealed" };
export type Pulled = { readonly kind: "done"; readonly taken: number; readonly unusable: Unusable | null } | HubFailure;

/** The true time lies between `issuedMs` and `withinMs` later. */
type HeardSignedTime = (issuedMs: number, withinMs: number) => void;

const mostRoots = 64;

/** A step of the pull that ends it: the hub did not answer, or what it said is not to be used. */
type Ended = HubFailure | { readonly kind: "unusable"; readonly why: Unusable };
type Step = { readonly kind: "held"; readonly held: TrustState } | Ended;

/**
 * Takes what is newer than what is held, in The Update Framework's order: roots, timestamp, revocations ahead of all the
 * rest, roster, and each day's allocation. What cannot be used is left and said; what is held stays in force.
 */
export async function pull(
	account: Account,
	shelf: Shelf,
	keys: DayKeys,
	nowMs: () => number,
	heardSignedTime: HeardSignedTime,
): Promise<Pulled> {
	const ended = await keepDocuments(account, shelf, nowMs, heardSignedTime);
	if (ended !== null) return ended;
	const announced = await announceDayKeys(account, keys, shelf.held());
	if (announced.kind === "failed") return announced;
	// The hub has sealed its lists to the new keys by now: this names them.
	const endedAnew = announced.days === 0 ? null : await keepDocuments(account, shelf, nowMs, heardSignedTime);
	if (endedAnew !== null) return endedAnew;
	let taken = 0;
	let unusable: Unusable | null = null;
	for (const day of missingDocumentsOf(shelf.held()).days) {
		let fetched = await pullAllocation(account, shelf, keys, day, nowMs());
		if (isOvertaken(fetched)) {
			const gone = await keepDocuments(account, shelf, nowMs, heardSignedTime);
			if (gone !== null) return gone;
			fetched = await pullAllocation(account, shelf, keys, day, nowMs());
		}
		if (fetched.kind === "failed") return fetched;
		if (fetched.kind === "unusable") {
			unusable = fetched.why;
			continue;
		}
		if (fetched.delta === null) shelf.keep(fetched.held, fetched.taken);
		else shelf.keepNext(fetched.held, fetched.taken, fetched.delta);
		shelf.unlock(day, fetched.dayKey);
		taken += 1;
	}
	return { kind: "done", taken, unusable };
}

async function keepDocuments(
	account: Account,
	shelf: Shelf,
	nowMs: () => number,
	heardSignedTime: HeardSignedTime,
): Promise<Pulled | null> {
	const documents = await pullDocuments(account, shelf.held(), nowMs, heardSignedTime);
	if (documents.kind === "failed") return documents;
	if (documents.kind === "unusable") return { kind: "done", taken: 0, unusable: documents.why };
	if (documents.held !== shelf.held()) shelf.keep(documents.held, null);
	return null;
}

/** All but the allocations, on one value: so that a window never shows itself half way. */
async function pullDocuments(
	account: Account,
	before: TrustState,
	clock: () => number,
	heardSignedTime: HeardSignedTime,
): Promise<Step> {
	const { kiosk } = account.identity;
	const rooted = await pullRoots(account, before, clock());
	if (rooted.kind !== "held") return rooted;
	const timed = await pullDocument(account, paths.timestamp(kiosk), (envelope) => {
		// Judged by its signature and version alone, before a clock that it may set right judges its date.
		const checked = checkTimestamp(rooted.held, envelope, verify, hash);
		const isNewer = checked.kind === "signed" && checked.document.version > (before.marks.timestamp?.version ?? 0);
		if (isNewer) heardSignedTime(checked.document.issuedAt, renewTimestampAfterMs);
		return acceptTimestamp(rooted.held, envelope, clock(), verify, hash);
	});
	const nowMs = clock();
	if (timed.kind !== "held") return timed;
	let { held } = timed;
	if (missingDocumentsOf(held).revocations) {
		const { held: from } = timed;
		const step = await pullDocument(account, paths.revocations(kiosk), (envelope) =>
			acceptRevocations(from, envelope, nowMs, verify, hash),
		);
		if (step.kind !== "held") return step;
		held = step.held;
	}
	if (missingDocumentsOf(held).roster) {
		const from = held;
		const step = await pullDocument(account, paths.roster(kiosk), (envelope) =>
			acceptRoster(from, envelope, nowMs, verify, hash),
		);
		if (step.kind !== "held") return step;
		held = step.held;
	}
	const isSame = held.timestamp?.digest === before.timestamp?.digest && held.root === before.root;
	return {
		kind: "held",
		held: isSame && !missingDocumentsOf(before).revocations && !missingDocumentsOf(before).roster ? before : held,
	};
}

/** Follows the roots until the hub has no next one. */
async function pullRoots(account: Account, before: TrustState, nowMs: number): Promise<Step> {
	const chain: unknown[] = [];
	while (chain.length < mostRoots) {
		const path = paths.root(before.root.version + chain.length + 1);
		const answer = await account.ask({ method: "GET", path }, RootByVersionAnswer);
		if (answer.kind === "failed" && answer.status === 404 && answer.code !== null) break;
		if (answer.kind === "failed") return answer;
		chain.push(answer.value.document);
	}
	return chain.length === 0 ? { kind: "held", held: before } : stepOf(acceptRoots(before, chain, nowMs, verify));
}

async function pullDocument(account: Account, path: string, take: (envelope: unknown) => Acceptance): Promise<Step> {
	const answer = await account.ask({ method: "GET", path }, DocumentAnswer);
	return answer.kind === "failed" ? answer : stepOf(take(answer.value.document));
}

function stepOf(taking: Acceptance): Step {
	return taking.kind === "held" ? taking : { kind: "unusable", why: taking };
}

type Fetched =
	| {
			readonly kind: "taken";
			readonly held: TrustState;
			readonly taken: Taken;
			readonly delta: Delta | null;
			readonly dayKey: Uint8Array;
	  }
	| Ended;

/** A list was published between the timestamp and this question: a newer timestamp names it. */
function isOvertaken(fetched: Fetched): boolean {
	return fetched.kind === "unusable" && fetched.why.kind === "untrusted" && fetched.why.why === "unnamed";
}

async function pullAllocation(
	account: Account,
	shelf: Shelf,
	keys: DayKeys,
	day: Day,
	nowMs: number,
): Promise<Fetched> {
	const { kiosk } = account.identity;
	const answer = await account.ask({ method: "GET", path: paths.allocation(kiosk, day) }, AllocationAnswer);
	if (answer.kind === "failed") return answer;
	const taking = acceptHeader(shelf.held(), answer.value.header, nowMs, verify, hash);
	if (taking.kind === "untrusted") return { kind: "unusable", why: taking };
	const header = taking.held.headers.get(day)?.document;
	if (header === undefined) return { kind: "unusable", why: { kind: "untrusted", why: "unnamed", version: 0 } };
	const secrets = await keys.open(header);
	if (secrets === null) {
		keys.unknownToHub(day);
		return { kind: "unusable", why: { kind: "notSealed" } };
	}
	const list = await fetchList(account, shelf.listOf(day), header);
	if (list.kind === "failed") return list;
	if (list.kind === "unfit") return { kind: "unusable", why: list };
	const { allocationKey: key, dayKey } = secrets;
	const taken = { allocation: list.allocation, key };
	return { kind: "taken", held: taking.held, taken, delta: list.delta, dayKey };
}
