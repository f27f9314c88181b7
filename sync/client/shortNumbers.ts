import type { AllocationHeader } from "../../core/allocation/allocation.ts";
import { shortNumberEntryLength, verifyShortNumbers } from "../../core/allocation/shortNumber.ts";
import { paths } from "../../core/protocol/protocol.ts";
import type { TrustState } from "../../core/trust/trustState.ts";
import { crypto } from "../crypto/signature.ts";
import type { HubFailure } from "./hubRequest.ts";
import type { HubSession } from "./session.ts";

/** Where verified indexes of short numbers are kept, and told from those that a newer header does not sign for. */
export type ShortNumberStore = {
	readonly find: (header: AllocationHeader) => Uint8Array | null;
	/** Durably. The index was verified against this header. */
	readonly put: (header: AllocationHeader, index: Uint8Array) => void;
};

/**
 * Fetches each index that a header in force names and that is not kept. It comes after its list, and apart: codes are
 * honoured whether or not the short numbers have come. One that is not there, or not the one signed for, is not used and
 * is asked for again at the next pull; until then the counter says that it has none.
 */
export async function pullShortNumbers(
	account: HubSession,
	{ headers }: TrustState,
	kept: ShortNumberStore,
): Promise<{ readonly kind: "done" } | HubFailure> {
	for (const { document: header } of headers.values()) {
		const { day, version, rowCount, numbers } = header;
		if (numbers === null || kept.find(header) !== null) continue;
		const path = paths.numbers(account.identity.kiosk, day, version);
		const answer = await account.requestBytes({ method: "GET", path }, rowCount * shortNumberEntryLength);
		if (answer.kind === "failed" && answer.status !== 404) return answer;
		if (answer.kind === "failed") continue;
		const index = verifyShortNumbers(numbers, answer.value, crypto);
		if (!("kind" in index)) kept.put(header, index);
	}
	return { kind: "done" };
}
