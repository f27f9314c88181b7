import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Day } from "../../../core/identity.ts";
import { HttpError, parseInput } from "../../httpError.ts";
import type { HubContext } from "../context.ts";
import { type Auth, pathParameter } from "../http/auth.ts";
import { unwrap } from "../http/refusals.ts";
import { buildAlarmReport } from "../journals/alarmReport.ts";
import { buildBookingReport, buildConflictReport, buildStandingReport, buildVenueReport } from "../officerReports.ts";
import { buildSettlement } from "../settlement.ts";

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
const SettlementQuery = z.strictObject({ venue: Whole, day: Day });
const ConflictQuery = z.strictObject({ venue: Whole.optional() });
const JournalQuery = z.strictObject({
	incarnation: Whole.optional(),
	after: Whole.default(0),
	limit: Whole.min(1).max(1000).default(500),
});

/** Officers' requests that only read. */
export function routeReports(app: FastifyInstance, hub: HubContext, auth: Auth): void {
	const { store, clock } = hub;
	const onRequest = async (request: Parameters<Auth["requireOfficer"]>[0]) => auth.requireOfficer(request);

	app.get("/v1/venues", { onRequest }, () => {
		return { venues: store.venues.list().map((venue) => buildVenueReport(store, venue)), hubTimeMs: clock.nowMs() };
	});

	app.get("/v1/kiosks", { onRequest }, () => ({ kiosks: store.kiosks.list(), hubTimeMs: clock.nowMs() }));

	app.get("/v1/bookings", { onRequest }, async (request) => {
		const query = parseInput(BookingQuery, request.query, "The question");
		const found = store.vouchers.list({
			booking: query.booking ?? null,
			venue: query.venue ?? null,
			day: query.day ?? null,
			session: query.session ?? null,
			party: query.party ?? null,
			limit: query.limit,
		});
		const bookings = await Promise.all(found.map((issued) => buildBookingReport(hub, issued)));
		return { bookings: bookings.map(unwrap), hubTimeMs: clock.nowMs() };
	});

	app.get("/v1/standings", { onRequest }, (request) => {
		const { venue, day } = parseInput(StandingQuery, request.query, "The question");
		const standings = store.standings.list(venue, day ?? null);
		return { standings: standings.map((standing) => buildStandingReport(store, standing)), hubTimeMs: clock.nowMs() };
	});

	app.get("/v1/settlement", { onRequest }, (request) => {
		const { venue, day } = parseInput(SettlementQuery, request.query, "The question");
		if (store.days.find(venue, day) === null) {
			throw new HttpError(404, "unknownDay", `Venue ${venue} has no day ${day} in the programme.`);
		}
		return { settlement: buildSettlement(store, venue, day), hubTimeMs: clock.nowMs() };
	});

	app.get("/v1/conflicts", { onRequest }, (request) => {
		const { venue } = parseInput(ConflictQuery, request.query, "The question");
		const conflicts = store.conflicts.list(venue ?? null);
		return { conflicts: conflicts.map((conflict) => buildConflictReport(store, conflict)), hubTimeMs: clock.nowMs() };
	});

	app.get("/v1/alarms", { onRequest }, () => {
		return { alarms: store.alarms.list().map((alarm) => buildAlarmReport(store, alarm)), hubTimeMs: clock.nowMs() };
	});

	app.get("/v1/alarms/:alarm", { onRequest }, (request) => {
		const number = pathParameter(request, "alarm");
		const alarm = /^\d{1,9}$/.test(number) ? store.alarms.find(Number(number)) : null;
		if (alarm === null) throw new HttpError(404, "unknownAlarm", "There is no alarm of this number.");
		return { alarm: buildAlarmReport(store, alarm), hubTimeMs: clock.nowMs() };
	});

	app.get("/v1/journals/:kiosk", { onRequest }, (request) => {
		const kiosk = auth.requireKiosk(request);
		const { incarnation, after, limit } = parseInput(JournalQuery, request.query, "The question");
		const lines = store.lines.listAfter(kiosk.kiosk, after, limit, incarnation ?? null);
		return { kiosk, incarnations: store.incarnations.listOf(kiosk.kiosk), lines, hubTimeMs: clock.nowMs() };
	});
}
