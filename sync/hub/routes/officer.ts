import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Day } from "../../../core/identity.ts";
import { passPathOf } from "../../../core/protocol/passLink.ts";
import { HttpError, parseInput } from "../../httpError.ts";
import { publish } from "../allocations/publish.ts";
import { revokeKiosk, revokeVoucher } from "../allocations/revoke.ts";
import { bookingsCsvLimits, readBookingsCsv } from "../bookings/bookingsCsv.ts";
import { issueVouchers } from "../bookings/issueVouchers.ts";
import { replacePassSecret } from "../bookings/passLinks.ts";
import type { HubContext } from "../context.ts";
import { createEnrolmentCode } from "../enrolment.ts";
import type { Auth } from "../http/auth.ts";
import { unwrap } from "../http/refusals.ts";
import { loadProgramme } from "../programme/loadProgramme.ts";
import { readProgramme } from "../programme/readProgramme.ts";
import { withdraw } from "../programme/withdraw.ts";

const programmeLimit = 16 * 1024 * 1024;

const VenueNumber = z.int().min(0).max(0xffffffff);
const Flag = z
	.enum(["0", "1"])
	.default("0")
	.transform((flag) => flag === "1");
const ProgrammeQuery = z.strictObject({ revive: Flag });
const BookingsQuery = z.strictObject({ revive: Flag, exact: Flag });
const PublishRequest = z.strictObject({ venue: VenueNumber.optional(), day: Day.optional() });
const WithdrawRequest = z
	.strictObject({
		venue: VenueNumber,
		day: Day.nullable().default(null),
		session: z.int().min(0).max(0xffff).nullable().default(null),
		cancelBookings: z.boolean().default(false),
	})
	.refine(({ day, session }) => day === null || session === null, "name a day or a session, not both");
const LinkRequest = z.strictObject({ booking: z.string().min(1).max(40) });
const CodeRequest = z.strictObject({ venue: VenueNumber, label: z.string().trim().min(1).max(40) });

const Reason = z.string().trim().min(1).max(200);
const RevokeVoucher = z.strictObject({
	booking: z.string().min(1).max(40),
	leastIssue: z.int().min(2).max(255).nullable().default(null),
	why: Reason,
});
const RevokeKiosk = z.strictObject({ lastSeq: z.int().nonnegative().nullable().default(null), why: Reason });

/** Officers' requests that change something: load, publish, revoke, enrol. */
export function routeOfficer(app: FastifyInstance, hub: HubContext, auth: Auth): void {
	app.addContentTypeParser(["text/csv"], { parseAs: "buffer" }, (_, body, done) => done(null, body));
	const onRequest = async (request: Parameters<Auth["requireOfficer"]>[0]) => auth.requireOfficer(request);

	// As bytes: an encoding other than UTF-8 is to be seen, and not read as U+FFFD.
	app.register(async (scope) => {
		scope.removeContentTypeParser("application/json");
		scope.addContentTypeParser("application/json", { parseAs: "buffer" }, (_, body, done) => done(null, body));
		scope.post("/v1/programmes", { onRequest, bodyLimit: programmeLimit }, (request) => {
			if (!Buffer.isBuffer(request.body)) throw new HttpError(415, "unsupportedType", "A programme is sent as JSON.");
			const { revive } = parseInput(ProgrammeQuery, request.query, "The request");
			const { programme, encoding } = unwrap(readProgramme(request.body));
			const options = { nowMs: hub.clock.nowMs(), revive };
			return { ...unwrap(loadProgramme(hub.store, hub.random, programme, options)), encoding };
		});
	});

	app.post("/v1/withdrawals", { onRequest }, (request) => {
		const { venue, day, session, cancelBookings } = parseInput(WithdrawRequest, request.body, "The withdrawal");
		return unwrap(withdraw(hub.store, { venue, day, session }, cancelBookings, hub.clock.nowMs()));
	});

	app.post("/v1/bookings", { onRequest, bodyLimit: bookingsCsvLimits.bytes }, (request) => {
		if (!Buffer.isBuffer(request.body)) throw new HttpError(415, "unsupportedType", "Bookings are sent as text/csv.");
		const permissions = parseInput(BookingsQuery, request.query, "The request");
		return issueVouchers(hub, unwrap(readBookingsCsv(request.body)), permissions);
	});

	app.post("/v1/pass-links", { onRequest }, (request) => {
		const { booking } = parseInput(LinkRequest, request.body, "The request for a link");
		const issued = hub.store.vouchers.findByBooking(booking);
		if (issued === null) throw new HttpError(404, "unknownBooking", `There is no booking ${booking} here.`);
		return { booking, pass: passPathOf(replacePassSecret(hub, issued)) };
	});

	app.post("/v1/allocations", { onRequest }, async (request) => {
		const { venue, day } = parseInput(PublishRequest, request.body ?? {}, "The order to publish");
		return unwrap(await publish(hub, venue ?? null, day ?? null));
	});

	app.post("/v1/revocations/vouchers", { onRequest }, (request) => {
		const { booking, leastIssue, why } = parseInput(RevokeVoucher, request.body, "The revocation");
		return unwrap(revokeVoucher(hub, booking, leastIssue, why));
	});

	app.post("/v1/revocations/kiosks/:kiosk", { onRequest }, (request) => {
		const { lastSeq, why } = parseInput(RevokeKiosk, request.body, "The revocation");
		return revokeKiosk(hub, auth.requireKiosk(request), lastSeq, why);
	});

	app.post("/v1/enrolment-codes", { onRequest }, (request) => {
		const { venue, label } = parseInput(CodeRequest, request.body, "The request for a code");
		return unwrap(createEnrolmentCode(hub, venue, label));
	});
}
