import type { Allocation } from "../../core/allocation/allocation.ts";
import type { Delta } from "../../core/allocation/delta.ts";
import type { Day } from "../../core/identity.ts";
import {
	AllocationAnswer,
	DocumentAnswer,
	paths,
	type RevocationProof,
	RootByVersionAnswer,
} from "../../core/protocol/protocol.ts";
import { acceptDocument, checkDocument } from "../../core/trust/accept.ts";
import type { Rejection } from "../../core/trust/rejection.ts";
import { acceptRoots } from "../../core/trust/rootRotation.ts";
import { type Acceptance, missingDocumentsOf, type TrustState } from "../../core/trust/trustState.ts";
import { crypto } from "../crypto/signature.ts";
import { fetchAllocation } from "./allocationRows.ts";
import { type DayKeys, uploadDayKeys } from "./dayKeys.ts";
import type { HubFailure } from "./hubRequest.ts";
import type { HubSession } from "./session.ts";
import { type PullClock, proveTime } from "./signedTime.ts";

/** An allocation whose signature, venue and rows were verified, and the key from which its row keys are derived. */
export type KeyedAllocation = { readonly allocation: Allocation; readonly key: Uint8Array };

/** What pull needs of the store of signed documents and allocations. */
export type AllocationStore = {
	readonly trustState: () => TrustState;
	/** Puts a trust state in force durably, with an allocation, in one transaction. */
	readonly save: (held: TrustState, taken: KeyedAllocation | null) => void;
	/** K_day, once this kiosk has opened what was sealed to it. Kept in memory only. */
	readonly setDayKey: (day: Day, dayKey: Uint8Array | null) => void;
	/** As `save`, for a version reached by a delta from the one held: the amount written depends on the delta's size. */
	readonly saveDelta: (held: TrustState, taken: KeyedAllocation, delta: Delta) => void;
	/** The held allocation of a day. */
	readonly findAllocation: (day: Day) => Allocation | null;
};

export type UnusableReason =
	| Rejection
	| { readonly kind: "unfit" }
	| { readonly kind: "notSealed" }
	| { readonly kind: "keyringShut" };
export type PullResult =
	| { readonly kind: "done"; readonly taken: number; readonly unusable: UnusableReason | null }
	| HubFailure;

const mostRoots = 64;

/** Ends the pull: the hub did not answer, or its answer must not be used. */
type StepFailure = HubFailure | { readonly kind: "unusable"; readonly why: UnusableReason };
type StepResult = { readonly kind: "held"; readonly held: TrustState } | StepFailure;

/**
 * Fetches what is newer than the trust state, in the order of The Update Framework: roots, timestamp, revocations before
 * all other documents, roster, and each day's allocation. What cannot be used is reported, and what is held stays in force.
 */
export async function pull(
	session: HubSession,
	store: AllocationStore,
	keys: DayKeys,
	clock: PullClock,
): Promise<PullResult> {
	const ended = await updateDocuments(session, store, clock);
	if (ended !== null) return ended;
	const announced = await uploadDayKeys(session, keys, store.trustState());
	if (announced.kind === "failed") return announced;
	// The hub has sealed its allocations to the new keys by now; a new timestamp names them.
	const endedAnew = announced.days === 0 ? null : await updateDocuments(session, store, clock);
	if (endedAnew !== null) return endedAnew;
	let taken = 0;
	let unusable: UnusableReason | null = null;
	for (const day of missingDocumentsOf(store.trustState()).days) {
		let fetched = await pullAllocation(session, store, keys, day, clock.nowMs());
		if (isSuperseded(fetched)) {
			const gone = await updateDocuments(session, store, clock);
			if (gone !== null) return gone;
			fetched = await pullAllocation(session, store, keys, day, clock.nowMs());
		}
		if (fetched.kind === "failed") return fetched;
		if (fetched.kind === "unusable") {
			unusable = fetched.why;
			continue;
		}
		if (fetched.delta === null) store.save(fetched.held, fetched.taken);
		else store.saveDelta(fetched.held, fetched.taken, fetched.delta);
		store.setDayKey(day, fetched.dayKey);
		taken += 1;
	}
	return { kind: "done", taken, unusable };
}

async function updateDocuments(
	session: HubSession,
	store: AllocationStore,
	clock: PullClock,
): Promise<PullResult | null> {
	const documents = await pullDocuments(session, store.trustState(), clock);
	if (documents.kind === "failed") return documents;
	if (documents.kind === "unusable") return { kind: "done", taken: 0, unusable: documents.why };
	if (documents.held !== store.trustState()) store.save(documents.held, null);
	return null;
}

/** All documents but the allocations, as one value, so that no half-updated trust state is ever in force. */
async function pullDocuments(session: HubSession, before: TrustState, clock: PullClock): Promise<StepResult> {
	const { kiosk } = session.identity;
	// First of all, because roots and documents are judged by the clock that it corrects.
	const unanswered = await proveTime(session, before.root, clock);
	if (unanswered !== null) return unanswered;
	const rooted = await pullRoots(session, before, clock.nowMs());
	if (rooted.kind !== "held") return rooted;
	if (rooted.held.root !== before.root) {
		// The hub signs with the timestamp key of its newest root.
		const unansweredAgain = await proveTime(session, rooted.held.root, clock);
		if (unansweredAgain !== null) return unansweredAgain;
	}
	const timed = await pullDocument(session, paths.timestamp(kiosk), (envelope) => {
		// It may be old, so it only shows that the time is not before; the clock then judges its expiry date.
		const checked = checkDocument("timestamp", rooted.held, envelope, crypto);
		const isNewer =
			checked.kind === "signed" && checked.signed.document.version > (before.marks.timestamp?.version ?? 0);
		if (isNewer) clock.heardSignedDocument(checked.signed.document.issuedAt);
		return acceptDocument("timestamp", rooted.held, envelope, clock.nowMs(), crypto);
	});
	const nowMs = clock.nowMs();
	if (timed.kind === "failed" && timed.proof !== null) return acceptProof(timed, timed.proof, rooted.held, nowMs);
	if (timed.kind !== "held") return timed;
	let { held } = timed;
	if (missingDocumentsOf(held).revocations) {
		const { held: from } = timed;
		const step = await pullDocument(session, paths.revocations(kiosk), (envelope) =>
			acceptDocument("revocations", from, envelope, nowMs, crypto),
		);
		if (step.kind !== "held") return step;
		held = step.held;
	}
	if (missingDocumentsOf(held).roster) {
		const from = held;
		const step = await pullDocument(session, paths.roster(kiosk), (envelope) =>
			acceptDocument("roster", from, envelope, nowMs, crypto),
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

/** A revoked kiosk is given nothing but the documents that revoke it. Other documents that it holds stay as they are. */
function acceptProof(
	failure: HubFailure,
	{ timestamp, revocations }: RevocationProof,
	before: TrustState,
	nowMs: number,
): StepResult {
	const timed = acceptDocument("timestamp", before, timestamp, nowMs, crypto);
	if (timed.kind !== "held") return stepResultOf(timed);
	const revoked = acceptDocument("revocations", timed.held, revocations, nowMs, crypto);
	return revoked.kind === "held" ? revoked : failure;
}

/** Follows the root chain until the hub has no next version. */
async function pullRoots(session: HubSession, before: TrustState, nowMs: number): Promise<StepResult> {
	const chain: unknown[] = [];
	while (chain.length < mostRoots) {
		const path = paths.root(before.root.version + chain.length + 1);
		const answer = await session.requestJson({ method: "GET", path }, RootByVersionAnswer);
		if (answer.kind === "failed" && answer.status === 404 && answer.code !== null) break;
		if (answer.kind === "failed") return answer;
		chain.push(answer.value.document);
	}
	return chain.length === 0 ? { kind: "held", held: before } : stepResultOf(acceptRoots(before, chain, nowMs, crypto));
}

async function pullDocument(
	session: HubSession,
	path: string,
	take: (envelope: unknown) => Acceptance,
): Promise<StepResult> {
	const answer = await session.requestJson({ method: "GET", path }, DocumentAnswer);
	return answer.kind === "failed" ? answer : stepResultOf(take(answer.value.document));
}

function stepResultOf(taking: Acceptance): StepResult {
	return taking.kind === "held" ? taking : { kind: "unusable", why: taking };
}

type PulledAllocation =
	| {
			readonly kind: "taken";
			readonly held: TrustState;
			readonly taken: KeyedAllocation;
			readonly delta: Delta | null;
			readonly dayKey: Uint8Array;
	  }
	| StepFailure;

/** An allocation was published after the timestamp was fetched: a newer timestamp names it. */
function isSuperseded(fetched: PulledAllocation): boolean {
	return fetched.kind === "unusable" && fetched.why.kind === "untrusted" && fetched.why.why === "unnamed";
}

async function pullAllocation(
	session: HubSession,
	store: AllocationStore,
	keys: DayKeys,
	day: Day,
	nowMs: number,
): Promise<PulledAllocation> {
	const { kiosk } = session.identity;
	const answer = await session.requestJson({ method: "GET", path: paths.allocation(kiosk, day) }, AllocationAnswer);
	if (answer.kind === "failed") return answer;
	const taking = acceptDocument("allocation", store.trustState(), answer.value.header, nowMs, crypto);
	if (taking.kind === "untrusted") return { kind: "unusable", why: taking };
	const header = taking.held.headers.get(day)?.document;
	if (header === undefined) return { kind: "unusable", why: { kind: "untrusted", why: "unnamed", version: 0 } };
	const opened = await keys.openSecrets(header);
	if (opened.kind === "notSealed") keys.markUnpublished(day);
	if (opened.kind !== "opened") return { kind: "unusable", why: opened };
	const list = await fetchAllocation(session, store.findAllocation(day), header);
	if (list.kind === "failed") return list;
	if (list.kind === "unfit") return { kind: "unusable", why: list };
	const { allocationKey: key, dayKey } = opened.secrets;
	const taken = { allocation: list.allocation, key };
	return { kind: "taken", held: taking.held, taken, delta: list.delta, dayKey };
}
