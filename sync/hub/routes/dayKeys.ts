import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { type DayKeysAnswer, DayKeysRequest } from "../../../core/protocol/protocol.ts";
import { admitShape } from "../../refused.ts";
import { openTurns } from "../allocations/mutex.ts";
import { sealAnew } from "../allocations/publish.ts";
import { takeDayKeys } from "../allocations/sealDaySecrets.ts";
import type { Surroundings } from "../context.ts";
import type { Gate } from "../http/auth.ts";

const bodyLimit = 64 * 1024;

/** A window gives its keys of coming days. When it is answered, the days that are published are sealed to them. */
export function routeDayKeys(app: FastifyInstance, hub: Surroundings, gate: Gate): void {
	const inTurn = openTurns();
	app.post("/v1/kiosks/:kiosk/day-keys", { bodyLimit }, async (request): Promise<z.infer<typeof DayKeysAnswer>> => {
		const kiosk = gate.itself(request);
		const { dayKeys } = admitShape(DayKeysRequest, request.body, "The list of day keys");
		takeDayKeys(hub, kiosk, { dayKeys });
		await inTurn(kiosk.venue, async () => {
			for (const { day } of dayKeys) await sealAnew(hub, kiosk.venue, day);
		});
		return { hubTimeMs: hub.clock.nowMs() };
	});
}
