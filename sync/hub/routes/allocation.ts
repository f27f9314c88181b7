import type { FastifyInstance, FastifyRequest } from "fastify";
import { Day } from "../../../core/identity.ts";
import type { AllocationAnswer } from "../../../core/protocol.ts";
import { type Gate, parameter } from "../gate.ts";
import { Refused } from "../refusal.ts";
import type { Surroundings } from "../surroundings.ts";

/** What a kiosk may honour. It reads its own venue's lists and no others. */
export function routeAllocation(app: FastifyInstance, { store, clock }: Surroundings, gate: Gate): void {
	app.get("/v1/kiosks/:kiosk/allocations/:day", (request): AllocationAnswer => {
		const { venue } = gate.itself(request);
		const day = dayIn(request);
		const publication = store.allocations.latest(venue, day);
		if (publication === null) throw unpublished(venue, day);
		return { header: publication.envelope, hubTimeMs: clock.nowMs() };
	});

	app.get("/v1/kiosks/:kiosk/allocations/:day/versions/:version/rows", (request, reply) => {
		const { venue } = gate.itself(request);
		const day = dayIn(request);
		const version = /^\d{1,9}$/.test(parameter(request, "version")) ? Number(parameter(request, "version")) : 0;
		const rows = store.allocations.rowsOf(venue, day, version);
		if (rows === null) throw unpublished(venue, day);
		reply.header("Accept-Ranges", "bytes").type("application/octet-stream");
		const range = rangeOf(request.headers.range, rows.length);
		if (range === null) return reply.send(Buffer.from(rows));
		const { from, to } = range;
		reply.status(206).header("Content-Range", `bytes ${from}-${to}/${rows.length}`);
		return reply.send(Buffer.from(rows.subarray(from, to + 1)));
	});
}

/** One range of RFC 9110 §14.2, `bytes=from-` or `bytes=from-to`; anything else is answered with the whole, as it allows. */
function rangeOf(header: string | undefined, length: number): { readonly from: number; readonly to: number } | null {
	const match = /^bytes=(\d{1,12})-(\d{0,12})$/.exec(header ?? "");
	if (match === null) return null;
	const from = Number(match[1]);
	const to = match[2] === "" ? length - 1 : Math.min(Number(match[2]), length - 1);
	if (from > to)
		throw new Refused(416, "badRange", `The list is ${length} bytes long; the part asked for is not in it.`);
	return { from, to };
}

function dayIn(request: FastifyRequest): Day {
	const day = Day.safeParse(parameter(request, "day"));
	if (day.success) return day.data;
	throw new Refused(400, "badRequest", "A day is written as 2026-10-01.");
}

function unpublished(venue: number, day: Day): Refused {
	return new Refused(404, "notPublished", `No such list of venue ${venue} for ${day} has been published.`);
}
