import { app } from "electron";
import type { Timers } from "../../sync/clock.ts";

/** Ends this run of the app and has it begin anew. It is called when what the app holds in memory can no longer be trusted. */
export type Restart = (why: unknown, ...switches: readonly string[]) => void;

export type RestartParts = {
	readonly timers: Timers;
	readonly exitCode: number;
	/** Somebody else (systemd) starts the app again when it ends. */
	readonly isSupervised: boolean;
	/** From here on nobody is admitted. */
	readonly stopAdmitting: () => void;
};

/** One that falls as it starts must not spin. */
const crashLoopMs = 10_000;
const crashLoopDelayMs = 5000;

/**
 * Electron would tell of an uncaught exception in a dialog with its stack: on a kiosk a riddle, and a way out. It goes
 * to the machine's log, and the app begins anew; its journal is as durable as after a power cut.
 */
export function restartOnCrash({ timers, exitCode, isSupervised, stopAdmitting: close }: RestartParts): Restart {
	let hasFallen = false;
	const fall: Restart = (why, ...switches) => {
		report(why);
		if (hasFallen) return;
		hasFallen = true;
		close();
		timers.after(timers.monoMs() < crashLoopMs ? crashLoopDelayMs : 0, () => {
			const kept = process.argv.slice(1).filter((argument) => !switches.includes(argument));
			if (!isSupervised) app.relaunch({ args: [...kept, ...switches] });
			app.exit(exitCode);
		});
	};
	process.on("uncaughtException", (error) => fall(error));
	// Somebody's answer did not come; what is held is whole.
	process.on("unhandledRejection", report);
	return fall;
}

function report(why: unknown): void {
	process.stderr.write(`${why instanceof Error ? (why.stack ?? why.message) : String(why)}\n`);
}
