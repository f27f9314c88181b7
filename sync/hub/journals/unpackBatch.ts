import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { decodeText } from "../../../core/bytes/bytes.ts";
import { batchLimits } from "../../../core/protocol/protocol.ts";
import { HttpError } from "../../httpError.ts";

const inflate = promisify(gunzip);

/** The lines of an NDJSON body, plain or gzip; what inflates beyond the limit is refused before it is held. */
export async function unpackBatch(body: Buffer, encoding: string | undefined): Promise<readonly string[]> {
	const bytes = await decompress(body, encoding);
	if (bytes.length > batchLimits.bytes) throw tooLarge();
	const text = readText(bytes);
	if (text === "") return [];
	const lines = (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
	if (lines.length > batchLimits.lines) throw tooLarge();
	return lines;
}

async function decompress(body: Buffer, encoding: string | undefined): Promise<Buffer> {
	if (encoding === undefined || encoding === "identity") return body;
	if (encoding !== "gzip") {
		throw new HttpError(
			415,
			"unsupportedEncoding",
			`The hub does not read ${encoding}. Send the lines plain or as gzip.`,
		);
	}
	try {
		return await inflate(body, { maxOutputLength: batchLimits.bytes });
	} catch (error) {
		if (error instanceof RangeError) throw tooLarge();
		throw new HttpError(400, "badGzip", "The lines are said to be gzip and are not. Send them again.");
	}
}

function readText(bytes: Uint8Array): string {
	try {
		return decodeText(bytes);
	} catch {
		throw new HttpError(400, "badText", "The lines are not UTF-8. Send them as they were written.");
	}
}

function tooLarge(): HttpError {
	const { lines, bytes } = batchLimits;
	return new HttpError(
		413,
		"batchTooLarge",
		`A batch is up to ${lines} lines and ${bytes / 1024} KiB. Send fewer lines.`,
	);
}
