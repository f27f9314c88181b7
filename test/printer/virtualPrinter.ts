import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { dotsAcross, type PaperWidth } from "../../core/contract/printer.ts";
import { type EscPosInterpreter, interpretEscPos } from "./escPosInterpreter.ts";
import { PaperRoll } from "./paperRoll.ts";

/** The features and the speed of this model. */
export type PrinterModel = {
	readonly paper: PaperWidth;
	/** Answers DLE EOT, */
	readonly answersRealTime: boolean;
	/** after this delay. */
	readonly answersAfterMs: number;
	/** Answers GS r. */
	readonly answersInOrder: boolean;
	/** Obeys GS a. */
	readonly sendsAutomaticStatus: boolean;
	/** Bytes processed in one turn; few for a slow printer. */
	readonly bytesATurn: number;
	/** Bytes buffered before it applies back-pressure. */
	readonly buffer: number;
};

const defaultModel: PrinterModel = {
	paper: 80,
	answersRealTime: true,
	answersAfterMs: 0,
	answersInOrder: true,
	sendsAutomaticStatus: true,
	bytesATurn: 65_536,
	buffer: 4096,
};

type State = {
	readonly isCoverOpen: boolean;
	readonly isOffline: boolean;
	readonly isNearEnd: boolean;
	readonly isEmpty: boolean;
};

/**
 * A ticket printer that prints PNGs. Like a real one it obeys real-time commands anywhere in the data, stops
 * when the paper ends or the cover is opened, continues when that is mended, and keeps its position in a bitmap when a
 * connection is lost.
 */
export class VirtualPrinter {
	readonly model: PrinterModel;
	readonly paper: PaperRoll;
	/** Bytes that a real printer would have printed as characters. */
	readonly letters: number[] = [];
	#state: State = { isCoverOpen: false, isOffline: false, isNearEnd: false, isEmpty: false };
	readonly #work: EscPosInterpreter;
	#awaits: "byte" | "paper";
	readonly #buffer: number[] = [];
	#recent: number[] = [];
	#line: Duplex | null = null;
	#tells = 0;
	#turn: NodeJS.Timeout | null = null;
	#server: Server | null = null;
	readonly #sockets = new Set<Socket>();

	constructor(model: Partial<PrinterModel> = {}) {
		this.model = { ...defaultModel, ...model };
		this.paper = new PaperRoll(dotsAcross(this.model.paper));
		this.#work = interpretEscPos({
			paper: this.paper,
			answerInOrder: () => this.model.answersInOrder && this.#say(0),
			setAutomaticStatus: (what) => {
				this.#tells = what;
				this.#tell();
			},
			printText: (byte) => this.letters.push(byte),
		});
		this.#awaits = this.#work.next().value ?? "byte";
	}

	/** Listens on loopback, on its former port if it had one. */
	async listen(port = 0): Promise<number> {
		const server = createServer((socket) => this.#connected(socket));
		server.listen(port, "127.0.0.1");
		await once(server, "listening");
		this.#server = server;
		return (server.address() as AddressInfo).port;
	}

	openCover(isCoverOpen: boolean): void {
		this.#change({ isCoverOpen });
	}
	takeOffline(isOffline: boolean): void {
		this.#change({ isOffline });
	}
	nearEnd(isNearEnd: boolean): void {
		this.#change({ isNearEnd });
	}
	/** Loads a roll of so many rows; 0 is a printer without paper. */
	load(rows: number): void {
		this.paper.left = rows;
		this.#change({ isEmpty: rows === 0 });
	}

	/** Drops the connection, as a pulled cable does. */
	hangUp(): void {
		for (const socket of this.#sockets) socket.resetAndDestroy();
	}

	async close(): Promise<void> {
		if (this.#turn !== null) clearTimeout(this.#turn);
		this.#turn = null;
		this.hangUp();
		const server = this.#server;
		this.#server = null;
		if (server !== null) await new Promise((resolve) => server.close(resolve));
	}

	/** Connects a stream. What is not consumed waits there (back-pressure). */
	attach(line: Duplex): void {
		line.on("readable", () => {
			this.#line = line;
			this.#takeIn();
		});
		line.on("error", () => {});
		line.on("close", () => {
			if (this.#line === line) this.#line = null;
			this.#tells = 0;
		});
	}

	#connected(socket: Socket): void {
		this.#sockets.add(socket);
		socket.on("close", () => this.#sockets.delete(socket));
		this.attach(socket);
	}

	#takeIn(): void {
		const line = this.#line;
		for (;;) {
			const room = Math.min(this.model.buffer - this.#buffer.length, line?.readableLength ?? 0);
			if (room <= 0) break;
			for (const byte of line?.read(room) ?? []) this.#arrive(byte);
		}
		// Reads even when nothing is left, so that the end of the stream is noticed.
		if (line?.readableLength === 0) line.read(0);
		this.#schedule();
	}

	#arrive(byte: number): void {
		this.#buffer.push(byte);
		this.#recent = [...this.#recent.slice(-2), byte];
		const [dle, eot, n = 0] = this.#recent;
		if (dle === 0x10 && eot === 0x04 && this.model.answersRealTime)
			setTimeout(() => this.#answerNow(n), this.model.answersAfterMs);
	}

	#answerNow(n: number): void {
		const { isCoverOpen, isOffline, isNearEnd, isEmpty } = this.#state;
		const isOff = isOffline || isCoverOpen || isEmpty;
		if (n === 1) this.#say(0x12 | (isOff ? 0x08 : 0));
		if (n === 2) this.#say(0x12 | (isCoverOpen ? 0x04 : 0) | (isEmpty ? 0x20 : 0));
		if (n === 3) this.#say(0x12);
		if (n === 4) this.#say(0x12 | (isNearEnd || isEmpty ? 0x0c : 0) | (isEmpty ? 0x60 : 0));
	}

	#tell(): void {
		const { isCoverOpen, isOffline, isNearEnd, isEmpty } = this.#state;
		if (this.#tells === 0 || !this.model.sendsAutomaticStatus) return;
		const isOff = isOffline || isCoverOpen || isEmpty;
		this.#say(
			0x10 | (isOff ? 0x08 : 0) | (isCoverOpen ? 0x20 : 0),
			0,
			(isNearEnd || isEmpty ? 0x03 : 0) | (isEmpty ? 0x0c : 0),
			0x0f,
		);
	}

	#change(to: Partial<State>): void {
		this.#state = { ...this.#state, ...to };
		this.#tell();
		this.#schedule();
	}

	#say(...bytes: readonly number[]): void {
		this.#line?.write(Uint8Array.from(bytes));
	}

	#schedule(): void {
		this.#turn ??= setTimeout(() => {
			this.#turn = null;
			this.#workOff();
		}, 1);
	}

	#workOff(): void {
		const { isCoverOpen, isOffline, isEmpty } = this.#state;
		if (isCoverOpen || isOffline || isEmpty) return;
		let taken = 0;
		while (taken < this.model.bytesATurn) {
			if (this.#awaits === "byte" && taken >= this.#buffer.length) break;
			const byte = this.#awaits === "byte" ? this.#buffer[taken++] : 0;
			this.#awaits = this.#work.next(byte ?? 0).value ?? "byte";
			if (this.#awaits !== "paper" || this.paper.left > 0) continue;
			this.#buffer.splice(0, taken);
			this.load(0);
			return;
		}
		this.#buffer.splice(0, taken);
		if (taken > 0) this.#takeIn();
	}
}
