import type { PaperRoll } from "./paperRoll.ts";

/** The part of a printer that processes its data in order, byte by byte; its state survives reconnection. */
export type EscPosInterpreter = Generator<"byte" | "paper", void, number>;

export type PrintHead = {
	readonly paper: PaperRoll;
	/** GS r: a status reply in the order of the data. */
	readonly answerInOrder: (question: number) => void;
	/** GS a: which status changes are sent automatically. */
	readonly setAutomaticStatus: (what: number) => void;
	/** A byte that is no command is text, which a printer would print: our tickets contain none. */
	readonly printText: (byte: number) => void;
};

const [lf, dle, esc, fs, gs] = [0x0a, 0x10, 0x1b, 0x1c, 0x1d];

/**
 * Interprets ESC/POS: GS v 0 and ESC * bitmaps, feeds, the cutter, GS r and GS a. It yields "byte" for the next byte,
 * and "paper" when it must wait for paper.
 */
export function* interpretEscPos(head: PrintHead): EscPosInterpreter {
	let spacing = 30;
	for (;;) {
		const byte = yield "byte";
		if (byte === lf) yield* feed(head, spacing);
		else if (byte === dle) yield* skip((yield "byte") === 0x14 ? 3 : 1);
		else if (byte === esc) spacing = yield* escapeSequence(head, spacing);
		else if (byte === fs) yield "byte";
		else if (byte === gs) yield* interpretGs(head);
		else if (byte !== 0) head.printText(byte);
	}
}

function* skip(bytes: number): EscPosInterpreter {
	for (let i = 0; i < bytes; i++) yield "byte";
}

function* printRow(head: PrintHead, row: Uint8Array): EscPosInterpreter {
	while (!head.paper.lay(row)) yield "paper";
}

function* feed(head: PrintHead, rows: number): EscPosInterpreter {
	for (let i = 0; i < rows; i++) yield* printRow(head, new Uint8Array(head.paper.width));
}

function* escapeSequence(head: PrintHead, spacing: number): Generator<"byte" | "paper", number, number> {
	const command = yield "byte";
	switch (command) {
		case 0x40: // ESC @
		case 0x32: // ESC 2
			return 30;
		case 0x33: // ESC 3 n
			return yield "byte";
		case 0x4a: // ESC J n
			yield* feed(head, yield "byte");
			return spacing;
		case 0x64: // ESC d n
			yield* feed(head, spacing * (yield "byte"));
			return spacing;
		case 0x2a: // ESC * m nL nH
			yield* interpretColumns(head);
			return spacing;
		default: // ESC M n, ESC a n and their like
			yield "byte";
			return spacing;
	}
}

/** ESC *: a strip of 8 or 24 rows, column by column. */
function* interpretColumns(head: PrintHead): EscPosInterpreter {
	const mode = yield "byte";
	const width = (yield "byte") + 256 * (yield "byte");
	const bytes = mode >= 32 ? 3 : 1;
	const rows = Array.from({ length: 8 * bytes }, () => new Uint8Array(head.paper.width));
	for (let x = 0; x < width; x++) {
		for (let b = 0; b < bytes; b++) {
			const byte = yield "byte";
			for (let bit = 0; bit < 8; bit++) setDot(rows[8 * b + bit], x, (byte >> (7 - bit)) & 1);
		}
	}
	for (const row of rows) yield* printRow(head, row);
}

function* interpretGs(head: PrintHead): EscPosInterpreter {
	const command = yield "byte";
	switch (command) {
		case 0x76: // GS v 0
			yield* interpretRaster(head);
			return;
		case 0x56: // GS V m: cut; 65 and 66 feed first
			if ((yield "byte") >= 65) yield* feed(head, yield "byte");
			head.paper.cut();
			return;
		case 0x72: // GS r n
			head.answerInOrder(yield "byte");
			return;
		case 0x61: // GS a n
			head.setAutomaticStatus(yield "byte");
			return;
		default: // GS ! n and their like
			yield "byte";
	}
}

/** GS v 0 m xL xH yL yH: rows, printed as they come. */
function* interpretRaster(head: PrintHead): EscPosInterpreter {
	yield* skip(2);
	const bytes = (yield "byte") + 256 * (yield "byte");
	const height = (yield "byte") + 256 * (yield "byte");
	for (let y = 0; y < height; y++) {
		const row = new Uint8Array(head.paper.width);
		for (let x = 0; x < bytes; x++) {
			const byte = yield "byte";
			for (let bit = 0; bit < 8; bit++) setDot(row, 8 * x + bit, (byte >> (7 - bit)) & 1);
		}
		yield* printRow(head, row);
	}
}

function setDot(row: Uint8Array | undefined, x: number, dot: number): void {
	if (row !== undefined && x < row.length) row[x] = dot;
}
