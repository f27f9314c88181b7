import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { type DayKeysAnswer, DayKeysRequest } from "../../../core/protocol/protocol.ts";
import { parseInput } from "../../httpError.ts";
import { createKeyedMutex } from "../../mutex.ts";
import { republishToNewKeys } from "../allocations/publish.ts";
import { saveDayKeys } from "../allocations/sealDaySecrets.ts";
import type { HubContext } from "../context.ts";
import type { Auth } from "../http/auth.ts";
import { unwrap } from "../http/refusals.ts";

const bodyLimit = 64 * 1024;

/** A kiosk sends its keys of coming days. When it gets the answer, the published days are sealed to them. */
export function routeDayKeys(app: FastifyInstance, hub: HubContext, auth: Auth): void {
	// Two requests at once must not sign two documents of one version.
	const inTurn = createKeyedMutex<number>();
	app.post("/v1/kiosks/:kiosk/day-keys", { bodyLimit }, async (request): Promise<z.infer<typeof DayKeysAnswer>> => {
		const kiosk = auth.requireLogin(request);
		const { dayKeys } = parseInput(DayKeysRequest, request.body, "The list of day keys");
		unwrap(saveDayKeys(hub, kiosk, { dayKeys }));
		await inTurn(kiosk.venue, async () => {
			for (const { day } of dayKeys) unwrap(await republishToNewKeys(hub, kiosk.venue, day));
		});
		return { hubTimeMs: hub.clock.nowMs() };
	});
}
