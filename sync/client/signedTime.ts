import { DocumentAnswer, paths } from "../../core/protocol/protocol.ts";
import type { Root } from "../../core/trust/root.ts";
import { readSignedTime } from "../../core/trust/signedTime.ts";
import { crypto } from "../crypto/signature.ts";
import type { HubFailure } from "./hubRequest.ts";
import { buildPost, type HubSession } from "./session.ts";

/** What a pull needs of the kiosk's clock, and what it tells it. */
export type PullClock = {
	readonly nowMs: () => number;
	/** Measures a round trip. */
	readonly monoMs: () => number;
	/** 16 random bytes in hex. */
	readonly newNonce: () => string;
	/** The hub's time, signed for this kiosk's nonce: the true time lies between `issuedMs` and `roundTripMs` later. */
	readonly heardSignedTime: (issuedMs: number, roundTripMs: number) => void;
	/** A timestamp of a new version was signed then: the true time is not before. */
	readonly heardSignedDocument: (issuedMs: number) => void;
};

/**
 * Asks the hub for its time, signed for a new nonce. An answer that proves nothing is left: the clock stays as it is,
 * and the documents are judged by it. Only a hub that does not answer ends the pull.
 */
export async function proveTime(session: HubSession, root: Root, clock: PullClock): Promise<HubFailure | null> {
	const { kiosk } = session.identity;
	const nonce = clock.newNonce();
	const sentMs = clock.monoMs();
	const answer = await session.requestJson(buildPost(paths.time(kiosk), { nonce }), DocumentAnswer);
	const roundTripMs = Math.max(0, clock.monoMs() - sentMs);
	if (answer.kind === "failed") {
		return answer.trouble === "unreachable" || answer.trouble === "slow" ? answer : null;
	}
	const read = readSignedTime(answer.value.document, root, { kiosk, nonce }, crypto);
	if (read.kind === "time") clock.heardSignedTime(read.nowMs, roundTripMs);
	return null;
}
