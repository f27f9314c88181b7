import { type Timers, withTimeout } from "../../sync/clock.ts";
import { abortPadding, concatBytes, inOrderStatusRequest } from "./escPosBytes.ts";
import { createAnswerReader, type EscPosStatus, parseRealTimeStatus } from "./escPosStatus.ts";
import type { Transport } from "./transport.ts";

/** Asking a printer how it is. */
export type EscPosQueries = {
	/** Asks in real time, whatever the printer is doing; null when it does not answer in time. Never between the bytes of a picture. */
	readonly status: () => Promise<EscPosStatus | null>;
	/** Ends what was left half-way, and asks in the order of the data. `stuck` when it does not even take that in time. */
	readonly catchUp: () => Promise<"caughtUp" | "silent" | "stuck">;
	/** How often it said that it had worked off all up to such a question. */
	readonly inOrderAnswers: () => number;
};

function realTimeRequest(n: 1 | 2 | 4): Uint8Array {
	return Uint8Array.of(0x10, 0x04, n);
}

export function createEscPosQueries(
	wire: Transport,
	timers: Timers,
	answerMs: number,
	noticed: (status: EscPosStatus) => void,
): EscPosQueries {
	const read = createAnswerReader();
	let caughtUp = 0;
	let hearRealTime: (byte: number) => void = () => {};
	let hearInOrder: (answered: true) => void = () => {};
	let asked: Promise<EscPosStatus> | null = null;

	wire.onData((bytes) => {
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
		await wire.send(realTimeRequest(n));
		return await answer;
	}

	async function askAll(): Promise<EscPosStatus> {
		const status = parseRealTimeStatus(await ask(1), await ask(2), await ask(4));
		asked = null;
		return status;
	}

	return {
		status() {
			// An answer does not say which question it is to: nothing new is asked while one is open.
			asked ??= askAll();
			return withTimeout(timers, answerMs, Promise.race([asked, wire.whenBroken]));
		},
		async catchUp() {
			let isTaken = false;
			const answer = new Promise<true>((resolve) => {
				hearInOrder = resolve;
			});
			void wire.send(concatBytes(abortPadding, inOrderStatusRequest)).then((taken) => {
				isTaken = taken;
			});
			if ((await withTimeout(timers, answerMs, Promise.race([answer, wire.whenBroken]))) !== null) return "caughtUp";
			return isTaken ? "silent" : "stuck";
		},
		inOrderAnswers: () => caughtUp,
	};
}
