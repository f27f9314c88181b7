import { type Allocation, AllocationHeader, verifyAllocation } from "../../core/allocation.ts";
import { fromHex } from "../../core/bytes.ts";
import type { Day } from "../../core/identity.ts";
import { AllocationAnswer, AllocationsAnswer, paths } from "../../core/protocol.ts";
import { rowLength } from "../../core/row.ts";
import { type Envelope, openDocument, payloadTypes, type Root } from "../../core/trust.ts";
import { hash, verify } from "../signature.ts";
import type { Account } from "./account.ts";
import type { HubFailure } from "./hub.ts";

/** An allocation whose signature, venue and rows have been checked, and the key its rows are named by. */
export type Taken = { readonly envelope: Envelope; readonly allocation: Allocation; readonly key: Uint8Array };

/** What pull needs of the place where allocations are kept. */
export type Shelf = {
	readonly heldVersion: (day: Day) => number;
	readonly take: (taken: Taken) => void;
};

export type Unusable = "untrusted" | "unfit" | "foreign";
export type Pulled = { readonly kind: "done"; readonly taken: number; readonly unusable: Unusable | null } | HubFailure;

/** Takes every allocation that is newer than the one held. One that cannot be used is left, and said; the old one stays in force. */
export async function pull(account: Account, shelf: Shelf, oldestDay: Day): Promise<Pulled> {
	const { kiosk } = account.identity;
	const listed = await account.ask({ method: "GET", path: paths.allocations(kiosk) }, AllocationsAnswer);
	if (listed.kind === "failed") return listed;
	let taken = 0;
	let unusable: Unusable | null = null;
	for (const { day, version } of listed.value.allocations.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
		if (day < oldestDay || version <= shelf.heldVersion(day)) continue;
		const fetched = await fetchAllocation(account, shelf, day);
		switch (fetched.kind) {
			case "failed":
				return fetched;
			case "unusable":
				unusable = fetched.why;
				break;
			case "taken":
				shelf.take(fetched.taken);
				taken += 1;
				break;
			default:
				fetched satisfies never;
		}
	}
	return { kind: "done", taken, unusable };
}

type Fetched =
	| { readonly kind: "taken"; readonly taken: Taken }
	| { readonly kind: "unusable"; readonly why: Unusable }
	| HubFailure;

async function fetchAllocation(account: Account, shelf: Shelf, day: Day): Promise<Fetched> {
	const { kiosk, venue, root } = account.identity;
	const answer = await account.ask({ method: "GET", path: paths.allocation(kiosk, day) }, AllocationAnswer);
	if (answer.kind === "failed") return answer;
	const opened = openHeader(answer.value.header, root);
	if (opened === null) return { kind: "unusable", why: "untrusted" };
	if (opened.venue !== venue || opened.day !== day) return { kind: "unusable", why: "foreign" };
	if (opened.version <= shelf.heldVersion(day)) return { kind: "unusable", why: "untrusted" };
	const length = opened.rowCount * rowLength;
	const rows = await account.askBytes({ method: "GET", path: paths.rows(kiosk, day, opened.version) }, length);
	if (rows.kind === "failed") return rows;
	const allocation = verifyAllocation(opened, rows.value, hash);
	if ("kind" in allocation) return { kind: "unusable", why: "unfit" };
	const key = fromHex(answer.value.allocationKey) as Uint8Array;
	return { kind: "taken", taken: { envelope: answer.value.header, allocation, key } };
}

/** Null unless the allocator signed it. Used for what comes from the hub and, again, for what lay on the disk. */
export function openHeader(envelope: Envelope, root: Root): AllocationHeader | null {
	const opened = openDocument(envelope, payloadTypes.allocation, root.roles.allocator, AllocationHeader, verify);
	return opened.kind === "document" ? opened.document : null;
}
