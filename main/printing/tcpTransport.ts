import { connect, type Socket } from "node:net";
import { serializeSends, type Transport, type TransportOpening } from "./transport.ts";

export type TcpAddress = { readonly host: string; readonly port: number };

/** Small enough that progress is visible with a slow printer. */
const chunkBytes = 4096;
/** A printer without power does not close the connection; TCP keep-alive detects it. */
const keepAliveMs = 5000;

/** A printer's raw port, usually 9100. `timeoutMs` is for the connection to open. */
export function openTcpTransport({ host, port }: TcpAddress, timeoutMs: number): Promise<TransportOpening> {
	return new Promise((resolve) => {
		const socket = connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: keepAliveMs });
		const giveUp = setTimeout(() => socket.destroy(), timeoutMs);
		// Closed before it opened: refused, unreachable, unknown host or timeout. All of them are "offline".
		socket.once("close", () => resolve({ kind: "failed", why: "offline" }));
		// "close" follows and is handled; an error event without a listener would end the process.
		socket.on("error", () => {});
		socket.once("connect", () => {
			clearTimeout(giveUp);
			resolve({ kind: "open", transport: transportOf(socket) });
		});
		socket.once("close", () => clearTimeout(giveUp));
	});
}

function transportOf(socket: Socket): Transport {
	let sentBytes = 0;
	let isBroken = false;
	let hasFailed = false;
	/** The printer's end of the connection (FIN): it comes after the printer has read all that was sent. */
	let hasEnded = false;
	socket.once("error", () => {
		hasFailed = true;
	});
	socket.once("end", () => {
		hasEnded = true;
	});
	const broken = new Promise<null>((resolve) => {
		for (const ending of ["end", "close"] as const) {
			socket.once(ending, () => {
				isBroken = true;
				resolve(null);
			});
		}
	});

	function write(piece: Uint8Array): Promise<boolean> {
		return new Promise((resolve) => socket.write(piece, (error) => resolve(error === null || error === undefined)));
	}

	async function send(bytes: Uint8Array): Promise<boolean> {
		for (let at = 0; at < bytes.length; at += chunkBytes) {
			if (isBroken) return false;
			const piece = bytes.subarray(at, at + chunkBytes);
			sentBytes += piece.length;
			if (!(await write(piece))) return false;
		}
		return !isBroken;
	}

	return {
		send: serializeSends(send),
		sentBytes: () => sentBytes,
		onData: (listener) => void socket.on("data", listener),
		isBroken: () => isBroken,
		whenBroken: broken,
		finish() {
			return new Promise((resolve) => {
				const closed = () => resolve(hasEnded && !hasFailed);
				if (socket.closed) return closed();
				socket.once("close", closed);
				// Unread data would keep "end" and "close" from firing.
				socket.resume();
				socket.end();
			});
		},
		async close() {
			socket.destroy();
		},
	};
}
