import { z } from "zod";
import type { HubTrouble } from "../../core/contract/contract.ts";
import { HubError, type RevocationProof } from "../../core/protocol/protocol.ts";
import { protocolHeader, protocolVersion, readProtocolVersion } from "../../core/protocol/version.ts";
import type { Envelope } from "../../core/trust/envelope.ts";
import type { Timers } from "../clock.ts";
import { networkTroubleOf, proxyPasswordStatus } from "./networkFailure.ts";

/** The hub's address and how to reach it. `fetch` is a parameter, so that tests replace the network. */
export type HubEndpoint = {
	readonly address: string;
	readonly fetch: typeof fetch;
	readonly timers: Timers;
	readonly patienceMs: number;
	/** Receives the hub's time from each answer that has one. It is not signed. */
	readonly heardTime?: (hubTimeMs: number) => void;
};

export type HubRequest = {
	readonly method: "GET" | "POST";
	readonly path: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string | Uint8Array<ArrayBuffer>;
};

/** Why a request failed, and the hub's own error where it sent one. */
export type HubFailure = {
	readonly kind: "failed";
	readonly trouble: HubTrouble;
	readonly status: number | null;
	readonly code: string | null;
	readonly expected: number | null;
	readonly checkpoint: Envelope | null;
	/** With `kioskRevoked`. */
	readonly proof: RevocationProof | null;
	readonly retryAfterMs: number | null;
};

export type HubAnswer<T> = { readonly kind: "answer"; readonly value: T } | HubFailure;

/** The hub could not be reached, the connection broke, or the request was aborted. Its cause is what `fetch` threw. */
class ConnectionError extends Error {
	constructor(cause: unknown) {
		super("The connection to the hub failed.", { cause });
	}
}

const HubTimeField = z.object({ hubTimeMs: z.int().nonnegative() });
const mostJsonBytes = 4 * 1024 * 1024;

/** Requests JSON of a known shape. Anything else is a failure value, never an exception. */
export async function requestJson<T>(
	hub: HubEndpoint,
	request: HubRequest,
	schema: z.ZodType<T>,
): Promise<HubAnswer<T>> {
	const answer = await requestBytes(hub, request, mostJsonBytes);
	if (answer.kind === "failed") return answer;
	const value = parseJson(answer.value);
	const parsed = schema.safeParse(value);
	const told = HubTimeField.safeParse(value);
	if (parsed.success && told.success) hub.heardTime?.(told.data.hubTimeMs);
	return parsed.success ? { kind: "answer", value: parsed.data } : makeFailure("rubbish");
}

/** Requests bytes. A body longer than `mostBytes` is a failure too. */
export function requestBytes(hub: HubEndpoint, request: HubRequest, mostBytes: number): Promise<HubAnswer<Uint8Array>> {
	return sendRequest(hub, request, async (response) => {
		if (!response.ok) return readFailure(response);
		const body = await readAtMost(response, mostBytes);
		return body === null ? makeFailure("rubbish", response.status) : { kind: "answer", value: body };
	});
}

/** Sends a request and reads the response; both together may take `patienceMs`. */
export async function sendRequest<T>(
	hub: HubEndpoint,
	request: HubRequest,
	read: (response: Response) => Promise<HubAnswer<T>>,
): Promise<HubAnswer<T>> {
	const abort = new AbortController();
	const cancel = hub.timers.after(hub.patienceMs, () => abort.abort());
	try {
		const response = await fetchResponse(hub, request, abort.signal);
		// Without its status: a "404" of another protocol version must not be taken for an answer of this one.
		const stranger = strangerTroubleOf(response);
		if (stranger !== null) {
			discardBody(response);
			return makeFailure(stranger);
		}
		return await read(response);
	} catch (error) {
		if (!(error instanceof ConnectionError)) throw error;
		return makeFailure(abort.signal.aborted ? "slow" : networkTroubleOf(error));
	} finally {
		cancel();
	}
}

async function fetchResponse(hub: HubEndpoint, request: HubRequest, signal: AbortSignal): Promise<Response> {
	try {
		return await hub.fetch(hub.address + request.path, {
			method: request.method,
			redirect: "error",
			signal,
			headers: { ...request.headers, [protocolHeader]: String(protocolVersion) },
			...(request.body !== undefined && { body: request.body }),
		});
	} catch (error) {
		throw new ConnectionError(error);
	}
}

/**
 * The chunks of a response's body. Leaving the loop closes the connection. Only a failure of the connection is a
 * ConnectionError: an exception of the loop's own stays what it is, and is not blamed on the hub.
 */
export async function* readChunks({ body }: Response): AsyncGenerator<Uint8Array> {
	if (body === null) return;
	try {
		yield* body;
	} catch (error) {
		throw new ConnectionError(error);
	}
}

/** Closes the connection without reading on. Whether that succeeds changes nothing. */
function discardBody({ body }: Response): void {
	void body?.cancel().catch(() => {});
}

/** What answered instead of a hub of this protocol; null when that is what it may be. */
function strangerTroubleOf({ status, headers }: Response): HubTrouble | null {
	const named = headers.get(protocolHeader);
	if (named === null && status === proxyPasswordStatus) return "proxyPassword";
	if (named === null && headers.get("content-type")?.startsWith("text/html")) return "webPage";
	return readProtocolVersion(named) === protocolVersion ? null : "rubbish";
}

async function readAtMost(response: Response, mostBytes: number): Promise<Uint8Array | null> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of readChunks(response)) {
		length += chunk.length;
		if (length > mostBytes) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/** The error in a response whose status is not 2xx. */
export async function readFailure(response: Response): Promise<HubFailure> {
	const body = await readAtMost(response, mostJsonBytes);
	const said = body === null ? undefined : HubError.safeParse(parseJson(body)).data?.error;
	if (said === undefined) return makeFailure("rubbish", response.status);
	return {
		kind: "failed",
		trouble: said.code === "outOfStep" ? "outOfStep" : "refused",
		status: response.status,
		code: said.code,
		expected: said.expected ?? null,
		checkpoint: said.checkpoint ?? null,
		proof: said.proof ?? null,
		retryAfterMs: retryAfterMs(response.headers.get("retry-after")),
	};
}

/** `Retry-After` in seconds (RFC 9110 §10.2.3); the hub sends no dates. At most an hour, so that a wrong value cannot silence a kiosk for a day. */
function retryAfterMs(header: string | null): number | null {
	if (header === null || !/^\d{1,9}$/.test(header)) return null;
	return Math.min(Number(header), 3600) * 1000;
}

export function makeFailure(trouble: HubTrouble, status: number | null = null): HubFailure {
	const said = { code: null, expected: null, checkpoint: null, proof: null, retryAfterMs: null };
	return { kind: "failed", trouble, status, ...said };
}

function parseJson(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(Buffer.from(bytes).toString("utf8"));
	} catch {
		// Not JSON: no schema accepts undefined.
		return undefined;
	}
}
