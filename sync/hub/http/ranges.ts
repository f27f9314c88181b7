import type { FastifyReply, FastifyRequest } from "fastify";
import { HttpError } from "../../httpError.ts";

/** Sends bytes: all, or the range with which a kiosk resumes a download that broke off. */
export function sendBytes(request: FastifyRequest, reply: FastifyReply, bytes: Uint8Array): FastifyReply {
	reply.header("Accept-Ranges", "bytes").type("application/octet-stream");
	const range = parseRange(request.headers.range, bytes.length);
	if (range === null) return reply.send(toBuffer(bytes));
	const { from, to } = range;
	reply.status(206).header("Content-Range", `bytes ${from}-${to}/${bytes.length}`);
	return reply.send(toBuffer(bytes.subarray(from, to + 1)));
}

/** One range of RFC 9110 §14.2, `bytes=from-` or `bytes=from-to`; anything else is answered with the whole, as it allows. */
function parseRange(header: string | undefined, length: number): { readonly from: number; readonly to: number } | null {
	const match = /^bytes=(\d{1,12})-(\d{0,12})$/.exec(header ?? "");
	if (match === null) return null;
	const from = Number(match[1]);
	const to = match[2] === "" ? length - 1 : Math.min(Number(match[2]), length - 1);
	if (from > to) {
		throw new HttpError(416, "badRange", `There are ${length} bytes of this; the part asked for is not among them.`);
	}
	return { from, to };
}

/** The same bytes, not a copy: a list can be forty megabytes. */
function toBuffer(bytes: Uint8Array): Buffer {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
