import { type HubAnswer, type HubRequest, makeFailure, readChunks, readFailure } from "./hubRequest.ts";

/** A resumable download: the bytes received, and their total once the hub has said it. */
type PartialDownload = { chunks: Uint8Array[]; length: number; total: number | null };

/** Sends a request and reads its response; reading may end at any byte. */
export type RequestSender = (
	request: HubRequest,
	read: (response: Response) => Promise<HubAnswer<null>>,
) => Promise<HubAnswer<null>>;

export type Downloads = {
	/**
	 * The bytes at this path, at most `mostBytes`. Bytes received before the connection broke are not fetched again. Parts
	 * of one `list` are kept until they are discarded or another list is requested.
	 */
	readonly fetch: (
		path: string,
		list: string,
		mostBytes: number,
		send: RequestSender,
	) => Promise<HubAnswer<Uint8Array>>;
	readonly discard: () => void;
};

/** After a broken connection that delivered at least this much, the download resumes at once. */
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
				// Range not satisfiable: the bytes held are not of what the hub has now. Start again, once.
				if (answer.status === 416 && before > 0) clear(part);
				else if (part.length !== part.total && part.length - before < retryProgressBytes) return answer;
			}
			return { kind: "answer", value: joinChunks(part) };
		},
		discard: () => parts.clear(),
	};
}

function buildRangeRequest(path: string, { length }: PartialDownload): HubRequest {
	// Ranges count the bytes of the identity encoding.
	const headers = { "accept-encoding": "identity", ...(length > 0 && { range: `bytes=${length}-` }) };
	return { method: "GET", path, headers };
}

/** Throws when the connection breaks; the bytes received until then are in the part. */
async function readInto(part: PartialDownload, response: Response, mostBytes: number): Promise<HubAnswer<null>> {
	if (!response.ok) return readFailure(response);
	const place = response.status === 206 ? contentRangeOf(response) : { from: 0, total: contentLengthOf(response) };
	if (place === null || (place.from !== 0 && place.from !== part.length)) return discardMalformed(part);
	if (place.from === 0) clear(part);
	part.total = place.total;
	for await (const chunk of readChunks(response)) {
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
