import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { test } from "node:test";
import { setTimeout as pass } from "node:timers/promises";
import { longestCode } from "../../../core/voucher/voucher.ts";
import { splitCodes } from "../../../main/scanning/serialCodes.ts";
import { createSerialLine } from "../../../main/scanning/serialLine.ts";
import { serialTroubleOf } from "../../../main/scanning/serialPort.ts";
import { listSerialPorts, serialPortInfoOf } from "../../../main/scanning/serialPorts.ts";
import { openSerialScanner, type SerialScanner } from "../../../main/scanning/serialScanner.ts";
import { silentLog } from "../../../sync/log.ts";
import { systemClock } from "../../../sync/system.ts";
import { createVirtualSerialPort, type VirtualSerialPort } from "./virtualSerialPort.ts";

const staticCodeLength = 153;
const rotatingCodeLength = 171;

test("CR, LF, CRLF and ETX each end a code, and none produces an empty one", () => {
	assert.deepEqual(splitAll("A\rB\nC\r\nD\x03\x02E\x03\r\n"), ["A", "B", "C", "D", "E"]);
});

test("NUL, EOT and Tab end a code, and produce no empty one, but split no other text (D5)", () => {
	for (const end of ["\0", "\x04", "\t", "\t\r\n", "\r\n\0", "\x04\x04"]) {
		for (const before of ["", "]Q1", "\\000026", "\x01", "\x02"]) {
			for (const code of ["V1:AAA", "v1:aaa"]) {
				const sent = before + code;
				const expected = before < " " ? code : sent;
				assert.deepEqual(splitAll(`${sent}${end}${sent}${end}`), [expected, expected], JSON.stringify(end));
			}
		}
	}
	assert.deepEqual(splitAll("A\tB\x04C\0D\r"), ["A\tB\x04C\0D"]);
});

test("a code that arrives in pieces is one code", () => {
	const first = splitCodes("", Buffer.from("V1:AB"));
	const second = splitCodes(first.pending, Buffer.from("CD\rV1"));
	assert.deepEqual([first.codes, second.codes, second.pending], [[], ["V1:ABCD"], "V1"]);
});

test("an overlong code is cut to one character more than the longest valid one, and the next one is whole", () => {
	assert.deepEqual(splitAll(`${"7".repeat(5000)}\rV1:OK\r`), ["7".repeat(513), "V1:OK"]);
});

test("bytes outside printable ASCII are passed on, so that the code is refused with a reason", () => {
	assert.deepEqual(splitCodes("", Uint8Array.of(0x56, 0x00, 0x1b, 0x7f, 0xe4, 0xff, 0x02, 0x0d)).codes, [
		"V\x00\x1b\x7f\xe4\xff\x02",
	]);
});

test("a code that arrives while the event loop is busy is not split", async () => {
	const scans: string[] = [];
	const line = createSerialLine({ timers: systemClock, pauseMs: 50, onCode: (text) => scans.push(text) });
	line.push(Buffer.from("FIRST HALF, "));
	const untilMs = performance.now() + 200;
	while (performance.now() < untilMs);
	// The timer is overdue before the bytes that wait at the port are read.
	setImmediate(() => line.push(Buffer.from("SECOND HALF\r")));
	await pass(300);
	assert.deepEqual(scans, ["FIRST HALF, SECOND HALF"]);
});

test("the reason why a port cannot be opened is derived from the library's message", () => {
	const said = (message: string) => serialTroubleOf(message, "linux");
	assert.equal(said("Error: No such file or directory, cannot open /dev/ttyACM0"), "absent");
	assert.equal(said("Error: No such device or address, cannot open /dev/ttyS9"), "absent");
	assert.equal(said("Error: Permission denied, cannot open /dev/ttyACM0"), "denied");
	assert.equal(said("Error Resource temporarily unavailable Cannot lock port"), "busy");
	assert.equal(said("Error: Device or resource busy, cannot open /dev/ttyACM0"), "busy");
	assert.equal(said("Error: Inappropriate ioctl for device setting custom baud rate of 9600"), "failed");
	assert.equal(serialTroubleOf("Opening COM3: File not found", "win32"), "absent");
	assert.equal(serialTroubleOf("Opening COM3: Access denied", "win32"), "busy");
});

test("a USB scanner is offered by the path that stays the same when it is replugged", () => {
	const usb = { path: "/dev/ttyACM0", pnpId: "usb-Honeywell_1900_12345-if00", vendorId: "0c2e" };
	assert.deepEqual(serialPortInfoOf(usb), {
		path: "/dev/serial/by-id/usb-Honeywell_1900_12345-if00",
		name: "Honeywell 1900 12345",
		isUsb: true,
	});
	assert.deepEqual(
		serialPortInfoOf({ path: "COM3", pnpId: "USB\\VID_0C2E", manufacturer: "Honeywell", vendorId: "0C2E" }),
		{
			path: "COM3",
			name: "Honeywell (COM3)",
			isUsb: true,
		},
	);
	assert.deepEqual(serialPortInfoOf({ path: "/dev/ttyS0" }), { path: "/dev/ttyS0", name: "/dev/ttyS0", isUsb: false });
});

test("the ports are listed, or none where the system cannot list them", async () => {
	for (const { path, name } of await listSerialPorts(silentLog)) assert.ok(path !== "" && name !== "");
});

test("a code sent over a pseudo-terminal is received, with a terminator and without one", () =>
	withVirtualPort(async ({ port, scanner, next }) => {
		const plugged = await port.plugIn();
		scanner.use({ path: port.path, baudRate: 9600 });
		assert.deepEqual([await next(), await next()], ["opening", "open"]);
		await plugged.send("V1:WITH CR\r");
		assert.equal(await next(), "scan V1:WITH CR");
		await plugged.send("V1:WITH NOTHING");
		assert.equal(await next(), "scan V1:WITH NOTHING");
		await plugged.send(Uint8Array.of(0x11, 0x13, 0x00, 0xff, 0x0d));
		assert.equal(await next(), "scan \x11\x13\x00\xff");
		await plugged.unplug();
	}));

test("each code of a queue arrives whole, whatever its length, its end and the pause before it", () =>
	withVirtualPort(async ({ port, scanner, next }) => {
		const plugged = await port.plugIn();
		scanner.use({ path: port.path, baudRate: 9600 });
		assert.deepEqual([await next(), await next()], ["opening", "open"]);
		const lengths = [20, staticCodeLength, rotatingCodeLength, longestCode];
		for (const [turn, pauseMs] of [0, 2 * silentParts.pauseMs, 0, 10 * silentParts.pauseMs].entries()) {
			for (const [i, terminator] of ["\r", "\r\n", "\x03", ""].entries()) {
				const code = codeOfLength(lengths[(turn + i) % lengths.length] ?? 0, turn * lengths.length + i);
				await pass(pauseMs);
				await plugged.send(code + terminator);
				assert.equal(await next(), `scan ${code}`);
			}
		}
		await plugged.unplug();
	}));

test("a scanner that is unplugged and replugged works again, and each change is reported", () =>
	withVirtualPort(async ({ port, scanner, next }) => {
		scanner.use({ path: port.path, baudRate: 9600 });
		assert.deepEqual([await next(), await next()], ["opening", "trouble absent"]);
		for (let time = 1; time <= 3; time++) {
			const plugged = await port.plugIn();
			assert.equal(await next(), "open");
			await plugged.send(`CODE ${time}\r`);
			assert.equal(await next(), `scan CODE ${time}`);
			// Bytes are still in transit when the scanner is unplugged.
			await plugged.send("HALF A CO");
			assert.equal(await next(), "scan HALF A CO");
			await plugged.unplug();
			assert.equal(await next(), "trouble absent");
		}
	}));

test("a port that another process holds is busy until it is released", () =>
	withVirtualPort(async ({ port, scanner, next }) => {
		const plugged = await port.plugIn();
		const other = openSerialScanner({ ...silentParts, onChange: ({ kind }) => kind === "open" && held.emit("open") });
		const held = new EventEmitter();
		const isHeld = once(held, "open");
		other.use({ path: port.path, baudRate: 9600 });
		await isHeld;
		scanner.use({ path: port.path, baudRate: 9600 });
		assert.deepEqual([await next(), await next()], ["opening", "trouble busy"]);
		await other.stop();
		assert.equal(await next(), "open");
		await plugged.unplug();
	}));

test("the baud rate of an open port may be changed, and the port turned off", () =>
	withVirtualPort(async ({ port, scanner, next }) => {
		const plugged = await port.plugIn();
		scanner.use({ path: port.path, baudRate: 9600 });
		assert.deepEqual([await next(), await next()], ["opening", "open"]);
		scanner.use({ path: port.path, baudRate: 115_200 });
		assert.deepEqual([await next(), await next()], ["opening", "open"]);
		await plugged.send("STILL HEARD\r");
		assert.equal(await next(), "scan STILL HEARD");
		scanner.use(null);
		assert.equal(await next(), "off");
		assert.deepEqual(scanner.state(), { kind: "off" });
		await plugged.unplug();
	}));

test("a file that is not a serial port is reported as failed", () =>
	withVirtualPort(async ({ scanner, next }) => {
		scanner.use({ path: "/dev/null", baudRate: 9600 });
		assert.deepEqual([await next(), await next()], ["opening", "trouble failed"]);
	}));

const silentParts = {
	clock: systemClock,
	pauseMs: 50,
	retryMs: 50,
	onCode: () => {},
	onChange: () => {},
	log: silentLog,
};

type SerialTest = {
	readonly port: VirtualSerialPort;
	readonly scanner: SerialScanner;
	readonly next: () => Promise<string>;
};

/** A scanner on a virtual port, and its codes and states in order. */
async function withVirtualPort(work: (parts: SerialTest) => Promise<void>): Promise<void> {
	const port = createVirtualSerialPort();
	const events: string[] = [];
	const emitter = new EventEmitter();
	const record = (event: string) => {
		events.push(event);
		emitter.emit("event");
	};
	const scanner = openSerialScanner({
		...silentParts,
		onCode: (text) => record(`scan ${text}`),
		onChange: (state) => record(state.kind === "trouble" ? `trouble ${state.why}` : state.kind),
	});
	async function next(): Promise<string> {
		if (events.length === 0) await once(emitter, "event");
		return events.shift() ?? "";
	}
	try {
		await work({ port, scanner, next });
	} finally {
		await scanner.stop();
		port.close();
	}
}

/** No two neighbouring characters are alike, so that a lost or doubled one changes the text. */
function codeOfLength(length: number, seed: number): string {
	return Array.from({ length }, (_, i) => String.fromCharCode(0x30 + ((seed + i * 7) % 45))).join("");
}

function splitAll(text: string): readonly string[] {
	return splitCodes("", Buffer.from(text, "latin1")).codes;
}
