import { DocumentAnswer, paths, RootByVersionAnswer } from "../../core/protocol/protocol.ts";
import { acceptDocument, checkDocument, checkRootTime } from "../../core/trust/accept.ts";
import type { Rejection } from "../../core/trust/rejection.ts";
import { acceptNextRoot } from "../../core/trust/rootRotation.ts";
import { type Acceptance, missingDocumentsOf, type TrustState } from "../../core/trust/trustState.ts";
import { crypto } from "../crypto/signature.ts";
import type { HubFailure } from "./hubRequest.ts";
import type { HubSession } from "./session.ts";
import { type PullClock, proveTime } from "./signedTime.ts";

/** The trust state in force, and how it is replaced durably. */
export type TrustStore = {
	readonly trustState: () => TrustState;
	readonly saveDocuments: (held: TrustState) => void;
};

/** The hub did not answer for a document, or its answer must not be used. */
export type StepFailure<Why = Rejection> = HubFailure | { readonly kind: "unusable"; readonly why: Why };

/** What went wrong first, and whether the lists may be fetched nevertheless. */
export type DocumentsPull = { readonly fault: StepFailure | null; readonly mayFetchLists: boolean };

/** One pull follows so many roots; the next goes on from there. */
export const mostRootsPerPull = 64;

/**
 * All documents but the allocations, in the order of The Update Framework. Each is in force and on the disk as soon as it
 * is found good, whatever becomes of those after it.
 */
export async function pullDocuments(session: HubSession, store: TrustStore, clock: PullClock): Promise<DocumentsPull> {
	const first = await pullTrustedDocuments(session, store, clock);
	// Something was published after the timestamp was fetched: a newer timestamp names it.
	return isSuperseded(first.fault) ? pullTrustedDocuments(session, store, clock) : first;
}

async function pullTrustedDocuments(session: HubSession, store: TrustStore, clock: PullClock): Promise<DocumentsPull> {
	const fault =
		(await pullRootsAndTime(session, store, clock)) ??
		(await pullTimestamp(session, store, clock)) ??
		(await pullNamed("revocations", session, store, clock));
	if (fault !== null) return { fault, mayFetchLists: false };
	// No list depends on the roster, and a list that is not fetched admits whoever cancelled since.
	const ofRoster = await pullNamed("roster", session, store, clock);
	return { fault: ofRoster, mayFetchLists: ofRoster === null || isOfOneDocument(ofRoster) };
}

/**
 * A root's expiry date is judged after the hub has proven the time, and the time is proven under the newest root, because
 * its timestamp key is the one that the hub signs with.
 */
async function pullRootsAndTime(session: HubSession, store: TrustStore, clock: PullClock): Promise<StepFailure | null> {
	const fault = await pullRoots(session, store);
	if (fault !== null && !isOfOneDocument(fault)) return fault;
	const unanswered = await proveTime(session, store.trustState().root, clock);
	if (fault !== null || unanswered !== null) return fault ?? unanswered;
	const expired = checkRootTime(store.trustState(), clock.nowMs());
	return expired === null ? null : { kind: "unusable", why: expired };
}

/** Follows the root chain until the hub has no next version. */
async function pullRoots(session: HubSession, store: TrustStore): Promise<StepFailure | null> {
	for (let followed = 0; followed < mostRootsPerPull; followed++) {
		const held = store.trustState();
		const expected = held.root.version + 1;
		const answer = await session.requestJson({ method: "GET", path: paths.root(expected) }, RootByVersionAnswer);
		if (answer.kind === "failed" && answer.status === 404 && answer.code !== null) return null;
		if (answer.kind === "failed") return answer;
		const taking = acceptNextRoot(held, answer.value.document, crypto);
		if (taking.kind === "untrusted") return { kind: "unusable", why: taking };
		const { version } = taking.held.root;
		if (version !== expected)
			return { kind: "unusable", why: { kind: "untrusted", why: "skipped", version, expected } };
		store.saveDocuments(taking.held);
	}
	return null;
}

async function pullTimestamp(session: HubSession, store: TrustStore, clock: PullClock): Promise<StepFailure | null> {
	const { kiosk } = session.identity;
	const answer = await session.requestJson({ method: "GET", path: paths.timestamp(kiosk) }, DocumentAnswer);
	if (answer.kind === "answer") return keepTimestamp(store, answer.value.document, clock);
	if (answer.proof === null) return answer;
	// A revoked kiosk is given nothing but the documents that revoke it. What else it holds stays as it is.
	const { timestamp, revocations } = answer.proof;
	const refused =
		keepTimestamp(store, timestamp, clock) ??
		keep(store, acceptDocument("revocations", store.trustState(), revocations, clock.nowMs(), crypto));
	return refused ?? answer;
}

function keepTimestamp(store: TrustStore, envelope: unknown, clock: PullClock): StepFailure | null {
	const held = store.trustState();
	// It may be old, so it only shows that the time is not before; the clock then judges its expiry date.
	const checked = checkDocument("timestamp", held, envelope, crypto);
	const isNewer = checked.kind === "signed" && checked.signed.document.version > (held.marks.timestamp?.version ?? 0);
	if (isNewer) clock.heardSignedDocument(checked.signed.document.issuedAt);
	return keep(store, acceptDocument("timestamp", held, envelope, clock.nowMs(), crypto));
}

async function pullNamed(
	name: "revocations" | "roster",
	session: HubSession,
	store: TrustStore,
	clock: PullClock,
): Promise<StepFailure | null> {
	if (!missingDocumentsOf(store.trustState())[name]) return null;
	const path = paths[name](session.identity.kiosk);
	const answer = await session.requestJson({ method: "GET", path }, DocumentAnswer);
	if (answer.kind === "failed") return answer;
	return keep(store, acceptDocument(name, store.trustState(), answer.value.document, clock.nowMs(), crypto));
}

function keep(store: TrustStore, taking: Acceptance): StepFailure | null {
	if (taking.kind === "untrusted") return { kind: "unusable", why: taking };
	if (!isSame(store.trustState(), taking.held)) store.saveDocuments(taking.held);
	return null;
}

/** The hub answers with the timestamp that is held until it signs a new one. */
function isSame(before: TrustState, after: TrustState): boolean {
	return (["timestamp", "revocations", "roster"] as const).every(
		(name) => before[name]?.digest === after[name]?.digest,
	);
}

export function isSuperseded(fault: StepFailure<{ readonly kind: string; readonly why?: unknown }> | null): boolean {
	return fault?.kind === "unusable" && fault.why.kind === "untrusted" && fault.why.why === "unnamed";
}

/** The hub answers, so another document may be had: this one is missing, cannot be read or must not be used. */
export function isOfOneDocument(fault: StepFailure<unknown>): boolean {
	if (fault.kind === "unusable") return true;
	return fault.trouble === "rubbish" || fault.status === 404 || fault.status === 410 || fault.status === 500;
}
