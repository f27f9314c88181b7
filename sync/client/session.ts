import type { z } from "zod";
import { type Sign, toHex } from "../../core/bytes/bytes.ts";
import type { KioskId } from "../../core/identity.ts";
import { buildLoginMessage, ChallengeAnswer, paths, TokenAnswer } from "../../core/protocol/protocol.ts";
import type { Root } from "../../core/trust/root.ts";
import { createDownloads } from "./download.ts";
import {
	type HubAnswer,
	type HubEndpoint,
	type HubRequest,
	requestBytes,
	requestJson,
	sendRequest,
} from "./hubRequest.ts";

/** This kiosk's identity at the hub, and the root it trusts. */
export type KioskIdentity = {
	readonly kiosk: KioskId;
	/** The current incarnation of its journal; it changes when a restored disk begins a new one. */
	readonly incarnation: () => number;
	readonly venue: number;
	/** The root in force now. */
	readonly root: () => Root;
	readonly sign: Sign;
};

/** Authenticated requests: a token is fetched when there is none, and once more when the hub answers 401. */
export type HubSession = {
	readonly identity: KioskIdentity;
	/** The number of sign-ins. After each, the journal's head must be compared with the hub's again. */
	readonly signInCount: () => number;
	readonly requestJson: <T>(request: HubRequest, schema: z.ZodType<T>) => Promise<HubAnswer<T>>;
	readonly requestBytes: (request: HubRequest, mostBytes: number) => Promise<HubAnswer<Uint8Array>>;
	/** As `requestBytes`, but an interrupted download resumes; see Downloads. */
	readonly download: (path: string, list: string, mostBytes: number) => Promise<HubAnswer<Uint8Array>>;
	readonly discardDownloads: () => void;
};

export function openHubSession(hub: HubEndpoint, identity: KioskIdentity): HubSession {
	let token: string | null = null;
	let tokenOf = 0;
	let signIns = 0;
	const downloads = createDownloads();

	async function signIn(): Promise<HubAnswer<string>> {
		const { kiosk, sign } = identity;
		const incarnation = identity.incarnation();
		if (token !== null && tokenOf === incarnation) return { kind: "answer", value: token };
		const challenged = await requestJson(hub, { method: "POST", path: paths.challenges(kiosk) }, ChallengeAnswer);
		if (challenged.kind === "failed") return challenged;
		const { challenge } = challenged.value;
		const signature = toHex(sign(buildLoginMessage(challenge, hub.address, kiosk, incarnation)));
		const request = buildPost(paths.tokens(kiosk), { challenge, incarnation, signature });
		const answered = await requestJson(hub, request, TokenAnswer);
		if (answered.kind === "failed") return answered;
		token = answered.value.token;
		tokenOf = incarnation;
		signIns += 1;
		return { kind: "answer", value: token };
	}

	async function signedIn<T>(
		request: HubRequest,
		send: (request: HubRequest) => Promise<HubAnswer<T>>,
	): Promise<HubAnswer<T>> {
		const held = token;
		const first = await attempt(request, send);
		if (first.kind === "answer" || first.status !== 401 || held === null) return first;
		token = null;
		return attempt(request, send);
	}

	async function attempt<T>(
		request: HubRequest,
		send: (request: HubRequest) => Promise<HubAnswer<T>>,
	): Promise<HubAnswer<T>> {
		const signed = await signIn();
		if (signed.kind === "failed") return signed;
		const answer = await send({ ...request, headers: { ...request.headers, authorization: `Bearer ${signed.value}` } });
		if (answer.kind === "failed" && answer.status === 401) token = null;
		return answer;
	}

	return {
		identity,
		signInCount: () => signIns,
		requestJson: (request, schema) => signedIn(request, (signed) => requestJson(hub, signed, schema)),
		requestBytes: (request, mostBytes) => signedIn(request, (signed) => requestBytes(hub, signed, mostBytes)),
		download: (path, list, mostBytes) =>
			downloads.fetch(path, list, mostBytes, (request, read) =>
				signedIn(request, (signed) => sendRequest(hub, signed, read)),
			),
		discardDownloads: downloads.discard,
	};
}

export function buildPost(path: string, body: unknown): HubRequest {
	return { method: "POST", path, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
