import { read } from "node:fs";
import { promisify } from "node:util";
import type { SerialPort } from "serialport";
import { describeError, type LogDetails } from "../../sync/log.ts";

export type SerialSettings = { readonly path: string; readonly baudRate: number };
export type SerialTrouble = "absent" | "denied" | "busy" | "failed";

export type OpenedPort = {
	readonly kind: "open";
	/** The next bytes; null once the port is gone or closed. One call at a time. */
	readonly read: () => Promise<Uint8Array | null>;
	readonly close: () => Promise<void>;
};
export type SerialOpening = OpenedPort | SerialOpenFailure;
export type SerialOpenFailure = {
	readonly kind: "trouble";
	readonly why: SerialTrouble;
	readonly details: LogDetails;
};

type Binding = Awaited<ReturnType<typeof SerialPort.binding.open>>;
type PolledBinding = Extract<Binding, { poller: unknown }>;

const readFd = promisify(read);

/** Opens a port exclusively: 8 data bits, no parity, one stop bit. */
export async function openSerialPort({ path, baudRate }: SerialSettings): Promise<SerialOpening> {
	try {
		// Loaded on demand: most kiosks have no serial scanner, and loading it would delay every start.
		const serialport = await import("serialport");
		const binding = await serialport.SerialPort.binding.open({ path, baudRate });
		return { kind: "open", ...("poller" in binding ? wrapPolledBinding(binding) : wrapBinding(binding)) };
	} catch (error) {
		const why = serialTroubleOf(String(error), process.platform);
		return { kind: "trouble", why, details: describeError(error) };
	}
}

type PortIo = Omit<OpenedPort, "kind">;

/** Closing a port that was unplugged fails, but releases its descriptor. */
function closeBinding(binding: Binding): Promise<void> {
	return binding.close().catch(() => {});
}

function wrapBinding(binding: Binding): PortIo {
	const buffer = Buffer.alloc(4096);
	return {
		read: () =>
			binding.read(buffer, 0, buffer.length).then(
				({ bytesRead }) => (bytesRead === 0 ? null : buffer.subarray(0, bytesRead)),
				// The port was unplugged or closed.
				() => null,
			),
		close: () => closeBinding(binding),
	};
}

/**
 * On Unix this module reads the descriptor itself. The library's own loop takes the empty read of an unplugged port for
 * "no data yet" and retries at once forever, until memory is exhausted (serialport/bindings-cpp#162).
 */
function wrapPolledBinding(binding: PolledBinding): PortIo {
	const buffer = Buffer.alloc(4096);
	let reading: Promise<unknown> = Promise.resolve();

	async function readNext(): Promise<Uint8Array | null> {
		for (;;) {
			await waitUntilReadable(binding);
			if (binding.fd === null) return null;
			const some = readFd(binding.fd, buffer, 0, buffer.length, null);
			// The error is handled below; `close` waits only for the end.
			reading = some.catch(() => {});
			try {
				const { bytesRead } = await some;
				return bytesRead === 0 ? null : buffer.subarray(0, bytesRead);
			} catch (error) {
				// No data yet, or interrupted: wait again. Any other error means that the port is gone.
				if (!/EAGAIN|EWOULDBLOCK|EINTR/.test(String(error))) return null;
			}
		}
	}

	return {
		// The poller reports an error when the port is unplugged or closed.
		read: () => readNext().catch(() => null),
		async close() {
			// A pending read must end first: the descriptor number may be reused by another file.
			await reading;
			await closeBinding(binding);
		},
	};
}

function waitUntilReadable({ poller }: PolledBinding): Promise<void> {
	return new Promise((resolve, reject) => {
		poller.once("readable", (error) => (error === null ? resolve() : reject(error)));
	});
}

/** The library reports why a port could not be opened only as text. Windows reports "access denied" also for a port in use. */
export function serialTroubleOf(message: string, platform: string): SerialTrouble {
	if (/no such (?:file|device)|file not found|cannot find/i.test(message)) return "absent";
	if (/lock|busy|in use/i.test(message)) return "busy";
	if (/denied|not permitted/i.test(message)) return platform === "win32" ? "busy" : "denied";
	return "failed";
}
