import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Day } from "../../../core/identity.ts";
import { admitShape, Refused } from "../../refused.ts";
import { publish } from "../allocations/publish.ts";
import { revokeKiosk, revokeVoucher } from "../allocations/revoke.ts";
import { handoverLimits, readHandover } from "../bookings/bookingsCsv.ts";
import { issueVouchers } from "../bookings/issueVouchers.ts";
import type { Surroundings } from "../context.ts";
import { writeCode } from "../enrolment.ts";
import type { Gate } from "../http/auth.ts";
import { Programme } from "../programme/programme.ts";
import { takeProgramme } from "../programme/timetable.ts";

const programmeLimit = 16 * 1024 * 1024;

const VenueNumber = z.int().min(0).max(0xffffffff);
const PublishRequest = z.strictObject({ venue: VenueNumber.optional(), day: Day.optional() });
const CodeRequest = z.strictObject({ venue: VenueNumber, label: z.string().trim().min(1).max(40) });

const Why = z.string().trim().min(1).max(200);
const RevokeVoucher = z.strictObject({
	booking: z.string().min(1).max(40),
	leastIssue: z.int().min(2).max(255).nullable().default(null),
	why: Why,
});
const RevokeKiosk = z.strictObject({ lastSeq: z.int().nonnegative().nullable().default(null), why: Why });

/** What an officer of the union does: load, publish, let windows in. */
export function routeOfficer(app: FastifyInstance, hub: Surroundings, gate: Gate): void {
	app.addContentTypeParser(["text/csv"], { parseAs: "buffer" }, (_, body, done) => done(null, body));
	const onRequest = async (request: Parameters<Gate["officer"]>[0]) => gate.officer(request);

	app.post("/v1/programmes", { onRequest, bodyLimit: programmeLimit }, (request) => {
		return takeProgramme(hub.store, hub.random, admitShape(Programme, request.body, "The programme"));
	});

	app.post("/v1/bookings", { onRequest, bodyLimit: handoverLimits.bytes }, (request) => {
		if (!Buffer.isBuffer(request.body)) throw new Refused(415, "unsupportedType", "Bookings are sent as text/csv.");
		return issueVouchers(hub, readHandover(request.body));
	});

	app.post("/v1/allocations", { onRequest }, (request) => {
		const { venue, day } = admitShape(PublishRequest, request.body ?? {}, "The order to publish");
		return publish(hub, venue ?? null, day ?? null);
	});

	app.post("/v1/revocations/vouchers", { onRequest }, (request) => {
		const { booking, leastIssue, why } = admitShape(RevokeVoucher, request.body, "The revocation");
		return revokeVoucher(hub, booking, leastIssue, why);
	});

	app.post("/v1/revocations/kiosks/:kiosk", { onRequest }, (request) => {
		const { lastSeq, why } = admitShape(RevokeKiosk, request.body, "The revocation");
		return revokeKiosk(hub, gate.named(request), lastSeq, why);
	});

	app.post("/v1/enrolment-codes", { onRequest }, (request) => {
		const { venue, label } = admitShape(CodeRequest, request.body, "The request for a code");
		return writeCode(hub, venue, label);
	});
}
