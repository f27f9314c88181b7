import { timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { encodeText } from "../../../core/bytes/bytes.ts";
import { KioskId } from "../../../core/identity.ts";
import { hash } from "../../crypto/signature.ts";
import { Refused } from "../../refused.ts";
import type { Surroundings } from "../context.ts";
import type { Sender } from "../journals/ingest.ts";
import type { Kiosk } from "../store/kiosks.ts";
import type { Logins } from "./logins.ts";

/** Who may pass: each returns, or refuses. */
export type Gate = {
	/** The kiosk the path names, whoever asks. */
	readonly named: (request: FastifyRequest) => Kiosk;
	/** The kiosk the path names, when it is itself that asks. */
	readonly itself: (request: FastifyRequest) => Kiosk;
	/** As `itself`, with the incarnation it logged in as. */
	readonly sender: (request: FastifyRequest) => Sender;
	readonly officer: (request: FastifyRequest) => void;
};

export function openGate({ store, officerToken }: Surroundings, logins: Logins): Gate {
	const officerDigest = hash(encodeText(officerToken));
	const named = (request: FastifyRequest): Kiosk => {
		const id = KioskId.safeParse(parameter(request, "kiosk"));
		const kiosk = id.success ? store.kiosks.find(id.data) : null;
		if (kiosk === null) throw new Refused(404, "unknownKiosk", "No kiosk of this number is enrolled here. Enrol it.");
		return kiosk;
	};
	const sender = (request: FastifyRequest): Sender => {
		const holder = logins.holder(bearer(request));
		if (holder === null)
			throw new Refused(401, "loginNeeded", "The kiosk's login is missing or has expired. Log in again.");
		const kiosk = named(request);
		if (holder.kiosk !== kiosk.kiosk) {
			throw new Refused(
				403,
				"anotherKiosk",
				`This login is not that of ${kiosk.label}. A kiosk reads and writes only its own.`,
			);
		}
		// Logging in again, it asks for its head: so it hears with its next request, whatever that is for, that it must stop.
		if (holder.wasOpen && store.incarnations.find(kiosk.kiosk, holder.incarnation)?.closedBy !== null) {
			throw new Refused(
				401,
				"loginNeeded",
				`The journal of ${kiosk.label} was closed since it logged in. Log in again.`,
			);
		}
		return { kiosk, incarnation: holder.incarnation };
	};
	return {
		named,
		sender,
		itself: (request) => sender(request).kiosk,
		officer(request) {
			if (timingSafeEqual(hash(encodeText(bearer(request))), officerDigest)) return;
			throw new Refused(
				401,
				"officerNeeded",
				"This is for officers. Send the token from the hub's officer.token file.",
			);
		},
	};
}

/** A path's parameter by name; empty where there is none. */
export function parameter(request: FastifyRequest, name: string): string {
	const { params } = request;
	if (typeof params !== "object" || params === null) return "";
	const value = new Map<string, unknown>(Object.entries(params)).get(name);
	return typeof value === "string" ? value : "";
}

function bearer(request: FastifyRequest): string {
	return /^Bearer ([!-~]{1,200})$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
}
