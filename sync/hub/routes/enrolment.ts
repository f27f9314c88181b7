import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import {
	type ChallengeAnswer,
	type EnrolmentAnswer,
	EnrolmentRequest,
	type TokenAnswer,
	TokenRequest,
} from "../../../core/protocol/protocol.ts";
import { parseInput } from "../../httpError.ts";
import type { HubContext } from "../context.ts";
import { redeemEnrolmentCode } from "../enrolment.ts";
import type { Auth } from "../http/auth.ts";
import type { Logins } from "../http/logins.ts";
import { unwrap } from "../http/refusals.ts";

/** Enrolment of devices, and login of kiosks. */
export function routeEnrolment(app: FastifyInstance, hub: HubContext, auth: Auth, logins: Logins): void {
	const { store, roots, clock } = hub;

	app.post("/v1/enrolments", (request): EnrolmentAnswer => {
		const kiosk = unwrap(redeemEnrolmentCode(hub, parseInput(EnrolmentRequest, request.body, "The enrolment")));
		const venue = store.venues.find(kiosk.venue);
		if (venue === null) throw new Error(`The kiosk ${kiosk.kiosk} is of venue ${kiosk.venue}, which is not there.`);
		return {
			kiosk: kiosk.kiosk,
			incarnation: kiosk.incarnation,
			venue: kiosk.venue,
			venueTitle: venue.title,
			label: kiosk.label,
			root: roots.newest().envelope,
			hubTimeMs: clock.nowMs(),
		};
	});

	app.post("/v1/kiosks/:kiosk/challenges", (request): z.infer<typeof ChallengeAnswer> => {
		return { challenge: logins.createChallenge(auth.requireKiosk(request)), hubTimeMs: clock.nowMs() };
	});

	app.post("/v1/kiosks/:kiosk/tokens", (request): z.infer<typeof TokenAnswer> => {
		const kiosk = auth.requireKiosk(request);
		const login = unwrap(logins.logIn(kiosk, parseInput(TokenRequest, request.body, "The login")));
		store.kiosks.markSeen(kiosk.kiosk, clock.nowMs());
		return { ...login, hubTimeMs: clock.nowMs() };
	});
}
