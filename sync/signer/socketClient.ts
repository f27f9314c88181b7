import { connect, type Socket } from "node:net";
import type { Cancel, Timers } from "../clock.ts";
import { UnavailableError } from "../httpError.ts";
import { createFrameDecoder, encodeFrame } from "./frames.ts";
import { type SendSignerRequest, SignerResponse, type SignerResponseBody } from "./messages.ts";

const timeoutMs = 5_000;
const retryAfterS = 3;

/** The signer is not running or does not answer. The request may have been signed all the same. */
export class SignerUnavailableError extends UnavailableError {
	constructor() {
		super(
			"signerAway",
			"The hub's signer does not answer just now, so nothing can be signed. Try again in a few seconds.",
			retryAfterS,
		);
	}
}

export type SignerConnection = { readonly ask: SendSignerRequest; readonly close: () => void };

type PendingRequest = {
	readonly resolve: (answer: SignerResponseBody) => void;
	readonly reject: () => void;
	readonly cancel: Cancel;
};
type OpenSocket = { readonly socket: Socket; readonly pending: Map<number, PendingRequest> };

/** One socket to the signer, opened at the first request and again after it broke. */
export function openSignerConnection(path: string, timers: Timers): SignerConnection {
	let session: OpenSocket | null = null;
	let last = 0;
	const drop = (ended: OpenSocket) => {
		if (session === ended) session = null;
		ended.socket.destroy();
		for (const { cancel, reject: fail } of ended.pending.values()) {
			cancel();
			fail();
		}
		ended.pending.clear();
	};
	const open = (): OpenSocket => {
		const frames = createFrameDecoder();
		const opened: OpenSocket = { socket: connect(path), pending: new Map() };
		const { socket, pending: waiting } = opened;
		socket.on("error", () => drop(opened));
		socket.on("close", () => drop(opened));
		socket.on("data", (chunk: Buffer) => {
			try {
				for (const message of frames.take(chunk)) {
					const { id, ...told } = SignerResponse.parse(message);
					const asked = waiting.get(id);
					if (asked === undefined) continue;
					waiting.delete(id);
					asked.cancel();
					asked.resolve(told);
				}
			} catch {
				// A malformed frame or response: this stream cannot be read further, and a new connection starts clean.
				drop(opened);
			}
		});
		return opened;
	};
	return {
		ask: (asked) =>
			new Promise((tell, reject) => {
				last++;
				const frame = encodeFrame({ id: last, ...asked });
				session ??= open();
				const { socket, pending: waiting } = session;
				const asking = session;
				const cancel = timers.after(timeoutMs, () => drop(asking));
				waiting.set(last, { resolve: tell, reject: () => reject(new SignerUnavailableError()), cancel });
				// Node buffers writes until the socket is connected.
				socket.write(frame);
			}),
		close() {
			if (session !== null) drop(session);
		},
	};
}
