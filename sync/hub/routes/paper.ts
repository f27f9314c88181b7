import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Day } from "../../../core/identity.ts";
import { printableText } from "../../../core/text.ts";
import { HttpError, parseInput } from "../../httpError.ts";
import type { HubContext } from "../context.ts";
import { decodeTextFile } from "../files/fileEncoding.ts";
import type { Auth } from "../http/auth.ts";
import { unwrap } from "../http/refusals.ts";
import { admitFromPaper } from "../paper/admitFromPaper.ts";
import { buildPaperList } from "../paper/paperList.ts";
import { readPaperTicks } from "../paper/paperTicks.ts";

const ticksLimit = 1024 * 1024;
const VenueDay = { venue: z.coerce.number().int().min(0).max(0xffffffff), day: Day };
const ListQuery = z.strictObject(VenueDay);
const TicksQuery = z.strictObject({ ...VenueDay, by: printableText(40) });

/** The emergency list on paper, and its ticks. */
export function routePaper(app: FastifyInstance, hub: HubContext, auth: Auth): void {
	const onRequest = async (request: Parameters<Auth["requireOfficer"]>[0]) => auth.requireOfficer(request);

	app.get("/v1/paper-lists", { onRequest }, (request) => {
		const { venue, day } = parseInput(ListQuery, request.query, "The question");
		return unwrap(buildPaperList(hub, venue, day));
	});

	app.post("/v1/paper-admissions", { onRequest, bodyLimit: ticksLimit }, (request) => {
		if (!Buffer.isBuffer(request.body)) throw new HttpError(415, "unsupportedType", "Ticks are sent as text/csv.");
		const { venue, day, by } = parseInput(TicksQuery, request.query, "The request");
		if (hub.store.days.find(venue, day) === null) {
			throw new HttpError(404, "unknownVenue", `Venue ${venue} has no ${day} in the programme. Nothing was taken.`);
		}
		const decoded = decodeTextFile(request.body);
		if (decoded === null) throw new HttpError(400, "badFile", "The ticks are no text. Save them as UTF-8.");
		return admitFromPaper(hub, venue, day, by, readPaperTicks(decoded.text));
	});
}
