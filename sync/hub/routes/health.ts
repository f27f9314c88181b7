import type { FastifyInstance } from "fastify";
import type { HubContext } from "../context.ts";
import type { HubHealth } from "../health.ts";

/** Whether the hub can do its work, and what it lacks: for monitoring, without a login. 503 where it cannot. */
export function routeHealth(app: FastifyInstance, { clock }: HubContext, health: HubHealth): void {
	app.get("/v1/health", async (_, reply) => {
		const problems = await health.problems();
		const hasFailure = problems.some(({ severity }) => severity === "failure");
		return reply.status(hasFailure ? 503 : 200).send({ ok: problems.length === 0, problems, hubTimeMs: clock.nowMs() });
	});
}
