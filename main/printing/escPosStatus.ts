import type { PrinterTrouble } from "../../core/contract/printer.ts";

// Status answers of ESC/POS printers. Epson's ESC/POS command reference: DLE EOT (real-time status), GS r (status in the order of
// the data), GS a (automatic status back). The fixed bits of a byte identify the kind of answer.

export type EscPosStatus = {
	readonly isOffline: boolean;
	readonly isCoverOpen: boolean;
	readonly isPaperOut: boolean;
	readonly isNearEnd: boolean;
	readonly hasError: boolean;
};

export type EscPosAnswer =
	| { readonly kind: "realTime"; readonly byte: number }
	| { readonly kind: "inOrder" }
	| { readonly kind: "automatic"; readonly status: EscPosStatus };

const automaticLength = 4;

/** Parses answers from a stream in chunks of any size. XON, XOFF and unknown bytes are skipped. */
export function createAnswerReader(): (bytes: Uint8Array) => readonly EscPosAnswer[] {
	let automatic: number[] = [];
	return (bytes) => {
		const answers: EscPosAnswer[] = [];
		for (const byte of bytes) {
			if ((byte & 0x93) === 0x10) automatic = [byte];
			else if ((byte & 0x93) === 0x12) answers.push({ kind: "realTime", byte });
			else if ((byte & 0x90) === 0 && automatic.length > 0) automatic.push(byte);
			else if ((byte & 0x90) === 0) answers.push({ kind: "inOrder" });
			if (automatic.length < automaticLength) continue;
			answers.push({ kind: "automatic", status: parseAutomaticStatus(automatic) });
			automatic = [];
		}
		return answers;
	};
}

function parseAutomaticStatus([printer = 0, error = 0, paper = 0]: readonly number[]): EscPosStatus {
	return {
		isOffline: (printer & 0x08) !== 0,
		isCoverOpen: (printer & 0x20) !== 0,
		isPaperOut: (paper & 0x0c) !== 0,
		isNearEnd: (paper & 0x03) !== 0,
		hasError: (error & 0x68) !== 0,
	};
}

/** The answers to DLE EOT 1 (printer), 2 (cause of being offline) and 4 (paper). DLE EOT 3 (kind of error) is not asked for. */
export function parseRealTimeStatus(printer: number, cause: number, paper: number): EscPosStatus {
	return {
		isOffline: (printer & 0x08) !== 0,
		isCoverOpen: (cause & 0x04) !== 0,
		isPaperOut: (cause & 0x20) !== 0 || (paper & 0x60) !== 0,
		isNearEnd: (paper & 0x0c) !== 0,
		hasError: (cause & 0x40) !== 0,
	};
}

/** The cause a person must remove first: an open cover also reports no paper, and both take the printer offline. */
export function troubleOfStatus(status: EscPosStatus): PrinterTrouble | null {
	if (status.isCoverOpen) return "coverOpen";
	if (status.isPaperOut) return "paperOut";
	if (status.hasError) return "error";
	return status.isOffline ? "offline" : null;
}
