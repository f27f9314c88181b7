import type { Cancel, Timers } from "../../sync/clock.ts";
import { splitCodes } from "./serialCodes.ts";

export type SerialLineParts = {
	readonly timers: Timers;
	/** A code without a terminator ends after a pause this long. */
	readonly pauseMs: number;
	readonly onCode: (text: string) => void;
};

export type SerialLine = {
	readonly push: (bytes: Uint8Array) => void;
	/** The port is closed: emits the pending code. */
	readonly end: () => void;
};

/** A timer that fires later than this was delayed by a busy event loop, and bytes that arrived in time may still be unread. */
const maxTimerLagMs = 10;

/** Assembles codes from the bytes of a serial port. A code ends with a terminator or a pause. */
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
