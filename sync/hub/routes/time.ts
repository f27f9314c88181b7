import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { type DocumentAnswer, TimeRequest } from "../../../core/protocol/protocol.ts";
import { parseInput } from "../../httpError.ts";
import type { HubContext } from "../context.ts";
import type { Auth } from "../http/auth.ts";

/** The hub's time, signed for the kiosk's nonce. It needs no login: a wrong clock must not be what keeps it from being corrected. */
export function routeTime(app: FastifyInstance, hub: HubContext, gate: Auth): void {
	app.post("/v1/kiosks/:kiosk/time", async (request): Promise<z.infer<typeof DocumentAnswer>> => {
		const { kiosk } = gate.requireKiosk(request);
		const { nonce } = parseInput(TimeRequest, request.body, "The question for the time");
		const nowMs = hub.clock.nowMs();
		const document = await hub.signer.signTime({ v: 1, kiosk, nonce, nowMs });
		return { document, hubTimeMs: nowMs };
	});
}
