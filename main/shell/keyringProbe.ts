import { spawn } from "node:child_process";
import type { Timers } from "../../sync/clock.ts";

/** The command-line switch of a run that only says, by its exit code, whether the system's keyring can be used. */
export const keyringProbeSwitch = "probe-keyring";

export type KeyringProbeParts = {
	readonly executable: string;
	readonly args: readonly string[];
	readonly timers: Pick<Timers, "after" | "monoMs">;
	/** Called once. */
	readonly onOpen: () => void;
};

const intervalMs = 1500;
/** A probe that took this long has asked a person for the keyring's password and got none. */
const promptMs = 5000;
const intervalAfterPromptMs = 30_000;

/**
 * Waits until the keyring can be used. On Linux Electron looks for it once in a run, so each look is a run of its own, and the
 * app has to be started again afterwards.
 */
export function waitForKeyring({ executable, args, timers, onOpen }: KeyringProbeParts): void {
	function probe(): void {
		const startedMs = timers.monoMs();
		const child = spawn(executable, [...args, `--${keyringProbeSwitch}`], { stdio: "ignore" });
		// "exit" follows unless it could not be started; that is tried again too.
		child.once("error", next);
		child.once("exit", (code) => (code === 0 ? onOpen() : next()));

		function next(): void {
			timers.after(timers.monoMs() - startedMs > promptMs ? intervalAfterPromptMs : intervalMs, probe);
		}
	}
	probe();
}
