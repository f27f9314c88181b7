import type { Allocation } from "../../core/allocation/allocation.ts";
import type { Delta } from "../../core/allocation/delta.ts";
import type { Day } from "../../core/identity.ts";
import { AllocationAnswer, paths } from "../../core/protocol/protocol.ts";
import { acceptDocument } from "../../core/trust/accept.ts";
import type { Rejection } from "../../core/trust/rejection.ts";
import { missingDocumentsOf, type TrustState } from "../../core/trust/trustState.ts";
import { crypto } from "../crypto/signature.ts";
import { fetchAllocation } from "./allocationRows.ts";
import { type DayKeys, uploadDayKeys } from "./dayKeys.ts";
import type { HubFailure } from "./hubRequest.ts";
import { isOfOneDocument, isSuperseded, pullDocuments, type StepFailure, type TrustStore } from "./pullDocuments.ts";
import type { HubSession } from "./session.ts";
import type { PullClock } from "./signedTime.ts";

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

/**
 * Fetches what is newer than the trust state, in the order of The Update Framework: roots, timestamp, revocations before
 * all other documents, roster, and each day's allocation. Each is kept as it is found good. What cannot be used is
 * reported, and what is held stays in force.
 */
export async function pull(
	session: HubSession,
	store: AllocationStore,
	keys: DayKeys,
	clock: PullClock,
): Promise<PullResult> {
	const faults: StepFailure<UnusableReason>[] = [];
	const trust: TrustStore = { trustState: store.trustState, saveDocuments: (held) => store.save(held, null) };
	/** Whether the lists may be fetched. */
	async function updateDocuments(): Promise<boolean> {
		const { fault, mayFetchLists } = await pullDocuments(session, trust, clock);
		if (fault !== null) faults.push(fault);
		return mayFetchLists;
	}

	if (!(await updateDocuments())) return resultOf(faults, 0);
	const announced = await uploadDayKeys(session, keys, store.trustState());
	if (announced.kind === "failed") {
		faults.push(announced);
		if (!isOfOneDocument(announced)) return resultOf(faults, 0);
	}
	// The hub has sealed its allocations to the new keys by now; a new timestamp names them.
	const isSealedAnew = announced.kind === "announced" && announced.days > 0;
	if (isSealedAnew && !(await updateDocuments())) return resultOf(faults, 0);
	let taken = 0;
	for (const day of missingDocumentsOf(store.trustState()).days) {
		let fetched = await pullAllocation(session, store, keys, day, clock.nowMs());
		if (fetched.kind !== "taken" && isSuperseded(fetched)) {
			if (!(await updateDocuments())) return resultOf(faults, taken);
			fetched = await pullAllocation(session, store, keys, day, clock.nowMs());
		}
		if (fetched.kind !== "taken") {
			faults.push(fetched);
			// The list of another day may be had.
			if (isOfOneDocument(fetched)) continue;
			break;
		}
		if (fetched.delta === null) store.save(fetched.held, fetched.taken);
		else store.saveDelta(fetched.held, fetched.taken, fetched.delta);
		store.setDayKey(day, fetched.dayKey);
		taken += 1;
	}
	return resultOf(faults, taken);
}

/** A failure of the hub says more than a document that cannot be used; of each kind the first is told. */
function resultOf(faults: readonly StepFailure<UnusableReason>[], taken: number): PullResult {
	const failure = faults.find((fault) => fault.kind === "failed");
	if (failure !== undefined) return failure;
	const unusable = faults.find((fault) => fault.kind === "unusable")?.why ?? null;
	return { kind: "done", taken, unusable };
}

type PulledAllocation =
	| {
			readonly kind: "taken";
			readonly held: TrustState;
			readonly taken: KeyedAllocation;
			readonly delta: Delta | null;
			readonly dayKey: Uint8Array;
	  }
	| StepFailure<UnusableReason>;

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
