import { type HubAnswer, type HubRequest, makeFailure, readFailure } from "./hubRequest.ts";

/** Bytes on their way: what has come of them, and how many there are once the hub has said so. */
type PartialDownload = { chunks: Uint8Array[]; length: number; total: number | null };

/** Sends a request and has its answer read; reading may end at any byte. */
export type RequestSender = (
	request: HubRequest,
	read: (response: Response) => Promise<HubAnswer<null>>,
) => Promise<HubAnswer<null>>;

export type Downloads = {
	/**
	 * The bytes at this path, at most `mostBytes` of them; what came of them when the line broke is not fetched again. All
	 * that is fetched for one `list` is kept until it is forgotten or another list is asked for.
	 */
	readonly fetch: (
		path: string,
		list: string,
		mostBytes: number,
		send: RequestSender,
	) => Promise<HubAnswer<Uint8Array>>;
	readonly discard: () => void;
};

/** A line that brought so much before it broke is worth asking again at once. */
const retryProgressBytes = 64 * 1024;

export function createDownloads(): Downloads {
	const parts = new Map<string, PartialDownload>();
	let of = "";

	function partOf(path: string, list: string): PartialDownload {
		if (list !== of) parts.clear();
		of = list;
		const part = parts.get(path) ?? { chunks: [], length: 0, total: null };
		parts.set(path, part);
		return part;
	}

	return {
		async fetch(path, list, mostBytes, send) {
			const part = partOf(path, list);
			while (part.length !== part.total) {
				const before = part.length;
				const answer = await send(buildRangeRequest(path, part), (response) => readInto(part, response, mostBytes));
				if (answer.kind === "answer") continue;
				// What is held is not of what the hub has: from the beginning, once.
				if (answer.status === 416 && before > 0) clear(part);
				else if (part.length !== part.total && part.length - before < retryProgressBytes) return answer;
			}
			return { kind: "answer", value: joinChunks(part) };
		},
		discard: () => parts.clear(),
	};
}

function buildRangeRequest(path: string, { length }: PartialDownload): HubRequest {
	// Compressed on the way, a part could not be counted in the bytes of the whole.
	const headers = { "accept-encoding": "identity", ...(length > 0 && { range: `bytes=${length}-` }) };
	return { method: "GET", path, headers };
}

/** Throws when the line breaks; what came before is in the part. */
async function readInto(part: PartialDownload, response: Response, mostBytes: number): Promise<HubAnswer<null>> {
	if (!response.ok) return readFailure(response);
	const place = response.status === 206 ? contentRangeOf(response) : { from: 0, total: contentLengthOf(response) };
	if (place === null || (place.from !== 0 && place.from !== part.length)) return discardMalformed(part);
	if (place.from === 0) clear(part);
	part.total = place.total;
	for await (const chunk of response.body ?? []) {
		if (part.length + chunk.length > Math.min(mostBytes, part.total ?? mostBytes)) return discardMalformed(part);
		part.chunks.push(chunk);
		part.length += chunk.length;
	}
	part.total ??= part.length;
	return part.length === part.total ? { kind: "answer", value: null } : makeFailure("unreachable");
}

/** `Content-Range: bytes 200-1023/1024`, RFC 9110 §14.4. */
function contentRangeOf(response: Response): { readonly from: number; readonly total: number } | null {
	const match = /^bytes (\d{1,12})-\d{1,12}\/(\d{1,12})$/.exec(response.headers.get("content-range") ?? "");
	return match === null ? null : { from: Number(match[1]), total: Number(match[2]) };
}

function contentLengthOf(response: Response): number | null {
	const length = response.headers.get("content-length") ?? "";
	return /^\d{1,12}$/.test(length) && !response.headers.has("content-encoding") ? Number(length) : null;
}

function discardMalformed(part: PartialDownload): HubAnswer<null> {
	clear(part);
	return makeFailure("rubbish");
}

function clear(part: PartialDownload): void {
	part.chunks = [];
	part.length = 0;
	part.total = null;
}

function joinChunks(part: PartialDownload): Uint8Array {
	const [only, ...more] = part.chunks;
	if (only !== undefined && more.length === 0) return only;
	const bytes = Buffer.concat(part.chunks);
	part.chunks = [bytes];
	return bytes;
}
