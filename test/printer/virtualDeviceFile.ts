import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Duplex } from "node:stream";
import type { TestContext } from "node:test";
import { waitUntil } from "./testPrintQueue.ts";
import { type PrinterModel, VirtualPrinter } from "./virtualPrinter.ts";

/** A printer's device file. */
export type VirtualDeviceFile = {
	readonly printer: VirtualPrinter;
	readonly path: string;
	readonly unplug: () => Promise<void>;
};

/** A real character device with a virtual printer behind it: a pseudo-terminal made by util-linux's `script`. */
export async function openVirtualDeviceFile(
	test: TestContext,
	model: Partial<PrinterModel> = {},
): Promise<VirtualDeviceFile> {
	const device = new VirtualPrinter(model);
	const folder = mkdtempSync(join(tmpdir(), "pailou-lp-"));
	const note = join(folder, "tty");
	const inside = `stty raw -echo; tty > "${note}.new"; mv "${note}.new" "${note}"; exec sleep 1000`;
	const script = spawn("script", ["-qec", inside, "/dev/null"], { stdio: ["pipe", "pipe", "ignore"] });
	device.attach(Duplex.from({ readable: script.stdout, writable: script.stdin }));
	const unplug = async () => {
		if (script.exitCode === null && script.signalCode === null) {
			const ended = once(script, "exit");
			script.kill("SIGKILL");
			await ended;
		}
		rmSync(folder, { recursive: true, force: true });
		await device.close();
	};
	test.after(unplug);
	await waitUntil(() => existsSync(note));
	return { printer: device, path: readFileSync(note, "utf8").trim(), unplug };
}
