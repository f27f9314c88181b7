import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Log } from "../../log.ts";
import { clockOption } from "./clock.ts";
import { CommandError, type ParsedArguments } from "./command.ts";
import { logLevelOption, parseLogLevel } from "./logOptions.ts";
import { requireSignerFolder, socketPathFor } from "./signer.ts";

const script = fileURLToPath(new URL("./pailou.ts", import.meta.url));

export type SignerProcess = { readonly stop: () => Promise<void> };

/** Starts a signer as a child process that ends when this process does, however that ends. It logs to stderr. */
export async function startSignerProcess(given: ParsedArguments, now: Date, log: Log): Promise<SignerProcess> {
	const at = ["--folder", requireSignerFolder(given), "--socket", socketPathFor(given)];
	const clock = given.option(clockOption.name) === null ? [] : ["--clock", now.toISOString()];
	const level = [`--${logLevelOption.name}`, parseLogLevel(given)];
	const words = [script, "signer", ...at, ...clock, ...level, "--until-input-ends"];
	const child = spawn(process.execPath, [...process.execArgv, ...words], {
		stdio: ["pipe", "pipe", "inherit"],
	});
	const ended = once(child, "exit");
	const isUp = await Promise.race([
		once(createInterface({ input: child.stdout }), "line").then(() => true),
		ended.then(() => false),
	]);
	if (!isUp) throw new CommandError("The hub's signer did not start; it says why above.");
	// Whoever stops a terminal's programs stops both; a pipe that nobody reads any more is no fault of the hub's.
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
