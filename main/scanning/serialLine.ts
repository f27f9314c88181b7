import type { Cancel, Timers } from "../../sync/clock.ts";
import { hearBytes } from "./serialCodes.ts";

export type LineParts = {
	readonly timers: Timers;
	/** A code without an end of its own is over after this. */
	readonly pauseMs: number;
	readonly scanned: (text: string) => void;
};

export type SerialLine = {
	readonly hear: (bytes: Uint8Array) => void;
	/** Nothing more comes: what was heard of a code is all of it. */
	readonly end: () => void;
};

/** A timer later than this was kept waiting, and so may be bytes that came in time. */
const lateMs = 10;

/** Puts together what comes down the line: a code is over with its end, or with a pause. */
export function openLine({ timers, pauseMs, scanned }: LineParts): SerialLine {
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
			if (!isSecond && timers.monoMs() - dueMs > lateMs) awaitPause(true);
			else end();
		});
	}

	return {
		hear(bytes) {
			cancel();
			const heard = hearBytes(pending, bytes);
			pending = heard.pending;
			for (const text of heard.codes) scanned(text);
			if (pending !== "") awaitPause(false);
		},
		end,
	};
}
