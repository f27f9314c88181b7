import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A path at which pseudo-terminals appear and disappear like a scanner that is replugged; like udev's links, it stays the same. */
export type VirtualSerialPort = {
	readonly path: string;
	/** Opens a pseudo-terminal with `script`, which every Linux has. What is sent can be read from the path. */
	readonly plugIn: () => Promise<PluggedScanner>;
	readonly close: () => void;
};

export type PluggedScanner = {
	readonly send: (text: string | Uint8Array) => Promise<void>;
	readonly unplug: () => Promise<void>;
};

export function createVirtualSerialPort(): VirtualSerialPort {
	const folder = mkdtempSync(join(tmpdir(), "pailou-tty-"));
	const path = join(folder, "scanner");

	async function plugIn(): Promise<PluggedScanner> {
		// The child prints its terminal's name and then keeps it open without reading from it.
		const script = spawn("script", ["-q", "-f", "-c", "tty; exec sleep 600", "/dev/null"]);
		const [name] = await once(script.stdout, "data");
		symlinkSync(String(name).trim(), path);
		return {
			send: (text) => new Promise((resolve) => script.stdin.write(text, () => resolve())),
			async unplug() {
				rmSync(path);
				const gone = once(script, "exit");
				script.kill("SIGKILL");
				await gone;
			},
		};
	}

	return { path, plugIn, close: () => rmSync(folder, { recursive: true, force: true }) };
}
