import type { FastifyInstance } from "fastify";
import { Day } from "../../../core/identity.ts";
import { HttpError } from "../../httpError.ts";
import type { HubContext } from "../context.ts";
import { type Auth, pathParameter } from "../http/auth.ts";

/** The index of a list's short numbers. It does not reveal a number, only the row that each one leads to. */
export function routeShortNumbers(app: FastifyInstance, { store }: HubContext, auth: Auth): void {
	app.get("/v1/kiosks/:kiosk/allocations/:day/versions/:version/numbers", (request, reply) => {
		const { venue } = auth.requireLogin(request);
		const day = Day.safeParse(pathParameter(request, "day"));
		const version = /^\d{1,9}$/.test(pathParameter(request, "version")) ? Number(pathParameter(request, "version")) : 0;
		const numbers = day.success ? store.allocations.findShortNumbers(venue, day.data, version) : null;
		if (numbers === null) {
			throw new HttpError(404, "noNumbers", "No such list with short numbers has been published for this venue.");
		}
		return reply.type("application/octet-stream").send(Buffer.from(numbers));
	});
}
