import type { AllocationHeader } from "../../core/allocation/allocation.ts";
import { shortNumberEntryLength, verifyShortNumbers } from "../../core/allocation/shortNumber.ts";
import { paths } from "../../core/protocol/protocol.ts";
import type { TrustState } from "../../core/trust/trustState.ts";
import { crypto } from "../crypto/signature.ts";
import type { HubFailure } from "./hubRequest.ts";
import type { HubSession } from "./session.ts";

/** The store of verified short-number indexes. `find` returns only the index that this header signs. */
export type ShortNumberStore = {
	readonly find: (header: AllocationHeader) => Uint8Array | null;
	/** Durably saves an index that was verified against this header. */
	readonly put: (header: AllocationHeader, index: Uint8Array) => void;
};

/**
 * Fetches each index that a header in force names and that is not stored. Indexes are fetched after and apart from the
 * allocations: codes are accepted without them. A missing or wrong index is not used and is requested again at the next
 * pull; until then the counter says that it has none.
 */
export async function pullShortNumbers(
	session: HubSession,
	{ headers }: TrustState,
	kept: ShortNumberStore,
): Promise<{ readonly kind: "done" } | HubFailure> {
	for (const { document: header } of headers.values()) {
		const { day, version, rowCount, numbers } = header;
		if (numbers === null || kept.find(header) !== null) continue;
		const path = paths.numbers(session.identity.kiosk, day, version);
		const answer = await session.requestBytes({ method: "GET", path }, rowCount * shortNumberEntryLength);
		if (answer.kind === "failed" && answer.status !== 404) return answer;
		if (answer.kind === "failed") continue;
		const index = verifyShortNumbers(numbers, answer.value, crypto);
		if (!("kind" in index)) kept.put(header, index);
	}
	return { kind: "done" };
}
