import { setTimeout as sleep } from "node:timers/promises";
import { answerReader, type PrinterStatus, realTimeStatus } from "./printerAnswer.ts";
import type { Wire } from "./wire.ts";

/** Asking a printer how it is. */
export type Conversation = {
	/** Asks in real time, whatever the printer is doing; null when it does not answer in time. Never between the bytes of a picture. */
	readonly status: () => Promise<PrinterStatus | null>;
	/** Asks in the order of the data: answered when all before it has been worked off. False when not answered in time. */
	readonly catchUp: () => Promise<boolean>;
	/** How often it said that it had worked off all up to such a question. */
	readonly caughtUp: () => number;
};

/** GS r 1. */
export const askInOrder = Uint8Array.of(0x1d, 0x72, 1);

function askNow(n: 1 | 2 | 4): Uint8Array {
	return Uint8Array.of(0x10, 0x04, n);
}

export function converse(wire: Wire, answerMs: number, noticed: (status: PrinterStatus) => void): Conversation {
	const read = answerReader();
	let caughtUp = 0;
	let hearRealTime: (byte: number) => void = () => {};
	let hearInOrder: (answered: true) => void = () => {};
	let asked: Promise<PrinterStatus> | null = null;

	wire.listen((bytes) => {
		for (const answer of read(bytes)) {
			if (answer.kind === "realTime") hearRealTime(answer.byte);
			if (answer.kind === "automatic") noticed(answer.status);
			if (answer.kind !== "inOrder") continue;
			caughtUp += 1;
			hearInOrder(true);
		}
	});

	async function ask(n: 1 | 2 | 4): Promise<number> {
		const answer = new Promise<number>((resolve) => {
			hearRealTime = resolve;
		});
		await wire.send(askNow(n));
		return await answer;
	}

	async function askAll(): Promise<PrinterStatus> {
		const status = realTimeStatus(await ask(1), await ask(2), await ask(4));
		asked = null;
		return status;
	}

	return {
		status() {
			// An answer does not say which question it is to: nothing new is asked while one is open.
			asked ??= askAll();
			return Promise.race([asked, sleep(answerMs, null)]);
		},
		async catchUp() {
			const answer = new Promise<true>((resolve) => {
				hearInOrder = resolve;
			});
			await wire.send(askInOrder);
			return await Promise.race([answer, sleep(answerMs, false)]);
		},
		caughtUp: () => caughtUp,
	};
}
