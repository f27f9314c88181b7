import type { FastifyInstance, FastifyRequest } from "fastify";
import { Day } from "../../../core/identity.ts";
import type { AllocationAnswer } from "../../../core/protocol/protocol.ts";
import { HttpError } from "../../httpError.ts";
import type { HubContext } from "../context.ts";
import { type Auth, pathParameter } from "../http/auth.ts";
import { sendBytes } from "../http/ranges.ts";

/** The lists, for kiosks. A kiosk can read its own venue's lists only. */
export function routeAllocation(app: FastifyInstance, { store, clock }: HubContext, auth: Auth): void {
	app.get("/v1/kiosks/:kiosk/allocations/:day", (request): AllocationAnswer => {
		const { venue } = auth.requireLogin(request);
		const day = dayParameter(request);
		const publication = store.allocations.findLatest(venue, day);
		if (publication === null) throw unpublishedError(venue, day);
		return { header: publication.envelope, hubTimeMs: clock.nowMs() };
	});

	app.get("/v1/kiosks/:kiosk/allocations/:day/versions/:version/rows", (request, reply) => {
		const { venue } = auth.requireLogin(request);
		const day = dayParameter(request);
		const rows = store.allocations.findRows(venue, day, versionParameter(request));
		if (rows === null) throw unpublishedError(venue, day);
		return sendBytes(request, reply, rows);
	});
}

export function dayParameter(request: FastifyRequest): Day {
	const day = Day.safeParse(pathParameter(request, "day"));
	if (day.success) return day.data;
	throw new HttpError(400, "badRequest", "A day is written as 2026-10-01.");
}

export function versionParameter(request: FastifyRequest): number {
	return parseVersion(pathParameter(request, "version"));
}

/** 0 for anything that is not a version; versions begin at 1. */
export function parseVersion(text: string): number {
	return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

export function unpublishedError(venue: number, day: Day): HttpError {
	return new HttpError(404, "notPublished", `No such list of venue ${venue} for ${day} has been published.`);
}
