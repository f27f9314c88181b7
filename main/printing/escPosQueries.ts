import { type Timers, withTimeout } from "../../sync/clock.ts";
import { abortPadding, concatBytes, inOrderStatusRequest } from "./escPosBytes.ts";
import { createAnswerReader, type EscPosStatus, parseRealTimeStatus } from "./escPosStatus.ts";
import type { Transport } from "./transport.ts";

/** Status queries to an ESC/POS printer over one connection. */
export type EscPosQueries = {
	/** Real-time status, whatever the printer is doing; null after the timeout. Never sent between the bytes of an image. */
	readonly status: () => Promise<EscPosStatus | null>;
	/** Completes an interrupted image and queries in order of the data. `stuck` when the printer does not accept the query in time. */
	readonly catchUp: () => Promise<"caughtUp" | "silent" | "stuck">;
	/** How many in-order queries it has answered. */
	readonly inOrderAnswers: () => number;
};

function realTimeRequest(n: 1 | 2 | 4): Uint8Array {
	return Uint8Array.of(0x10, 0x04, n);
}

export function createEscPosQueries(
	transport: Transport,
	timers: Timers,
	answerMs: number,
	onStatus: (status: EscPosStatus) => void,
): EscPosQueries {
	const read = createAnswerReader();
	let inOrderCount = 0;
	let resolveRealTime: (byte: number) => void = () => {};
	let resolveInOrder: (answered: true) => void = () => {};
	let openQuery: Promise<EscPosStatus> | null = null;

	transport.onData((bytes) => {
		for (const answer of read(bytes)) {
			if (answer.kind === "realTime") resolveRealTime(answer.byte);
			if (answer.kind === "automatic") onStatus(answer.status);
			if (answer.kind !== "inOrder") continue;
			inOrderCount += 1;
			resolveInOrder(true);
		}
	});

	async function query(n: 1 | 2 | 4): Promise<number> {
		const answer = new Promise<number>((resolve) => {
			resolveRealTime = resolve;
		});
		await transport.send(realTimeRequest(n));
		return await answer;
	}

	async function queryAll(): Promise<EscPosStatus> {
		const status = parseRealTimeStatus(await query(1), await query(2), await query(4));
		openQuery = null;
		return status;
	}

	return {
		status() {
			// An answer does not identify its query: no new one is sent while one is open.
			openQuery ??= queryAll();
			return withTimeout(timers, answerMs, Promise.race([openQuery, transport.whenBroken]));
		},
		async catchUp() {
			let isSent = false;
			const answer = new Promise<true>((resolve) => {
				resolveInOrder = resolve;
			});
			void transport.send(concatBytes(abortPadding, inOrderStatusRequest)).then((taken) => {
				isSent = taken;
			});
			if ((await withTimeout(timers, answerMs, Promise.race([answer, transport.whenBroken]))) !== null)
				return "caughtUp";
			return isSent ? "silent" : "stuck";
		},
		inOrderAnswers: () => inOrderCount,
	};
}
