import { timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { encodeText } from "../../../core/bytes/bytes.ts";
import { KioskId } from "../../../core/identity.ts";
import type { RevocationProof } from "../../../core/protocol/protocol.ts";
import { crypto } from "../../crypto/signature.ts";
import { HttpError } from "../../httpError.ts";
import type { HubContext } from "../context.ts";
import type { Sender } from "../journals/checkBatch.ts";
import type { Kiosk } from "../store/kiosks.ts";
import type { Logins } from "./logins.ts";

/** Authentication of requests. Each method throws an HttpError (401, 403 or 404) where the request is not authorised. */
export type Auth = {
	/** The kiosk that the path names, without a login. */
	readonly requireKiosk: (request: FastifyRequest) => Kiosk;
	/** The kiosk that the path names, if the request has that kiosk's login and the kiosk is not revoked. */
	readonly requireLogin: (request: FastifyRequest) => Kiosk;
	/** As `requireLogin`, with the incarnation it logged in as; for a revoked kiosk too, which may deliver its lines. */
	readonly requireSender: (request: FastifyRequest) => Sender;
	readonly requireOfficer: (request: FastifyRequest) => void;
};

export const leastOfficerTokenLength = 32;

/** Throws for an officer's token that can be guessed: an empty one would make everybody an officer. */
export function createAuth({ store, officerToken }: HubContext, logins: Logins): Auth {
	if (officerToken.length < leastOfficerTokenLength) {
		throw new Error(
			`The officer's token is ${officerToken.length} characters long, and must be ${leastOfficerTokenLength} or more.`,
		);
	}
	const officerDigest = crypto.hash(encodeText(officerToken));
	const requireKiosk = (request: FastifyRequest): Kiosk => {
		const id = KioskId.safeParse(pathParameter(request, "kiosk"));
		const kiosk = id.success ? store.kiosks.find(id.data) : null;
		if (kiosk === null) throw new HttpError(404, "unknownKiosk", "No kiosk of this number is enrolled here. Enrol it.");
		return kiosk;
	};
	const requireSender = (request: FastifyRequest): Sender => {
		const holder = logins.findLogin(bearerTokenOf(request));
		if (holder === null)
			throw new HttpError(401, "loginNeeded", "The kiosk's login is missing or has expired. Log in again.");
		const kiosk = requireKiosk(request);
		if (holder.kiosk !== kiosk.kiosk) {
			throw new HttpError(
				403,
				"anotherKiosk",
				`This login is not that of ${kiosk.label}. A kiosk reads and writes only its own.`,
			);
		}
		// The kiosk then logs in again and requests its head, so any request tells it that its incarnation is closed.
		if (holder.wasOpen && store.incarnations.find(kiosk.kiosk, holder.incarnation)?.closedBy !== null) {
			throw new HttpError(
				401,
				"loginNeeded",
				`The journal of ${kiosk.label} was closed since it logged in. Log in again.`,
			);
		}
		return { kiosk, incarnation: holder.incarnation };
	};
	return {
		requireKiosk,
		requireSender,
		requireLogin(request) {
			const { kiosk } = requireSender(request);
			if (store.revocations.isKioskRevoked(kiosk.kiosk)) throw buildRevokedError(kiosk);
			return kiosk;
		},
		requireOfficer(request) {
			const token = bearerTokenOf(request);
			if (token !== "" && timingSafeEqual(crypto.hash(encodeText(token)), officerDigest)) return;
			throw new HttpError(
				401,
				"officerNeeded",
				"This is for officers. Send the token from the hub's officer.token file.",
			);
		},
	};
}

/** A revoked kiosk reads nothing more. Its lines are still taken, and flagged. */
export function buildRevokedError({ label }: Kiosk, proof: RevocationProof | null = null): HttpError {
	const message = `${label} has been revoked: it reads nothing more here, and may only deliver its journal.`;
	return new HttpError(403, "kioskRevoked", message, { proof });
}

/** A path's parameter by name; empty where there is none. */
export function pathParameter(request: FastifyRequest, name: string): string {
	const { params } = request;
	if (typeof params !== "object" || params === null) return "";
	const value = new Map<string, unknown>(Object.entries(params)).get(name);
	return typeof value === "string" ? value : "";
}

/** The bearer token; empty where there is none, which opens nothing. */
export function bearerTokenOf(request: FastifyRequest): string {
	return /^Bearer ([!-~]{1,200})$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
}
