import { decodeText } from "../../core/bytes/bytes.ts";

/** A frame is its length (u32, big-endian) and that many bytes of JSON. A header of 10,000 venues is within it. */
export const mostFrameBytes = 8 * 1024 * 1024;

export class FrameError extends Error {}

export function encodeFrame(message: unknown): Buffer {
	const body = Buffer.from(JSON.stringify(message));
	if (body.length > mostFrameBytes) throw new FrameError(`A frame of ${body.length} bytes is too large.`);
	const head = Buffer.alloc(4);
	head.writeUInt32BE(body.length);
	return Buffer.concat([head, body]);
}

/** Reassembles frames from chunks. `take` returns the complete messages; after a FrameError the stream cannot be read further. */
export function createFrameDecoder(): { readonly take: (chunk: Buffer) => readonly unknown[] } {
	let pieces: Buffer[] = [];
	let length = 0;
	let wanted = 4;
	return {
		take(chunk) {
			pieces.push(chunk);
			length += chunk.length;
			if (length < wanted) return [];
			const whole = Buffer.concat(pieces);
			const messages: unknown[] = [];
			let at = 0;
			for (;;) {
				wanted = 4;
				if (whole.length - at < 4) break;
				const size = whole.readUInt32BE(at);
				if (size > mostFrameBytes) throw new FrameError(`A frame of ${size} bytes is too large.`);
				wanted = 4 + size;
				if (whole.length - at < wanted) break;
				messages.push(parseBody(whole.subarray(at + 4, at + wanted)));
				at += wanted;
			}
			pieces = [whole.subarray(at)];
			length = whole.length - at;
			return messages;
		},
	};
}

function parseBody(body: Buffer): unknown {
	try {
		return JSON.parse(decodeText(body));
	} catch {
		// Not UTF-8, or not JSON.
		throw new FrameError("A frame is not JSON.");
	}
}
