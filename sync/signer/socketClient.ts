import { connect, type Socket } from "node:net";
import type { Cancel, Timers } from "../clock.ts";
import { Unavailable } from "../refused.ts";
import { openFrames, writeFrame } from "./frames.ts";
import { Answer, type Ask, type Told } from "./messages.ts";

const patienceMs = 5_000;
const retryAfterS = 3;

/** No signer is there, or it fell silent. What was asked may have been signed; nobody was told. */
export class SignerAway extends Unavailable {
	constructor() {
		super(
			"signerAway",
			"The hub's signer does not answer just now, so nothing can be signed. Try again in a few seconds.",
			retryAfterS,
		);
	}
}

export type Connection = { readonly ask: Ask; readonly close: () => void };

type Waiting = { readonly tell: (answer: Told) => void; readonly fail: () => void; readonly cancel: Cancel };
type Session = { readonly socket: Socket; readonly waiting: Map<number, Waiting> };

/** One socket to the signer, opened when it is first needed and again whenever it broke. */
export function openConnection(path: string, timers: Timers): Connection {
	let session: Session | null = null;
	let last = 0;
	const drop = (ended: Session) => {
		if (session === ended) session = null;
		ended.socket.destroy();
		for (const { cancel, fail } of ended.waiting.values()) {
			cancel();
			fail();
		}
		ended.waiting.clear();
	};
	const open = (): Session => {
		const frames = openFrames();
		const opened: Session = { socket: connect(path), waiting: new Map() };
		const { socket, waiting } = opened;
		socket.on("error", () => drop(opened));
		socket.on("close", () => drop(opened));
		socket.on("data", (chunk: Buffer) => {
			try {
				for (const message of frames.take(chunk)) {
					const { id, ...told } = Answer.parse(message);
					const asked = waiting.get(id);
					if (asked === undefined) continue;
					waiting.delete(id);
					asked.cancel();
					asked.tell(told);
				}
			} catch {
				drop(opened);
			}
		});
		return opened;
	};
	return {
		ask: (asked) =>
			new Promise((tell, reject) => {
				last++;
				const frame = writeFrame({ id: last, ...asked });
				session ??= open();
				const { socket, waiting } = session;
				const asking = session;
				const cancel = timers.after(patienceMs, () => drop(asking));
				waiting.set(last, { tell, fail: () => reject(new SignerAway()), cancel });
				// Before it is connected, Node keeps what is written.
				socket.write(frame);
			}),
		close() {
			if (session !== null) drop(session);
		},
	};
}
