import type { Cancel, Timers } from "../../sync/clock.ts";
import { splitCodes } from "./serialCodes.ts";

export type SerialLineParts = {
	readonly timers: Timers;
	/** A code without an end of its own is over after this. */
	readonly pauseMs: number;
	readonly onCode: (text: string) => void;
};

export type SerialLine = {
	readonly push: (bytes: Uint8Array) => void;
	/** Nothing more comes: what was heard of a code is all of it. */
	readonly end: () => void;
};

/** A timer later than this was kept waiting, and so may be bytes that came in time. */
const maxTimerLagMs = 10;

/** Puts together what comes down the line: a code is over with its end, or with a pause. */
export function createSerialLine({ timers, pauseMs, onCode: scanned }: SerialLineParts): SerialLine {
	let pending = "";
	let cancel: Cancel = () => {};

	function end(): void {
		cancel();
		const text = pending;
		pending = "";
		if (text !== "") scanned(text);
	}

	function awaitPause(isSecond: boolean): void {
		const dueMs = timers.monoMs() + pauseMs;
		cancel = timers.after(pauseMs, () => {
			if (!isSecond && timers.monoMs() - dueMs > maxTimerLagMs) awaitPause(true);
			else end();
		});
	}

	return {
		push(bytes) {
			cancel();
			const heard = splitCodes(pending, bytes);
			pending = heard.pending;
			for (const text of heard.codes) scanned(text);
			if (pending !== "") awaitPause(false);
		},
		end,
	};
}
