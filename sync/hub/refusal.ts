import type { Envelope } from "../../core/trust/envelope.ts";

/**
 * Why the hub's domain refuses something. `code` is for programs and is part of the HTTP protocol; `message` is for
 * people and says what was found and what to do. http/refusals.ts gives each code its HTTP status.
 */
export type Refusal = {
	readonly kind: "refused";
	readonly code: RefusalCode;
	readonly message: string;
	/** With `outOfStep` and `fork`: the seq the hub waits for. */
	readonly expected?: number;
	/** With `fork` and `incarnationClosed`: how far the lines are held. */
	readonly checkpoint?: Envelope;
	/** With `versionSigned`: the highest version that the signer has signed. */
	readonly signedVersion?: number;
	/** With `signerAway`, `signerBusy` and `signerCannotRecord`: when to try again. */
	readonly retryAfterS?: number;
};

export type RefusalCode =
	| "badDayKeys"
	| "badFile"
	| "badGzip"
	| "badText"
	| "batchTooLarge"
	| "brokenLine"
	| "capacityBelowBooked"
	| "challengeGone"
	| "codeExpired"
	| "codeLocked"
	| "codeUsed"
	| "codeWrong"
	| "daysOverlap"
	| "distantDay"
	| "foreignLine"
	| "fork"
	| "incarnationClosed"
	| "keyKnown"
	| "listNotPublished"
	| "kioskRevoked"
	| "noKey"
	| "nothingToPublish"
	| "noTicket"
	| "notPossessed"
	| "notSigned"
	| "notTheKiosk"
	| "outOfStep"
	| "outsideLimits"
	| "publishedMeanwhile"
	| "rootExpired"
	| "rootUnfit"
	| "seatsInUse"
	| "sessionTaken"
	| "signerAway"
	| "signerBusy"
	| "signerCannotRecord"
	| "somebodyInside"
	| "stillBooked"
	| "tooManyIncarnations"
	| "tooManyKeys"
	| "unknownBooking"
	| "unknownKiosk"
	| "unknownSession"
	| "unknownVenue"
	| "unsupportedEncoding"
	| "versionSigned"
	| "withdrawn";

export function refuse(
	code: RefusalCode,
	message: string,
	details: Omit<Refusal, "kind" | "code" | "message"> = {},
): Refusal {
	return { kind: "refused", code, message, ...details };
}

/** Whether a result is a refusal. Results themselves need no `kind`. */
export function isRefusal<T>(result: T | Refusal): result is Refusal {
	return typeof result === "object" && result !== null && "kind" in result && result.kind === "refused";
}
