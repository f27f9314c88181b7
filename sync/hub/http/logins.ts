import { toHex } from "../../../core/bytes/bytes.ts";
import type { KioskId } from "../../../core/identity.ts";
import { buildLoginMessage, type TokenRequest } from "../../../core/protocol/protocol.ts";
import { crypto } from "../../crypto/signature.ts";
import { createPinoLog } from "../../pinoLog.ts";
import type { HubContext } from "../context.ts";
import { restoreIncarnations } from "../journals/incarnations.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Kiosk } from "../store/kiosks.ts";

const challengeLifetimeMs = 60 * 1000;
const tokenLifetimeMs = 15 * 60 * 1000;
const mostChallengesOfOne = 8;

/** `wasOpen`: whether the incarnation was open at the login. */
type Login = { readonly kiosk: KioskId; readonly incarnation: number; readonly wasOpen: boolean };
/** Lives are measured by the monotonic clock, so that setting the hub's clock ends none early and prolongs none. */
type Challenge = { readonly kiosk: KioskId; readonly expiresAtMono: number };
type Token = Login & { readonly expiresAtMono: number };

type NewLogin = { readonly token: string; readonly expiresAtMs: number };

/** The logins of kiosks, in memory only: after a restart of the hub each kiosk logs in again with one challenge. */
export type Logins = {
	readonly createChallenge: (kiosk: Kiosk) => string;
	readonly logIn: (kiosk: Kiosk, request: TokenRequest) => NewLogin | Refusal;
	/** The kiosk and incarnation of a token; null where it is unknown or has expired. */
	readonly findLogin: (token: string) => Login | null;
};

export function createLogins(hub: HubContext): Logins {
	const { store, clock, random, origin, formerOrigins } = hub;
	const log = createPinoLog(hub.logger);
	const challenges = new Map<string, Challenge>();
	const tokens = new Map<string, Token>();
	return {
		createChallenge(kiosk) {
			dropExpired(challenges, clock.monoMs());
			const own = [...challenges].filter(([, open]) => open.kiosk === kiosk.kiosk);
			const oldest = own[0];
			if (own.length >= mostChallengesOfOne && oldest !== undefined) challenges.delete(oldest[0]);
			const challenge = toHex(random(32));
			challenges.set(challenge, {
				kiosk: kiosk.kiosk,
				expiresAtMono: clock.monoMs() + challengeLifetimeMs,
			});
			return challenge;
		},
		logIn(kiosk, request) {
			const open = challenges.get(request.challenge);
			challenges.delete(request.challenge);
			if (open === undefined || open.kiosk !== kiosk.kiosk || clock.monoMs() >= open.expiresAtMono) {
				return refuse("challengeGone", "This challenge is unknown, used or too old. Ask for a new one.");
			}
			const publicKey = Buffer.from(kiosk.publicKey, "hex");
			const isSignedFor = (address: string) => {
				const message = buildLoginMessage(request.challenge, address, kiosk.kiosk, request.incarnation);
				return crypto.verify(publicKey, message, Buffer.from(request.signature, "hex"));
			};
			if (!isSignedFor(origin) && !formerOrigins.some(isSignedFor)) {
				log.warn("loginRefused", { kiosk: kiosk.kiosk, why: "notTheKiosk", origin });
				return refuse("notTheKiosk", `The signature is not that of ${kiosk.label} for ${origin}. Enrol it again.`);
			}
			// An older incarnation may log in too: it may have lines to deliver, and must learn that it is closed.
			if (request.incarnation > kiosk.incarnation) {
				const refusal = restoreIncarnations(hub, { kiosk, incarnation: request.incarnation });
				if (refusal !== null) return refusal;
			}
			dropExpired(tokens, clock.monoMs());
			const token = toHex(random(32));
			const expiresAtMs = clock.nowMs() + tokenLifetimeMs;
			const { incarnation } = request;
			const wasOpen = store.incarnations.find(kiosk.kiosk, incarnation)?.closedBy === null;
			const expiresAtMono = clock.monoMs() + tokenLifetimeMs;
			tokens.set(token, { kiosk: kiosk.kiosk, incarnation, wasOpen, expiresAtMono });
			return { token, expiresAtMs };
		},
		findLogin(token) {
			const open = tokens.get(token);
			return open !== undefined && clock.monoMs() < open.expiresAtMono ? open : null;
		},
	};
}

/** Maps keep the order of insertion and all entries of one map have the same lifetime, so the expired ones come first. */
function dropExpired(map: Map<string, { readonly expiresAtMono: number }>, nowMono: number): void {
	for (const [name, open] of map) {
		if (nowMono < open.expiresAtMono) return;
		map.delete(name);
	}
}
