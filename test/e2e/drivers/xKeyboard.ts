import { once } from "node:events";
import { createConnection, type Socket } from "node:net";
import { runCommand } from "../../machine/command.ts";

/** A key of a real keyboard, by its position; the delay before it goes down, and how long it is held. */
export type XStroke = {
	readonly code: string;
	readonly shift: boolean;
	readonly waitMs: number;
	readonly forMs: number;
};

/**
 * A virtual keyboard of the X server: its keys go through the server, the layout and Chromium as a plugged-in one's do.
 */
export type XKeyboard = {
	readonly layout: (name: string, variant?: string) => Promise<void>;
	readonly type: (strokes: readonly XStroke[]) => Promise<void>;
	/** Types the strokes while another key is held down. */
	readonly hold: (code: string, strokes: readonly XStroke[]) => Promise<void>;
	readonly close: () => void;
};

const usRows: readonly (readonly [number, readonly string[]])[] = [
	[9, ["Escape", ..."1234567890".split("").map((d) => `Digit${d}`), "Minus", "Equal", "Backspace", "Tab"]],
	[24, [..."QWERTYUIOP".split("").map((c) => `Key${c}`), "BracketLeft", "BracketRight", "Enter", "ControlLeft"]],
	[38, [..."ASDFGHJKL".split("").map((c) => `Key${c}`), "Semicolon", "Quote", "Backquote", "ShiftLeft", "Backslash"]],
	[52, [..."ZXCVBNM".split("").map((c) => `Key${c}`), "Comma", "Period", "Slash", "ShiftRight", "NumpadMultiply"]],
	[64, ["AltLeft", "Space", "CapsLock", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "NumLock"]],
	[79, ["Numpad7", "Numpad8", "Numpad9", "NumpadSubtract", "Numpad4", "Numpad5", "Numpad6", "NumpadAdd"]],
	[87, ["Numpad1", "Numpad2", "Numpad3", "Numpad0", "NumpadDecimal"]],
	[95, ["F11", "F12"]],
	[111, ["ArrowUp", "PageUp", "ArrowLeft", "ArrowRight", "End", "ArrowDown", "PageDown", "Insert", "Delete"]],
];
/** X keycodes: Linux' own plus eight (linux/input-event-codes.h). */
const keycodes = new Map(usRows.flatMap(([first, codes]) => codes.map((code, i) => [code, first + i] as const)));

const keyPressEvent = 2;
const keyReleaseEvent = 3;

/** A minimal X11 client: connection set-up, QueryExtension, XTEST's FakeInput, and a request to synchronize with. */
export async function openXKeyboard(display: string): Promise<XKeyboard> {
	const socket = createConnection(`/tmp/.X11-unix/X${display.replace(":", "")}`);
	const take = createReader(socket);
	socket.write(Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
	const head = await take(8);
	const setup = await take(head.readUInt16LE(6) * 4);
	const root = setup.readUInt32LE(32 + 4 * Math.ceil(setup.readUInt16LE(16) / 4) + setup.readUInt8(21) * 8);
	const question = Buffer.alloc(16);
	question.writeUInt8(98, 0);
	question.writeUInt16LE(4, 2);
	question.writeUInt16LE(5, 4);
	question.write("XTEST", 8);
	socket.write(question);
	const opcode = (await answer()).readUInt8(9);

	function fake(kind: number, code: string, delayMs: number): void {
		const request = Buffer.alloc(36);
		request.writeUInt8(opcode, 0);
		request.writeUInt8(2, 1);
		request.writeUInt16LE(9, 2);
		request.writeUInt8(kind, 4);
		request.writeUInt8(keycodes.get(code) ?? 0, 5);
		request.writeUInt32LE(delayMs, 8);
		request.writeUInt32LE(root, 12);
		socket.write(request);
	}

	/** Reads the next reply, and skips events caused by other clients, such as a layout change. */
	async function answer(): Promise<Buffer> {
		for (;;) {
			const reply = await take(32);
			if (reply.readUInt8(0) === 0) throw new Error(`X refuses: error ${reply.readUInt8(1)}`);
			if (reply.readUInt8(0) === 1) return reply;
		}
	}

	/** GetInputFocus: its reply comes after all requests before it have been processed. */
	async function settle(): Promise<void> {
		socket.write(Buffer.from([43, 0, 1, 0]));
		await answer();
	}

	function strike(strokes: readonly XStroke[]): void {
		for (const { code, shift, waitMs, forMs } of strokes) {
			if (shift) fake(keyPressEvent, "ShiftLeft", 0);
			fake(keyPressEvent, code, waitMs);
			fake(keyReleaseEvent, code, forMs);
			if (shift) fake(keyReleaseEvent, "ShiftLeft", 0);
		}
	}

	return {
		async layout(name, variant = "") {
			const set = ["-display", display, "-rules", "evdev", "-model", "pc105", "-layout", name, "-variant", variant];
			const done = await runCommand("setxkbmap", set);
			if (!done.isDone) throw new Error(done.output);
		},
		async type(strokes) {
			strike(strokes);
			await settle();
		},
		async hold(code, strokes) {
			fake(keyPressEvent, code, 1);
			strike(strokes);
			fake(keyReleaseEvent, code, 1);
			await settle();
		},
		close: () => socket.destroy(),
	};
}

function createReader(socket: Socket): (length: number) => Promise<Buffer> {
	let received = Buffer.alloc(0);
	socket.on("data", (part) => {
		received = Buffer.concat([received, part]);
		socket.emit("received");
	});
	return async (length) => {
		while (received.length < length) await once(socket, "received");
		const taken = received.subarray(0, length);
		received = received.subarray(length);
		return taken;
	};
}
