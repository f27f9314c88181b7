import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Day } from "../../../core/identity.ts";
import { admitShape, Refused } from "../../refused.ts";
import type { Surroundings } from "../context.ts";
import { type Gate, parameter } from "../http/auth.ts";
import { tellAlarm } from "../journals/alarms.ts";
import { tellBooking, tellConflict, tellStanding, tellVenue } from "../report.ts";

const Whole = z.coerce.number().int().nonnegative();
const BookingQuery = z.strictObject({
	booking: z.string().max(40).optional(),
	venue: Whole.optional(),
	day: Day.optional(),
	session: Whole.optional(),
	party: Whole.optional(),
	limit: Whole.min(1).max(1000).default(100),
});
const StandingQuery = z.strictObject({ venue: Whole, day: Day.optional() });
const ConflictQuery = z.strictObject({ venue: Whole.optional() });
const JournalQuery = z.strictObject({
	incarnation: Whole.optional(),
	after: Whole.default(0),
	limit: Whole.min(1).max(1000).default(500),
});

/** What the hub knows, for officers to read. */
export function routeReports(app: FastifyInstance, hub: Surroundings, gate: Gate): void {
	const { store, clock } = hub;
	const onRequest = async (request: Parameters<Gate["officer"]>[0]) => gate.officer(request);

	app.get("/v1/venues", { onRequest }, () => {
		return { venues: store.venues.all().map((venue) => tellVenue(store, venue)), hubTimeMs: clock.nowMs() };
	});

	app.get("/v1/kiosks", { onRequest }, () => ({ kiosks: store.kiosks.all(), hubTimeMs: clock.nowMs() }));

	app.get("/v1/bookings", { onRequest }, async (request) => {
		const query = admitShape(BookingQuery, request.query, "The question");
		const found = store.vouchers.some({
			booking: query.booking ?? null,
			venue: query.venue ?? null,
			day: query.day ?? null,
			session: query.session ?? null,
			party: query.party ?? null,
			limit: query.limit,
		});
		return { bookings: await Promise.all(found.map((issued) => tellBooking(hub, issued))), hubTimeMs: clock.nowMs() };
	});

	app.get("/v1/standings", { onRequest }, (request) => {
		const { venue, day } = admitShape(StandingQuery, request.query, "The question");
		const standings = store.standings.some(venue, day ?? null);
		return { standings: standings.map((standing) => tellStanding(store, standing)), hubTimeMs: clock.nowMs() };
	});

	app.get("/v1/conflicts", { onRequest }, (request) => {
		const { venue } = admitShape(ConflictQuery, request.query, "The question");
		const conflicts = store.conflicts.some(venue ?? null);
		return { conflicts: conflicts.map((conflict) => tellConflict(store, conflict)), hubTimeMs: clock.nowMs() };
	});

	app.get("/v1/alarms", { onRequest }, () => {
		return { alarms: store.alarms.all().map((alarm) => tellAlarm(store, alarm)), hubTimeMs: clock.nowMs() };
	});

	app.get("/v1/alarms/:alarm", { onRequest }, (request) => {
		const number = parameter(request, "alarm");
		const alarm = /^\d{1,9}$/.test(number) ? store.alarms.find(Number(number)) : null;
		if (alarm === null) throw new Refused(404, "unknownAlarm", "There is no alarm of this number.");
		return { alarm: tellAlarm(store, alarm), hubTimeMs: clock.nowMs() };
	});

	app.get("/v1/journals/:kiosk", { onRequest }, (request) => {
		const kiosk = gate.named(request);
		const { incarnation, after, limit } = admitShape(JournalQuery, request.query, "The question");
		const lines = store.lines.after(kiosk.kiosk, after, limit, incarnation ?? null);
		return { kiosk, incarnations: store.incarnations.of(kiosk.kiosk), lines, hubTimeMs: clock.nowMs() };
	});
}
