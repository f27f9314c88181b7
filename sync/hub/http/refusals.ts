import { HttpError } from "../../httpError.ts";
import { isRefusal, type Refusal, type RefusalCode } from "../refusal.ts";

const statuses: Readonly<Record<RefusalCode, number>> = {
	badDayKeys: 422,
	badFile: 400,
	badGzip: 400,
	badText: 400,
	batchTooLarge: 413,
	brokenLine: 422,
	capacityBelowBooked: 409,
	challengeGone: 401,
	codeExpired: 403,
	codeLocked: 403,
	codeUsed: 403,
	codeWrong: 403,
	daysOverlap: 409,
	distantDay: 422,
	foreignLine: 422,
	fork: 409,
	incarnationClosed: 409,
	keyKnown: 409,
	listNotPublished: 500,
	kioskRevoked: 403,
	noKey: 422,
	noTicket: 503,
	notPossessed: 403,
	notSigned: 403,
	notTheKiosk: 401,
	nothingToPublish: 404,
	outOfStep: 409,
	outsideLimits: 422,
	publishedMeanwhile: 409,
	rootExpired: 422,
	rootUnfit: 422,
	seatsInUse: 409,
	sessionTaken: 409,
	signerAway: 503,
	signerBusy: 503,
	signerCannotRecord: 503,
	somebodyInside: 409,
	stillBooked: 409,
	tooManyIncarnations: 429,
	tooManyKeys: 429,
	unknownBooking: 404,
	unknownKiosk: 404,
	unknownSession: 404,
	unknownVenue: 404,
	unsupportedEncoding: 415,
	versionSigned: 409,
	withdrawn: 409,
};

/** The result of a domain function, for a route to answer with. A refusal is thrown, and answered by the hub's error handler. */
export function unwrap<T>(result: T | Refusal): T {
	if (!isRefusal(result)) return result;
	const { code, message, expected = null, checkpoint = null, retryAfterS = null } = result;
	throw new HttpError(statuses[code], code, message, { expected, checkpoint, retryAfterS });
}
