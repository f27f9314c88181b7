import type { FastifyInstance } from "fastify";

export type NetworkCondition =
	| "fair"
	| "down"
	| "silent"
	| "rubbish"
	| "replyLost"
	| "noIncarnations"
	| "noLostLines"
	| "endless"
	| "pageOfAPortal"
	| "listsCorrupted"
	| "listOfAnotherVenue"
	| "newerProtocol";

/** The way between a kiosk and a hub: a `fetch` into the real hub, in the weather a test sets. */
export type TestNetwork = {
	condition: NetworkCondition;
	/** With `listOfAnotherVenue`: what comes in the place of the list that was asked for. */
	substitute: (() => Response) | null;
	/** The line breaks after so many bytes of any part of a list; null for never. */
	breaksAfter: number | null;
	/** Parts of a list that are changed on the way, by their path; with `listsCorrupted` all of them. */
	corrupts: RegExp | null;
	/** Parts of a list that this hub does not have. */
	lacks: RegExp | null;
	/** Every part of a list that was answered for, and how many bytes of it went over the wire. */
	readonly transfers: { readonly path: string; readonly status: number; bytes: number }[];
	/** Somebody on the line, in fair weather: may ask the hub, and answers in its place. */
	intercept:
		| ((path: string, method: string, ask: () => Promise<Response>, signal?: AbortSignal | null) => Promise<Response>)
		| null;
	/** The protocol version that each request named, null for none. */
	readonly protocolVersions: (string | null)[];
	readonly fetch: typeof fetch;
};

export function createTestNetwork(app: FastifyInstance): TestNetwork {
	const network: TestNetwork = {
		condition: "fair",
		substitute: null,
		breaksAfter: null,
		corrupts: null,
		lacks: null,
		intercept: null,
		transfers: [],
		protocolVersions: [],
		fetch: async (input, init) => {
			const { condition: weather } = network;
			network.protocolVersions.push(new Headers(init?.headers).get("pailou-protocol"));
			switch (weather) {
				case "down":
					throw new TypeError("fetch failed");
				case "silent":
					return neverRespond(init?.signal ?? null);
				case "rubbish":
					return new Response('{"allocations": "yes", "checkpoint": 7, "challenge": [');
				case "pageOfAPortal":
					return new Response("<html>Welcome to the airport</html>", { headers: { "content-type": "text/html" } });
				case "endless":
					return new Response(endlessBody());
				case "noIncarnations":
				case "noLostLines": {
					const cut = weather === "noIncarnations" ? "/incarnations" : "/journal?";
					if (String(input).includes(cut)) throw new TypeError("fetch failed");
					return inject(app, String(input), init ?? {});
				}
				case "listOfAnotherVenue": {
					const response = await inject(app, String(input), init ?? {});
					return network.substitute !== null && /allocations\/[^/]+$/.test(String(input))
						? network.substitute()
						: response;
				}
				case "newerProtocol": {
					const response = await inject(app, String(input), init ?? {});
					response.headers.set("pailou-protocol", "2");
					return response;
				}
				case "fair":
					if (network.intercept !== null) {
						const { pathname, search } = new URL(String(input));
						const ask = () => inject(app, String(input), init ?? {});
						return network.intercept(pathname + search, init?.method ?? "GET", ask, init?.signal ?? null);
					}
					return transferPart(network, String(input), await inject(app, String(input), init ?? {}));
				case "listsCorrupted":
				case "replyLost": {
					const response = await transferPart(network, String(input), await inject(app, String(input), init ?? {}));
					if (weather === "replyLost") throw new TypeError("fetch failed: socket hang up");
					return response;
				}
			}
		},
	};
	return network;
}

async function inject(app: FastifyInstance, url: string, init: RequestInit): Promise<Response> {
	const { pathname, search } = new URL(url);
	const answer = await app.inject({
		method: init.method === "POST" ? "POST" : "GET",
		url: pathname + search,
		headers: Object.fromEntries(new Headers(init.headers)),
		...(init.body != null && { payload: Buffer.from(init.body as string | Uint8Array<ArrayBuffer>) }),
	});
	return new Response(new Uint8Array(answer.rawPayload), {
		status: answer.statusCode,
		headers: Object.entries(answer.headers).map(([name, value]) => [name, String(value)]),
	});
}

/** A part of a list on its way, in this weather. All else arrives as it was sent. */
async function transferPart(network: TestNetwork, url: string, response: Response): Promise<Response> {
	const path = /\/versions\/.*$/.exec(url)?.[0];
	if (path === undefined) return response;
	if (network.lacks?.test(path) === true)
		return Response.json({ error: { code: "notFound", message: path } }, { status: 404 });
	const bytes = new Uint8Array(await response.arrayBuffer());
	const { status, headers } = response;
	const isCorrupted = network.condition === "listsCorrupted" || network.corrupts?.test(path) === true;
	if (response.ok && isCorrupted) bytes[Math.min(22, bytes.length - 1)] = 9 - ((bytes[22] ?? 0) % 10);
	const sent = bytes.subarray(0, network.breaksAfter ?? bytes.length);
	network.transfers.push({ path, status, bytes: sent.length });
	return network.breaksAfter === null
		? new Response(sent, { status, headers })
		: new Response(breakingAfter(sent), { status, headers });
}

function breakingAfter(bytes: Uint8Array): ReadableStream<Uint8Array> {
	let isSent = false;
	return new ReadableStream({
		pull(controller) {
			if (isSent || bytes.length === 0) return controller.error(new TypeError("terminated"));
			controller.enqueue(bytes);
			isSent = true;
		},
	});
}

function neverRespond(signal: AbortSignal | null): Promise<Response> {
	return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
}

function endlessBody(): ReadableStream<Uint8Array> {
	return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1 << 20)) });
}
