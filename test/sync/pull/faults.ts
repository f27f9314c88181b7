import { encodeText } from "../../../core/bytes/bytes.ts";
import { protocolHeader, protocolVersion } from "../../../core/protocol/version.ts";
import { Envelope, type PayloadType, payloadTypes, signEnvelope } from "../../../core/trust/envelope.ts";
import type { KeyPair } from "../../../sync/crypto/signature.ts";
import { createKeyPair, signerOf } from "../../../sync/crypto/signature.ts";
import { systemRandom } from "../../../sync/system.ts";
import type { TestHub } from "../hub/testHub.ts";

export type Answered = { readonly status: number; readonly body: Uint8Array<ArrayBuffer> };
export type Fault = {
	readonly name: string;
	/** Whether other documents may still be had, or the hub refuses them all, or nothing arrives from it. */
	readonly of: "document" | "hub" | "line";
	/** What becomes of an answer on its way. `former` is that of an earlier whole pull. */
	readonly spoil: (answer: Answered, former: Answered | null, hub: TestHub) => Answered | "silence" | "reset";
};

const bytes = (text: string) => Uint8Array.from(Buffer.from(text));
const errorOf = (status: number, code: string): Answered => ({
	status,
	body: bytes(JSON.stringify({ error: { code, message: "a fault of the test" } })),
});

const stranger = createKeyPair(systemRandom);

/** Whatever document this answer holds, signed by others or with another payload. */
function resign(
	{ status, body }: Answered,
	hub: TestHub,
	change: (payload: Record<string, unknown>) => Record<string, unknown>,
	by?: readonly KeyPair[],
): Answered {
	const { envelope, wrap } = unwrapEnvelope(body);
	const payloadType = envelope.payloadType as PayloadType;
	const payload = change(JSON.parse(Buffer.from(envelope.payload, "base64").toString()));
	const signatories = (by ?? signersOf(hub, payloadType)).map(({ publicKey, pkcs8 }) => ({
		...{ publicKey, sign: signerOf(pkcs8) },
	}));
	const text = JSON.stringify(wrap(signEnvelope(payloadType, encodeText(JSON.stringify(payload)), signatories)));
	return { status, body: bytes(text) };
}

function unwrapEnvelope(body: Uint8Array) {
	const value = JSON.parse(Buffer.from(body).toString()) as Record<string, unknown>;
	const field = "header" in value ? "header" : "document";
	const wrap = (envelope: Envelope) => ({ ...value, [field]: envelope });
	return { envelope: Envelope.parse(value[field]), wrap };
}

function signersOf(hub: TestHub, type: PayloadType): readonly KeyPair[] {
	if (type === payloadTypes.root) return hub.offlineKeys.slice(0, 2);
	if (type === payloadTypes.timestamp || type === payloadTypes.time) return [hub.onlineKeys.timestamp];
	return [type === payloadTypes.roster ? hub.onlineKeys.roster : hub.onlineKeys.allocator];
}

const one = (name: string, spoil: Fault["spoil"]): Fault => ({ name, of: "document", spoil });

/** What may befall any answer. */
export const faultsOfTheLine: readonly Fault[] = [
	one("404", () => errorOf(404, "notFound")),
	one("500", () => errorOf(500, "internal")),
	one("500 without words", () => ({ status: 500, body: bytes("") })),
	{ name: "503", of: "hub", spoil: () => errorOf(503, "busy") },
	{ name: "no answer", of: "line", spoil: () => "silence" },
	{ name: "a connection that is reset", of: "line", spoil: () => "reset" },
	one("half an answer", ({ status, body }) => ({ status, body: body.slice(0, body.length >> 1) })),
	one("no JSON", ({ status }) => ({ status, body: bytes("hello") })),
	one("an answer of 5 MB", ({ status }) => ({ status, body: new Uint8Array(5 * 1024 * 1024) })),
];

/** What may be wrong with a signed document. */
export const faultsOfADocument: readonly Fault[] = [
	one("a stranger's signature", (answer, _, hub) => resign(answer, hub, (payload) => payload, [stranger])),
	one("the version before", (answer, former) => former ?? answer),
	one("the held version with other bytes", (answer, former, hub) =>
		resign(former ?? answer, hub, (payload) => Object.fromEntries(Object.entries(payload).toReversed())),
	),
	one("an unknown field", (answer, _, hub) => resign(answer, hub, (payload) => ({ ...payload, more: 1 }))),
	one("another venue", (answer, _, hub) => resign(answer, hub, (payload) => ({ ...payload, venue: 2 }))),
	one("a later format", (answer, _, hub) => resign(answer, hub, (payload) => ({ ...payload, v: 2 }))),
];

export const expired: Fault = one("an expiry date that is past", (answer, _, hub) =>
	resign(answer, hub, (payload) => ({
		...payload,
		issuedAt: hub.clock.nowMs() - 2 * 3600_000,
		expiresAt: hub.clock.nowMs() - 3600_000,
	})),
);

export async function answeredOf(response: Response): Promise<Answered> {
	return { status: response.status, body: new Uint8Array(await response.arrayBuffer()) };
}

export function toResponse({ status, body }: Answered): Response {
	return new Response(body, {
		status,
		headers: { "content-type": "application/json", [protocolHeader]: String(protocolVersion) },
	});
}
