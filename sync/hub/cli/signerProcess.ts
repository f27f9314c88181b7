import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, parse } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Log } from "../../log.ts";
import { clockOption } from "./clock.ts";
import { CommandError, type ParsedArguments } from "./command.ts";
import { logFileOption, logLevelOption, parseLogLevel } from "./logOptions.ts";
import { requireSignerFolder, socketPathFor } from "./signer.ts";

const script = fileURLToPath(new URL("./pailou.ts", import.meta.url));

export type SignerProcess = { readonly stop: () => Promise<void> };

/**
 * Starts a signer as a child process that ends when this process ends, for whatever reason. It logs to stderr, or with
 * `--log` to rotated files of its own beside the hub's: a file that is rotated must have a single writer.
 */
export async function startSignerProcess(given: ParsedArguments, now: Date, log: Log): Promise<SignerProcess> {
	const at = ["--folder", requireSignerFolder(given), "--socket", socketPathFor(given)];
	const clock = given.option(clockOption.name) === null ? [] : ["--clock", now.toISOString()];
	const level = [`--${logLevelOption.name}`, parseLogLevel(given)];
	const hubLog = given.option(logFileOption.name);
	const logFile = hubLog === null ? [] : [`--${logFileOption.name}`, signerLogPath(hubLog)];
	const words = [script, "signer", ...at, ...clock, ...level, ...logFile, "--until-input-ends"];
	const child = spawn(process.execPath, [...process.execArgv, ...words], {
		stdio: ["pipe", "pipe", "inherit"],
	});
	const ended = once(child, "exit");
	const isUp = await Promise.race([
		once(createInterface({ input: child.stdout }), "line").then(() => true),
		ended.then(() => false),
	]);
	if (!isUp) throw new CommandError("The hub's signer did not start; it says why above.");
	// Ctrl+C stops the signer too. Then the pipe breaks, which is no fault; that the signer ended is logged below.
	child.stdin.on("error", () => {});
	child.once("exit", (code, signal) => {
		if (!child.stdin.writableEnded) log.error("signerEnded", { code, signal, remedy: "pailou signer" });
	});
	return {
		async stop() {
			child.stdin.end();
			if (child.exitCode === null && child.signalCode === null) await ended;
		},
	};
}

/** `logs/hub.log` becomes `logs/hub-signer.log`. */
function signerLogPath(hubLog: string): string {
	const { dir, name, ext } = parse(hubLog);
	return join(dir, `${name}-signer${ext}`);
}
