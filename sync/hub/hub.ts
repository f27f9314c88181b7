import Fastify, {
	type FastifyBaseLogger,
	type FastifyError,
	type FastifyInstance,
	type FastifyReply,
	type FastifyRequest,
	LogController,
} from "fastify";
import type { HubError } from "../../core/protocol/protocol.ts";
import { protocolHeader, protocolVersion } from "../../core/protocol/version.ts";
import { HttpError } from "../httpError.ts";
import { describeError, type Log } from "../log.ts";
import { createPinoLog } from "../pinoLog.ts";
import { isDatabaseUnwritable } from "../sqlite.ts";
import { createSignedDocuments } from "./allocations/signedDocuments.ts";
import { assignShortNumbers } from "./bookings/shortNumbers.ts";
import type { HubContext } from "./context.ts";
import { createHealth, type HubHealth } from "./health.ts";
import { createAuth } from "./http/auth.ts";
import { createLogins } from "./http/logins.ts";
import { requireProtocolVersion } from "./http/protocolVersion.ts";
import { rereadLines } from "./journals/rereadLines.ts";
import { routeAllocation } from "./routes/allocation.ts";
import { routeDayKeys } from "./routes/dayKeys.ts";
import { routeDelta } from "./routes/delta.ts";
import { routeDocuments } from "./routes/documents.ts";
import { routeEnrolment } from "./routes/enrolment.ts";
import { routeHealth } from "./routes/health.ts";
import { routeIncarnations } from "./routes/incarnations.ts";
import { routeJournal } from "./routes/journal.ts";
import { routeNews } from "./routes/news.ts";
import { routeOfficer } from "./routes/officer.ts";
import { routePaper } from "./routes/paper.ts";
import { routePass } from "./routes/pass.ts";
import { routeReports } from "./routes/reports.ts";
import { routeRoots } from "./routes/roots.ts";
import { routeShortNumbers } from "./routes/shortNumbers.ts";
import { routeTime } from "./routes/time.ts";
import { routeUsbFiles } from "./routes/usbFiles.ts";

const bodyLimit = 16 * 1024;

/** Builds the hub's HTTP application. The caller makes it listen, or injects requests. */
export function createHub(hub: HubContext): FastifyInstance {
	const log = createPinoLog(hub.logger);
	const health = createHealth(hub);
	// Fastify's own lines ("Server listening at …") have a message and no event, by which lines are searched for.
	const loggerInstance: FastifyBaseLogger = hub.logger.child({ event: "httpServer" });
	const app = Fastify({
		loggerInstance,
		// Fastify would log the URL, which contains voucher codes. `logRequest` logs the route instead.
		logController: new LogController({ disableRequestLogging: true }),
		frameworkErrors: (error, _, reply) => sendError(error, reply, log, health),
		bodyLimit,
		forceCloseConnections: true,
		requestTimeout: 60_000,
		routerOptions: { maxParamLength: 100 },
	});
	app.removeContentTypeParser("text/plain");
	assignShortNumbers(hub);
	rereadLines(hub.store, hub.clock.nowMs());
	const logins = createLogins(hub);
	const auth = createAuth(hub, logins);
	const signedDocuments = createSignedDocuments(hub);
	app.addHook("onRequest", async (request) => requireProtocolVersion(request));
	app.addHook("onSend", async (_, reply) => {
		reply.header(protocolHeader, String(protocolVersion));
		reply.header("X-Content-Type-Options", "nosniff").header("Referrer-Policy", "no-referrer");
		if (!reply.hasHeader("Cache-Control")) reply.header("Cache-Control", "no-store");
		if (!reply.hasHeader("Content-Security-Policy")) reply.header("Content-Security-Policy", "default-src 'none'");
	});
	app.setErrorHandler((error: FastifyError, _, reply) => sendError(error, reply, log, health));
	app.addHook("onResponse", async (request, reply) => logRequest(log, request, reply));
	app.setNotFoundHandler((request, reply) => {
		const message = `The hub has nothing at ${request.method} ${request.url.slice(0, 100)}.`;
		return reply.status(404).send({ error: { code: "notFound", message } } satisfies HubError);
	});
	routeEnrolment(app, hub, auth, logins);
	routeAllocation(app, hub, auth);
	routeDayKeys(app, hub, auth);
	routeDelta(app, hub, auth);
	routeIncarnations(app, hub, auth);
	routeNews(app, hub, auth);
	routeShortNumbers(app, hub, auth);
	routeDocuments(app, hub, auth, signedDocuments);
	routeJournal(app, hub, auth);
	routeOfficer(app, hub, auth);
	routeReports(app, hub, auth);
	routePaper(app, hub, auth);
	routePass(app, hub);
	routeHealth(app, hub, health);
	routeRoots(app, hub, auth);
	routeTime(app, hub, auth);
	routeUsbFiles(app, hub, auth, signedDocuments);
	return app;
}

/** The route is logged as its pattern. A request that no route matches has null: its path may contain anything. */
function logRequest(log: Log, request: FastifyRequest, reply: FastifyReply): void {
	const { statusCode: status, elapsedTime } = reply;
	const route = request.is404 ? null : (request.routeOptions.url ?? null);
	const write = status >= 500 ? log.warn : log.info;
	write("request", { method: request.method, route, status, ms: Math.round(elapsedTime) });
}

function sendError(error: FastifyError, reply: FastifyReply, log: Log, health: HubHealth): FastifyReply {
	if (error instanceof HttpError) {
		const { retryAfterS = null } = error.details;
		if (retryAfterS !== null) reply.header("Retry-After", String(retryAfterS));
		return reply.status(error.status).send(error.answer());
	}
	if (isDatabaseUnwritable(error)) {
		log.error("databaseUnwritable", describeError(error));
		health.noteUnwritable();
		const message = "The hub cannot write its records just now. Nothing was taken; try again in a few seconds.";
		return reply
			.status(503)
			.header("Retry-After", "5")
			.send(new HttpError(503, "cannotWrite", message).answer());
	}
	const status = error.statusCode ?? 500;
	if (status < 500) return reply.status(status).send(toHttpError(error, status).answer());
	log.error("requestFailed", describeError(error));
	const message = "The hub failed at this and took nothing. Its log says why.";
	return reply.status(500).send(new HttpError(500, "internal", message).answer());
}

/** Fastify's own errors with the hub's messages. */
function toHttpError(error: FastifyError, status: number): HttpError {
	switch (status) {
		case 413:
			return new HttpError(413, "tooLarge", "This request is larger than the hub takes. Send it in parts.");
		case 415:
			return new HttpError(415, "unsupportedType", "The hub does not take this type of content here.");
		default:
			return new HttpError(status, "badRequest", `The request cannot be read: ${error.message}.`);
	}
}
