import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import type { DocumentAnswer } from "../../../core/protocol/protocol.ts";
import type { Attestation } from "../allocations/signedDocuments.ts";
import type { Surroundings } from "../context.ts";
import type { Gate } from "../http/auth.ts";

/** What a kiosk is to believe of its own venue, signed. */
export function routeDocuments(app: FastifyInstance, hub: Surroundings, gate: Gate, attestation: Attestation): void {
	for (const kind of ["timestamp", "roster", "revocations"] as const) {
		app.get(`/v1/kiosks/:kiosk/${kind}`, async (request): Promise<z.infer<typeof DocumentAnswer>> => {
			const { venue } = gate.itself(request);
			return { document: await attestation[kind](venue), hubTimeMs: hub.clock.nowMs() };
		});
	}
}
