import type { Clock } from "../../sync/clock.ts";
import { createSerialLine } from "./serialLine.ts";
import { type OpenedPort, openSerialPort, type SerialSettings, type SerialTrouble } from "./serialPort.ts";

/** What the line is doing, as set-up and the counter say it; `sinceMs` is Unix. Trouble is tried again until it is over. */
export type SerialState =
	| { readonly kind: "off" }
	| { readonly kind: "opening" }
	| { readonly kind: "open" }
	| { readonly kind: "trouble"; readonly why: SerialTrouble; readonly sinceMs: number };

export type SerialScannerParts = {
	readonly clock: Clock;
	/** 50 ms of nothing end a scanner's code that has no end of its own. */
	readonly pauseMs: number;
	readonly retryMs: number;
	readonly onCode: (text: string) => void;
	readonly onChange: (state: SerialState) => void;
};

/** A scanner on a serial line. Its port is kept open, whatever is pulled out and put back, until another is used. */
export type SerialScanner = {
	readonly state: () => SerialState;
	/** Null turns it off. */
	readonly use: (settings: SerialSettings | null) => void;
	readonly stop: () => Promise<void>;
};

/** One port's turn. `end` cuts short whatever it waits for. */
type PortSession = { isOver: boolean; end: () => void };

export function openSerialScanner(parts: SerialScannerParts): SerialScanner {
	let state: SerialState = { kind: "off" };
	let turn: PortSession = { isOver: true, end: () => {} };
	let ended: Promise<void> = Promise.resolve();

	function tell(next: SerialState): void {
		state = next;
		parts.onChange(next);
	}

	async function keepOpen(settings: SerialSettings, mine: PortSession): Promise<void> {
		if (!mine.isOver) tell({ kind: "opening" });
		while (!mine.isOver) {
			const opening = await openSerialPort(settings);
			const why = opening.kind === "open" ? await listen(opening, mine) : opening.why;
			if (!mine.isOver) tellTrouble(why);
			if (!mine.isOver) await rest(mine);
		}
	}

	/** Until the port is gone. */
	async function listen(port: OpenedPort, mine: PortSession): Promise<SerialTrouble> {
		const line = createSerialLine({ timers: parts.clock, pauseMs: parts.pauseMs, onCode: parts.onCode });
		mine.end = () => void port.close();
		if (!mine.isOver) tell({ kind: "open" });
		while (!mine.isOver) {
			const bytes = await port.read();
			if (bytes === null) break;
			line.push(bytes);
		}
		line.end();
		await port.close();
		return "absent";
	}

	function tellTrouble(why: SerialTrouble): void {
		if (state.kind !== "trouble") tell({ kind: "trouble", why, sinceMs: parts.clock.nowMs() });
		else if (state.why !== why) tell({ ...state, why });
	}

	async function rest(mine: PortSession): Promise<void> {
		await new Promise<void>((resolve) => {
			const cancel = parts.clock.after(parts.retryMs, resolve);
			mine.end = () => {
				cancel();
				resolve();
			};
		});
	}

	function end(): void {
		turn.isOver = true;
		turn.end();
	}

	return {
		state: () => state,
		use(settings) {
			end();
			const next: PortSession = { isOver: false, end: () => {} };
			turn = next;
			// The port before is closed first: it may be the very one that is wanted now.
			ended = ended.then(() => (settings === null ? tell({ kind: "off" }) : keepOpen(settings, next)));
		},
		async stop() {
			end();
			await ended;
		},
	};
}
