import type { FastifyInstance } from "fastify";
import type { NewsAnswer } from "../../../core/protocol/protocol.ts";
import type { HubContext } from "../context.ts";
import type { Auth } from "../http/auth.ts";

const dayMs = 24 * 3_600_000;

/** Calls for staff and conflicts at the kiosk's venue. Unsigned, because nothing is decided by it. */
export function routeNews(app: FastifyInstance, { store, clock }: HubContext, auth: Auth): void {
	app.get("/v1/kiosks/:kiosk/news", (request): NewsAnswer => {
		const at = auth.requireLogin(request);
		const after = clock.nowMs() - dayMs;
		return {
			wanted: [...store.staffCalls.listAtOthers(at, after)],
			conflicts: store.conflicts.countInvolving(at, after),
			hubTimeMs: clock.nowMs(),
		};
	});
}
