import type { FastifyInstance } from "fastify";
import { Day } from "../../../core/identity.ts";
import { Refused } from "../../refused.ts";
import type { Surroundings } from "../context.ts";
import { type Gate, parameter } from "../http/auth.ts";

/** The index of a list's short numbers: it tells no number, only what each leads to. */
export function routeNumbers(app: FastifyInstance, { store }: Surroundings, gate: Gate): void {
	app.get("/v1/kiosks/:kiosk/allocations/:day/versions/:version/numbers", (request, reply) => {
		const { venue } = gate.itself(request);
		const day = Day.safeParse(parameter(request, "day"));
		const version = /^\d{1,9}$/.test(parameter(request, "version")) ? Number(parameter(request, "version")) : 0;
		const numbers = day.success ? store.allocations.numbersOf(venue, day.data, version) : null;
		if (numbers === null) {
			throw new Refused(404, "noNumbers", "No such list with short numbers has been published for this venue.");
		}
		return reply.type("application/octet-stream").send(Buffer.from(numbers));
	});
}
