import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { decodeText } from "../../../core/bytes/bytes.ts";
import { batchLimits } from "../../../core/protocol/protocol.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";

const inflate = promisify(gunzip);

/** The lines of an NDJSON body, plain or gzip. A body that inflates beyond the limit is refused before it is in memory. */
export async function unpackBatch(body: Buffer, encoding: string | undefined): Promise<readonly string[] | Refusal> {
	const bytes = await decompress(body, encoding);
	if (isRefusal(bytes)) return bytes;
	if (bytes.length > batchLimits.bytes) return tooLarge();
	const text = readText(bytes);
	if (isRefusal(text)) return text;
	if (text === "") return [];
	const lines = (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
	if (lines.length > batchLimits.lines) return tooLarge();
	return lines;
}

async function decompress(body: Buffer, encoding: string | undefined): Promise<Buffer | Refusal> {
	if (encoding === undefined || encoding === "identity") return body;
	if (encoding !== "gzip") {
		return refuse("unsupportedEncoding", `The hub does not read ${encoding}. Send the lines plain or as gzip.`);
	}
	try {
		return await inflate(body, { maxOutputLength: batchLimits.bytes });
	} catch (error) {
		if (error instanceof RangeError) return tooLarge();
		// zlib's other errors have codes such as Z_DATA_ERROR and Z_BUF_ERROR.
		if (!(error instanceof Error && "code" in error && String(error.code).startsWith("Z_"))) throw error;
		return refuse("badGzip", "The body is not the gzip that its header says. Send the lines again.");
	}
}

function readText(bytes: Uint8Array): string | Refusal {
	try {
		return decodeText(bytes);
	} catch {
		// decodeText throws for bytes that are not UTF-8 alone.
		return refuse("badText", "The lines are not UTF-8. Send them as they were written.");
	}
}

function tooLarge(): Refusal {
	const { lines, bytes } = batchLimits;
	return refuse("batchTooLarge", `A batch is up to ${lines} lines and ${bytes / 1024} KiB. Send fewer lines.`);
}
