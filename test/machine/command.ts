import { spawn } from "node:child_process";

interface Outcome {
	readonly isDone: boolean;
	/** Stdout and stderr, in the order printed. */
	readonly output: string;
}

interface CommandOptions {
	readonly cwd?: string;
	readonly env?: NodeJS.ProcessEnv;
	readonly timeoutMs?: number;
}

/** Runs a program to its end without printing. A failure, or a missing program, is an outcome and not an exception. */
export function runCommand(program: string, args: readonly string[], options: CommandOptions = {}): Promise<Outcome> {
	return new Promise((resolve) => {
		const child = spawn(program, args, {
			cwd: options.cwd,
			env: options.env,
			timeout: options.timeoutMs,
			stdio: ["ignore", "pipe", "pipe"],
			// npm is a .cmd file on Windows, which only a shell runs.
			shell: process.platform === "win32" && program === "npm",
		});
		let output = "";
		child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
		child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
		child.on("error", (error) => resolve({ isDone: false, output: error.message }));
		child.on("close", (code) => resolve({ isDone: code === 0, output }));
	});
}

/** The arguments with which `unshare` creates a mount namespace: root may, other users as root of a user namespace. */
export const unshareMountArguments: readonly string[] =
	process.getuid?.() === 0 ? ["--mount"] : ["--user", "--map-root-user", "--mount"];
