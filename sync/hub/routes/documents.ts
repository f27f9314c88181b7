import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import type { DocumentAnswer } from "../../../core/protocol/protocol.ts";
import type { SignedDocuments } from "../allocations/signedDocuments.ts";
import type { HubContext } from "../context.ts";
import type { Auth } from "../http/auth.ts";
import { unwrap } from "../http/refusals.ts";

/** The signed documents of the kiosk's own venue. */
export function routeDocuments(
	app: FastifyInstance,
	hub: HubContext,
	auth: Auth,
	signedDocuments: SignedDocuments,
): void {
	for (const kind of ["timestamp", "roster", "revocations"] as const) {
		app.get(`/v1/kiosks/:kiosk/${kind}`, async (request): Promise<z.infer<typeof DocumentAnswer>> => {
			const { venue } = auth.requireLogin(request);
			return { document: unwrap(await signedDocuments[kind](venue)), hubTimeMs: hub.clock.nowMs() };
		});
	}
}
