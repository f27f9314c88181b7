import type { FastifyInstance } from "fastify";

export type Weather =
	| "fair"
	| "down"
	| "silent"
	| "rubbish"
	| "replyLost"
	| "noIncarnations"
	| "noLostLines"
	| "endless"
	| "pageOfAPortal"
	| "rowsCorrupted"
	| "listOfAnotherVenue";

/** The way between a window and a hub: a `fetch` into the real hub, in the weather a test sets. */
export type Network = {
	weather: Weather;
	/** With `listOfAnotherVenue`: what comes in the place of the list that was asked for. */
	swapped: (() => Response) | null;
	readonly fetch: typeof fetch;
};

export function openNetwork(app: FastifyInstance): Network {
	const network: Network = {
		weather: "fair",
		swapped: null,
		fetch: async (input, init) => {
			const { weather } = network;
			switch (weather) {
				case "down":
					throw new TypeError("fetch failed");
				case "silent":
					return silence(init?.signal ?? null);
				case "rubbish":
					return new Response('{"allocations": "yes", "checkpoint": 7, "challenge": [');
				case "pageOfAPortal":
					return new Response("<html>Welcome to the airport</html>", { headers: { "content-type": "text/html" } });
				case "endless":
					return new Response(endless());
				case "noIncarnations":
				case "noLostLines": {
					const cut = weather === "noIncarnations" ? "/incarnations" : "/journal?";
					if (String(input).includes(cut)) throw new TypeError("fetch failed");
					return deliver(app, String(input), init ?? {});
				}
				case "rowsCorrupted": {
					const response = await deliver(app, String(input), init ?? {});
					return String(input).endsWith("/rows") ? corrupted(response) : response;
				}
				case "listOfAnotherVenue": {
					const response = await deliver(app, String(input), init ?? {});
					return network.swapped !== null && /allocations\/[^/]+$/.test(String(input)) ? network.swapped() : response;
				}
				case "fair":
				case "replyLost": {
					const response = await deliver(app, String(input), init ?? {});
					if (weather === "replyLost") throw new TypeError("fetch failed: socket hang up");
					return response;
				}
			}
		},
	};
	return network;
}

async function deliver(app: FastifyInstance, url: string, init: RequestInit): Promise<Response> {
	const { pathname, search } = new URL(url);
	const answer = await app.inject({
		method: init.method === "POST" ? "POST" : "GET",
		url: pathname + search,
		headers: Object.fromEntries(new Headers(init.headers)),
		...(init.body != null && { payload: Buffer.from(init.body as string | Uint8Array<ArrayBuffer>) }),
	});
	return new Response(new Uint8Array(answer.rawPayload), {
		status: answer.statusCode,
		headers: { "retry-after": String(answer.headers["retry-after"] ?? "") },
	});
}

async function corrupted(response: Response): Promise<Response> {
	const bytes = new Uint8Array(await response.arrayBuffer());
	bytes[22] = 9 - (bytes[22] ?? 0);
	return new Response(bytes);
}

function silence(signal: AbortSignal | null): Promise<Response> {
	return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
}

function endless(): ReadableStream<Uint8Array> {
	return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1 << 20)) });
}
