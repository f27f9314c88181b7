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

export type CommandResult = { readonly code: number | null; readonly stdout: string; readonly stderr: string };
export type RunningCommand = { readonly child: ChildProcess; readonly firstLine: string };

/** `pailou` as people run it, in a folder of its own that is thrown away with whatever still runs in it. */
export function openCommandLine() {
	const folder = mkdtempSync(join(tmpdir(), "pailou-cli-"));
	const children = new Set<ChildProcess>();
	after(async () => {
		for (const child of children) await endProcess(child, "SIGKILL");
		rmSync(folder, { recursive: true });
	});
	return {
		folder,
		/** Runs to its end. */
		async pailou(...words: string[]): Promise<CommandResult> {
			const child = spawn(process.execPath, [script, ...words], { cwd: folder, timeout: 60_000 });
			let out = "";
			let said = "";
			child.stdout.on("data", (chunk) => (out += chunk));
			child.stderr.on("data", (chunk) => (said += chunk));
			const [code] = await once(child, "close");
			return { code, stdout: out, stderr: said };
		},
		/** Runs until it is told to stop; resolves with its first line. */
		async start(...words: string[]): Promise<RunningCommand> {
			const child = spawn(process.execPath, [script, ...words], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
			children.add(child);
			const gone = once(child, "exit").then(() => {
				throw new Error(`pailou ${words.join(" ")} ended before it said anything`);
			});
			gone.catch(() => {});
			const [first] = await Promise.race([once(createInterface({ input: child.stdout }), "line"), gone]);
			return { child, firstLine: first };
		},
	};
}

export async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
	if (child.exitCode === null && child.signalCode === null) {
		child.kill(signal);
		await once(child, "exit");
	}
	return child.exitCode ?? child.signalCode;
}

export function addressOf({ firstLine: first }: RunningCommand): string {
	return z.object({ address: z.string() }).parse(JSON.parse(first)).address;
}
