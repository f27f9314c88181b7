import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const script = fileURLToPath(new URL("../../../sync/hub/cli/pailou.ts", import.meta.url));

export type Ran = { readonly code: number | null; readonly out: string; readonly said: string };
export type Running = { readonly child: ChildProcess; readonly first: string };

/** `pailou` as people run it, in a folder of its own that is thrown away with whatever still runs in it. */
export function openCommandLine() {
	const folder = mkdtempSync(join(tmpdir(), "pailou-cli-"));
	const children = new Set<ChildProcess>();
	after(async () => {
		for (const child of children) await end(child, "SIGKILL");
		rmSync(folder, { recursive: true });
	});
	return {
		folder,
		/** Runs to its end. */
		async pailou(...words: string[]): Promise<Ran> {
			const child = spawn(process.execPath, [script, ...words], { cwd: folder, timeout: 60_000 });
			let out = "";
			let said = "";
			child.stdout.on("data", (chunk) => (out += chunk));
			child.stderr.on("data", (chunk) => (said += chunk));
			const [code] = await once(child, "close");
			return { code, out, said };
		},
		/** Runs until it is told to stop; resolves with its first line. */
		async start(...words: string[]): Promise<Running> {
			const child = spawn(process.execPath, [script, ...words], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
			children.add(child);
			const gone = once(child, "exit").then(() => {
				throw new Error(`pailou ${words.join(" ")} ended before it said anything`);
			});
			gone.catch(() => {});
			const [first] = await Promise.race([once(createInterface({ input: child.stdout }), "line"), gone]);
			return { child, first };
		},
	};
}

export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
	if (child.exitCode === null && child.signalCode === null) {
		child.kill(signal);
		await once(child, "exit");
	}
	return child.exitCode ?? child.signalCode;
}

export function addressIn({ first }: Running): string {
	return z.object({ address: z.string() }).parse(JSON.parse(first)).address;
}
