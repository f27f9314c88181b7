import type { FastifyInstance } from "fastify";
import type { NewsAnswer } from "../../../core/protocol/protocol.ts";
import type { HubContext } from "../context.ts";
import type { Auth } from "../http/auth.ts";

const dayMs = 24 * 3_600_000;

/** What a window should know of its venue and cannot know by itself. Nothing is decided by it, so it is not signed. */
export function routeNews(app: FastifyInstance, { store, clock }: HubContext, gate: Auth): void {
	app.get("/v1/kiosks/:kiosk/news", (request): NewsAnswer => {
		const at = gate.requireLogin(request);
		const after = clock.nowMs() - dayMs;
		return {
			wanted: [...store.staffCalls.listAtOthers(at, after)],
			conflicts: store.conflicts.countInvolving(at, after),
			hubTimeMs: clock.nowMs(),
		};
	});
}
