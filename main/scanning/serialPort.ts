import { read } from "node:fs";
import { promisify } from "node:util";
import type { SerialPort } from "serialport";

export type SerialSettings = { readonly path: string; readonly baudRate: number };
export type SerialTrouble = "absent" | "denied" | "busy" | "failed";

export type OpenedPort = {
	readonly kind: "open";
	/** The next bytes; null once the port is gone or closed. Called again only after it has answered. */
	readonly read: () => Promise<Uint8Array | null>;
	readonly close: () => Promise<void>;
};
export type SerialOpening = OpenedPort | { readonly kind: "trouble"; readonly why: SerialTrouble };

type Binding = Awaited<ReturnType<typeof SerialPort.binding.open>>;
type PolledBinding = Extract<Binding, { poller: unknown }>;

const readFd = promisify(read);

/** Opens a port for this process alone: 8 data bits, no parity, one stop bit. */
export async function openSerialPort({ path, baudRate }: SerialSettings): Promise<SerialOpening> {
	try {
		// Loaded with the first port: most kiosks have none, and all of them want to be ready soon.
		const serialport = await import("serialport");
		const binding = await serialport.SerialPort.binding.open({ path, baudRate });
		return { kind: "open", ...("poller" in binding ? wrapPolledBinding(binding) : wrapBinding(binding)) };
	} catch (error) {
		return { kind: "trouble", why: serialTroubleOf(String(error), process.platform) };
	}
}

type PortIo = Omit<OpenedPort, "kind">;

function wrapBinding(binding: Binding): PortIo {
	const buffer = Buffer.alloc(4096);
	return {
		read: () =>
			binding.read(buffer, 0, buffer.length).then(
				({ bytesRead }) => (bytesRead === 0 ? null : buffer.subarray(0, bytesRead)),
				() => null,
			),
		close: () => binding.close().catch(() => {}),
	};
}

/**
 * On Unix the reading is ours: the library's own takes the nothing that an unplugged port gives for "not yet" and asks
 * again without end or rest, until the memory is full (serialport/bindings-cpp#162).
 */
function wrapPolledBinding(binding: PolledBinding): PortIo {
	const buffer = Buffer.alloc(4096);
	let reading: Promise<unknown> = Promise.resolve();

	async function readNext(): Promise<Uint8Array | null> {
		for (;;) {
			await waitUntilReadable(binding);
			if (binding.fd === null) return null;
			const some = readFd(binding.fd, buffer, 0, buffer.length, null);
			reading = some.catch(() => {});
			try {
				const { bytesRead } = await some;
				return bytesRead === 0 ? null : buffer.subarray(0, bytesRead);
			} catch (error) {
				// Not yet after all.
				if (!/EAGAIN|EWOULDBLOCK|EINTR/.test(String(error))) return null;
			}
		}
	}

	return {
		read: () => readNext().catch(() => null),
		async close() {
			// Not under a read on its way, which might find another file by this number.
			await reading;
			await binding.close().catch(() => {});
		},
	};
}

function waitUntilReadable({ poller }: PolledBinding): Promise<void> {
	return new Promise((resolve, reject) => {
		poller.once("readable", (error) => (error === null ? resolve() : reject(error)));
	});
}

/** The library says in words alone why it could not open a port. Windows says the same of a port in use and one forbidden. */
export function serialTroubleOf(message: string, platform: string): SerialTrouble {
	if (/no such (?:file|device)|file not found|cannot find/i.test(message)) return "absent";
	if (/lock|busy|in use/i.test(message)) return "busy";
	if (/denied|not permitted/i.test(message)) return platform === "win32" ? "busy" : "denied";
	return "failed";
}
