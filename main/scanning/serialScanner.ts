import type { Clock } from "../../sync/clock.ts";
import { describeError, type Log, type LogDetails } from "../../sync/log.ts";
import { createSerialLine } from "./serialLine.ts";
import { type OpenedPort, openSerialPort, type SerialSettings, type SerialTrouble } from "./serialPort.ts";

/** The state that set-up and the counter show. `sinceMs` is Unix time. In trouble, opening the port is retried. */
export type SerialState =
	| { readonly kind: "off" }
	| { readonly kind: "opening" }
	| { readonly kind: "open" }
	| { readonly kind: "trouble"; readonly why: SerialTrouble; readonly sinceMs: number };

export type SerialScannerParts = {
	readonly clock: Clock;
	/** A code without a terminator ends after a pause this long. */
	readonly pauseMs: number;
	readonly retryMs: number;
	readonly onCode: (text: string) => void;
	readonly onChange: (state: SerialState) => void;
	readonly log: Log;
};

/** A scanner on a serial port. The port is reopened after every unplugging, until another one is used. */
export type SerialScanner = {
	readonly state: () => SerialState;
	/** Null turns it off. */
	readonly use: (settings: SerialSettings | null) => void;
	readonly stop: () => Promise<void>;
};

/** The use of one port. `end` cancels whatever it waits for. */
type PortSession = { isOver: boolean; end: () => void };

export function openSerialScanner(parts: SerialScannerParts): SerialScanner {
	const { log } = parts;
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
			if (!mine.isOver) tellTrouble(why, opening.kind === "open" ? {} : opening.details);
			if (!mine.isOver) await rest(mine);
		}
	}

	/** Ends when the port is gone. */
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

	/** Only an unnamed failure is a fault to look into. It is logged once, not at every retry. */
	function tellTrouble(why: SerialTrouble, details: LogDetails): void {
		const isNew = state.kind !== "trouble" || state.why !== why;
		if (isNew && why === "failed") log.warn("serialPortNotOpened", details);
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
			// The previous port is closed first: it may be the same one with other settings.
			ended = ended
				.then(() => (settings === null ? tell({ kind: "off" }) : keepOpen(settings, next)))
				.catch((error: unknown) => log.error("serialScannerFailed", describeError(error)));
		},
		async stop() {
			end();
			await ended;
		},
	};
}
