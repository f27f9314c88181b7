import { connect, type Socket } from "node:net";
import { serializeSends, type Transport, type TransportOpening } from "./transport.ts";

export type TcpAddress = { readonly host: string; readonly port: number };

/** Small enough that progress is seen on a printer that takes its time. */
const chunkBytes = 4096;
/** A printer that lost its power closes nothing; the system finds out by asking. */
const keepAliveMs = 5000;

/** A printer's raw port, 9100 by custom. `patienceMs` is for the connection to come about, and to end. */
export function openTcpTransport({ host, port }: TcpAddress, patienceMs: number): Promise<TransportOpening> {
	return new Promise((resolve) => {
		const socket = connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: keepAliveMs });
		const giveUp = setTimeout(() => socket.destroy(), patienceMs);
		// It closes before it ever opened: refused, unreachable, unknown, or too slow. All of it is "not there".
		socket.once("close", () => resolve({ kind: "failed", why: "offline" }));
		// What broke is told by "close", which follows; an error that nobody hears would end the program.
		socket.on("error", () => {});
		socket.once("connect", () => {
			clearTimeout(giveUp);
			resolve({ kind: "open", wire: transportOf(socket, patienceMs) });
		});
		socket.once("close", () => clearTimeout(giveUp));
	});
}

function transportOf(socket: Socket, patienceMs: number): Transport {
	let gone = 0;
	let isBroken = false;
	let hasFailed = false;
	socket.once("error", () => {
		hasFailed = true;
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
			gone += piece.length;
			if (!(await write(piece))) return false;
		}
		return !isBroken;
	}

	return {
		send: serializeSends(send),
		sentBytes: () => gone,
		onData: (heard) => void socket.on("data", heard),
		isBroken: () => isBroken,
		whenBroken: broken,
		finish() {
			return new Promise((resolve) => {
				const giveUp = setTimeout(() => socket.destroy(), patienceMs);
				const closed = () => {
					clearTimeout(giveUp);
					resolve(!hasFailed);
				};
				if (socket.closed) return closed();
				socket.once("close", closed);
				// Nobody may be listening: unread answers would keep the end from being seen.
				socket.resume();
				socket.end();
			});
		},
		async close() {
			socket.destroy();
		},
	};
}
