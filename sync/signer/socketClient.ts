import { connect, type Socket } from "node:net";
import type { Cancel, Timers } from "../clock.ts";
import { createFrameDecoder, encodeFrame } from "./frames.ts";
import { type SendSignerRequest, type SignerAnswer, SignerResponse } from "./messages.ts";

const timeoutMs = 5_000;

export type SignerConnection = { readonly ask: SendSignerRequest; readonly close: () => void };

type PendingRequest = {
	readonly resolve: (answer: SignerAnswer) => void;
	readonly cancel: Cancel;
};
type OpenSocket = { readonly socket: Socket; readonly pending: Map<number, PendingRequest> };

/** One socket to the signer, opened at the first request, and again after it broke. Requests on a broken socket are answered `unavailable`. */
export function openSignerConnection(path: string, timers: Timers): SignerConnection {
	let session: OpenSocket | null = null;
	let last = 0;
	const drop = (ended: OpenSocket) => {
		if (session === ended) session = null;
		ended.socket.destroy();
		for (const { cancel, resolve } of ended.pending.values()) {
			cancel();
			resolve({ kind: "unavailable" });
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
			new Promise((resolve) => {
				last++;
				const frame = encodeFrame({ id: last, ...asked });
				session ??= open();
				const { socket, pending: waiting } = session;
				const asking = session;
				const cancel = timers.after(timeoutMs, () => drop(asking));
				waiting.set(last, { resolve, cancel });
				// Node buffers writes until the socket is connected.
				socket.write(frame);
			}),
		close() {
			if (session !== null) drop(session);
		},
	};
}
