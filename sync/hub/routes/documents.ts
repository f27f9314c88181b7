import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import type { DocumentAnswer } from "../../../core/protocol/protocol.ts";
import type { SignedDocuments } from "../allocations/signedDocuments.ts";
import type { HubContext } from "../context.ts";
import { type Auth, buildRevokedError } from "../http/auth.ts";
import { unwrap } from "../http/refusals.ts";

/**
 * The signed documents of the kiosk's own venue. A revoked kiosk is refused, with the proof: the timestamp and the
 * revocations that name it, so that it admits no one from there on.
 */
export function routeDocuments(
	app: FastifyInstance,
	hub: HubContext,
	auth: Auth,
	signedDocuments: SignedDocuments,
): void {
	for (const kind of ["timestamp", "roster", "revocations"] as const) {
		app.get(`/v1/kiosks/:kiosk/${kind}`, async (request): Promise<z.infer<typeof DocumentAnswer>> => {
			const { kiosk } = auth.requireSender(request);
			const { venue } = kiosk;
			if (hub.store.revocations.isKioskRevoked(kiosk.kiosk)) {
				const [revocations, timestamp] = [
					await signedDocuments.revocations(venue),
					await signedDocuments.timestamp(venue),
				];
				throw buildRevokedError(kiosk, { revocations: unwrap(revocations), timestamp: unwrap(timestamp) });
			}
			return { document: unwrap(await signedDocuments[kind](venue)), hubTimeMs: hub.clock.nowMs() };
		});
	}
}
