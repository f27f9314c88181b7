import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { PrinterTrouble } from "../../core/contract/printer.ts";
import { serializeSends, type Transport, type TransportOpening } from "./transport.ts";

/** A device that is not ready is asked again after so long. */
const retryAfterMs = 20;
const chunkBytes = 4096;

/**
 * A device file, such as /dev/usb/lp0, without ever waiting inside the system: a read or a write that hangs would hold one
 * of Node's few threads for as long as the paper is out. Only a character device is opened, so that nobody who may choose
 * the printer can have a file written over. `patienceMs` is for the last of it to be taken.
 */
export async function openFileTransport(path: string, patienceMs: number): Promise<TransportOpening> {
	try {
		const file = await open(path, constants.O_RDWR | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0));
		if ((await file.stat()).isCharacterDevice()) return { kind: "open", wire: transportOf(file, patienceMs) };
		await file.close();
		return { kind: "failed", why: "error" };
	} catch (error) {
		return { kind: "failed", why: troubleOf(codeOf(error)) };
	}
}

function troubleOf(code: string): PrinterTrouble {
	if (code === "EBUSY") return "busy";
	return ["ENOENT", "ENODEV", "ENXIO", "EIO"].includes(code) ? "offline" : "error";
}

function transportOf(file: FileHandle, patienceMs: number): Transport {
	let gone = 0;
	let isBroken = false;
	let isClosed = false;
	let reading = Promise.resolve();
	let tellBroken = () => {};
	const broken = new Promise<null>((resolve) => {
		tellBroken = () => resolve(null);
	});

	/** What the work gives, or null while the device is not ready; any other trouble breaks the wire. */
	async function whenReady(work: () => Promise<number>): Promise<number | null> {
		try {
			return await work();
		} catch (error) {
			if (codeOf(error) !== "EAGAIN") {
				isBroken = true;
				tellBroken();
			}
			return null;
		}
	}

	async function read(heard: (bytes: Uint8Array) => void): Promise<void> {
		const into = Buffer.alloc(64);
		while (!isBroken && !isClosed) {
			const length = await whenReady(async () => (await file.read(into, 0, into.length, null)).bytesRead);
			if (length !== null && length > 0) heard(Uint8Array.from(into.subarray(0, length)));
			else await sleep(retryAfterMs);
		}
	}

	async function send(bytes: Uint8Array): Promise<boolean> {
		let at = 0;
		while (at < bytes.length && !isBroken && !isClosed) {
			const piece = bytes.subarray(at, at + chunkBytes);
			const length = await whenReady(async () => (await file.write(piece)).bytesWritten);
			at += length ?? 0;
			gone += length ?? 0;
			if (length === null && !isBroken) await sleep(retryAfterMs);
		}
		return at >= bytes.length;
	}

	const write = serializeSends(send);
	return {
		send: write,
		sentBytes: () => gone,
		onData(heard) {
			reading = read(heard);
		},
		isBroken: () => isBroken,
		whenBroken: broken,
		// Linux's usblp drops on closing what it is still transferring; it takes another byte only when that is done.
		finish: () => Promise.race([write(Uint8Array.of(0)), sleep(patienceMs, false)]),
		async close() {
			isClosed = true;
			await reading;
			await file.close().catch(() => {});
		},
	};
}

function codeOf(error: unknown): string {
	return error instanceof Error && "code" in error ? String(error.code) : "";
}
