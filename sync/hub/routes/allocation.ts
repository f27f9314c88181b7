import type { FastifyInstance, FastifyRequest } from "fastify";
import { Day } from "../../../core/identity.ts";
import type { AllocationAnswer } from "../../../core/protocol/protocol.ts";
import { Refused } from "../../refused.ts";
import type { Surroundings } from "../context.ts";
import { type Gate, parameter } from "../http/auth.ts";
import { sendOctets } from "../http/ranges.ts";

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
		const rows = store.allocations.rowsOf(venue, day, versionIn(request));
		if (rows === null) throw unpublished(venue, day);
		return sendOctets(request, reply, rows);
	});
}

export function dayIn(request: FastifyRequest): Day {
	const day = Day.safeParse(parameter(request, "day"));
	if (day.success) return day.data;
	throw new Refused(400, "badRequest", "A day is written as 2026-10-01.");
}

export function versionIn(request: FastifyRequest): number {
	return versionOf(parameter(request, "version"));
}

/** Versions begin at 1, so that 0 is none of them. */
export function versionOf(text: string): number {
	return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

export function unpublished(venue: number, day: Day): Refused {
	return new Refused(404, "notPublished", `No such list of venue ${venue} for ${day} has been published.`);
}
