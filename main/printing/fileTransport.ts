import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { PrinterTrouble } from "../../core/contract/printer.ts";
import { serializeSends, type Transport, type TransportOpening } from "./transport.ts";

/** A device that is not ready (EAGAIN) is tried again after this. */
const retryAfterMs = 20;
const chunkBytes = 4096;

/**
 * A device file, such as /dev/usb/lp0, in non-blocking mode: a blocking read or write would hold a thread of Node's pool
 * while the paper is out. Only a character device is opened, so that choosing a printer cannot overwrite a file.
 */
export async function openFileTransport(path: string): Promise<TransportOpening> {
	try {
		const file = await open(path, constants.O_RDWR | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0));
		if ((await file.stat()).isCharacterDevice()) return { kind: "open", transport: transportOf(file) };
		await file.close();
		return { kind: "failed", why: "error" };
	} catch (error) {
		// Without a code it is a fault of ours; the print queue reports it.
		if (codeOf(error) === "") throw error;
		return { kind: "failed", why: troubleOf(codeOf(error)) };
	}
}

function troubleOf(code: string): PrinterTrouble {
	if (code === "EBUSY") return "busy";
	return ["ENOENT", "ENODEV", "ENXIO", "EIO"].includes(code) ? "offline" : "error";
}

function transportOf(file: FileHandle): Transport {
	let sentBytes = 0;
	let isBroken = false;
	let isClosed = false;
	let reading = Promise.resolve();
	let resolveBroken = () => {};
	const broken = new Promise<null>((resolve) => {
		resolveBroken = () => resolve(null);
	});

	/** The result of `work`, or null while the device is not ready; any other error breaks the transport. */
	async function whenReady(work: () => Promise<number>): Promise<number | null> {
		try {
			return await work();
		} catch (error) {
			if (codeOf(error) !== "EAGAIN") {
				isBroken = true;
				resolveBroken();
			}
			return null;
		}
	}

	async function read(onData: (bytes: Uint8Array) => void): Promise<void> {
		const into = Buffer.alloc(64);
		while (!isBroken && !isClosed) {
			const length = await whenReady(async () => (await file.read(into, 0, into.length, null)).bytesRead);
			if (length !== null && length > 0) onData(Uint8Array.from(into.subarray(0, length)));
			else await sleep(retryAfterMs);
		}
	}

	async function send(bytes: Uint8Array): Promise<boolean> {
		let at = 0;
		while (at < bytes.length && !isBroken && !isClosed) {
			const piece = bytes.subarray(at, at + chunkBytes);
			const length = await whenReady(async () => (await file.write(piece)).bytesWritten);
			at += length ?? 0;
			sentBytes += length ?? 0;
			if (length === null && !isBroken) await sleep(retryAfterMs);
		}
		return at >= bytes.length;
	}

	const write = serializeSends(send);
	return {
		send: write,
		sentBytes: () => sentBytes,
		onData(listener) {
			reading = read(listener);
		},
		isBroken: () => isBroken,
		whenBroken: broken,
		// On close, Linux's usblp drops what it is still transferring; it accepts another byte only after that.
		finish: () => write(Uint8Array.of(0)),
		async close() {
			isClosed = true;
			await reading;
			// An unplugged device may fail to close; it is gone either way.
			await file.close().catch(() => {});
		},
	};
}

function codeOf(error: unknown): string {
	return error instanceof Error && "code" in error ? String(error.code) : "";
}
