import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A socket of the machine into which scanners are plugged: its path stays, as udev's names do. */
export type VirtualSerialPort = {
	readonly path: string;
	/** A real terminal of the kernel's, made by `script`, which every Linux has; what is sent comes out of the path. */
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
		// Its child names its terminal and then only keeps it: nobody but us reads what comes.
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
