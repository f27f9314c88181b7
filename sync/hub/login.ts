import { toHex } from "../../core/bytes.ts";
import type { KioskId } from "../../core/identity.ts";
import { loginMessage, type TokenRequest } from "../../core/protocol.ts";
import { verify } from "../signature.ts";
import { Refused } from "./refusal.ts";
import type { Kiosk } from "./store/kiosks.ts";
import type { Surroundings } from "./surroundings.ts";

const challengeLifetimeMs = 60 * 1000;
const tokenLifetimeMs = 15 * 60 * 1000;
const mostChallengesOfOne = 8;

type Open = { readonly kiosk: KioskId; readonly expiresAtMs: number };

/** Who is logged in. In memory only: after a restart of the hub every kiosk signs a new challenge, which costs it one request. */
export type Logins = {
	readonly challenge: (kiosk: Kiosk) => string;
	readonly admit: (kiosk: Kiosk, request: TokenRequest) => { readonly token: string; readonly expiresAtMs: number };
	/** Whose token this is; null when it is nobody's or has expired. */
	readonly holder: (token: string) => KioskId | null;
};

export function openLogins({ clock, random, origin }: Surroundings): Logins {
	const challenges = new Map<string, Open>();
	const tokens = new Map<string, Open>();
	return {
		challenge(kiosk) {
			dropExpired(challenges, clock.nowMs());
			const own = [...challenges].filter(([, open]) => open.kiosk === kiosk.kiosk);
			const oldest = own[0];
			if (own.length >= mostChallengesOfOne && oldest !== undefined) challenges.delete(oldest[0]);
			const challenge = toHex(random(32));
			challenges.set(challenge, { kiosk: kiosk.kiosk, expiresAtMs: clock.nowMs() + challengeLifetimeMs });
			return challenge;
		},
		admit(kiosk, request) {
			const open = challenges.get(request.challenge);
			challenges.delete(request.challenge);
			if (open === undefined || open.kiosk !== kiosk.kiosk || clock.nowMs() >= open.expiresAtMs) {
				throw new Refused(401, "challengeGone", "This challenge is unknown, used or too old. Ask for a new one.");
			}
			const message = loginMessage(request.challenge, origin, kiosk.kiosk, request.incarnation);
			const publicKey = Buffer.from(kiosk.publicKey, "hex");
			const isSigned = verify(publicKey, message, Buffer.from(request.signature, "hex"));
			if (!isSigned || request.incarnation !== kiosk.incarnation) {
				throw new Refused(
					401,
					"notTheKiosk",
					`The signature is not that of ${kiosk.label} for ${origin}. Enrol it again.`,
				);
			}
			dropExpired(tokens, clock.nowMs());
			const token = toHex(random(32));
			const expiresAtMs = clock.nowMs() + tokenLifetimeMs;
			tokens.set(token, { kiosk: kiosk.kiosk, expiresAtMs });
			return { token, expiresAtMs };
		},
		holder(token) {
			const open = tokens.get(token);
			return open !== undefined && clock.nowMs() < open.expiresAtMs ? open.kiosk : null;
		},
	};
}

/** A map keeps the order of insertion, and all entries of one map live equally long: the expired are at the front. */
function dropExpired(map: Map<string, Open>, nowMs: number): void {
	for (const [name, open] of map) {
		if (nowMs < open.expiresAtMs) return;
		map.delete(name);
	}
}
