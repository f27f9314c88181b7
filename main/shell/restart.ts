import { app } from "electron";
import type { Timers } from "../../sync/clock.ts";
import { describeError, type Log } from "../../sync/log.ts";

/**
 * Ends this run of the app and starts a new one, because its state in memory can no longer be trusted. `why` is the
 * exception, or the name of the fault in camelCase; `switches` go to the new run's command line.
 */
export type Restart = (why: unknown, ...switches: readonly string[]) => void;

export type RestartParts = {
	readonly timers: Timers;
	readonly exitCode: number;
	/** A supervisor (systemd) starts the app again when it exits. */
	readonly isSupervised: boolean;
	/** Called first: from then on nobody is admitted. */
	readonly stopAdmitting: () => void;
	readonly log: Log;
};

/** Crash loop: a run that lasted less than this waits before it is relaunched. */
const crashLoopMs = 10_000;
const crashLoopDelayMs = 5000;

/**
 * Restarts the app on an uncaught exception. Electron would show a dialog with the stack instead, which on a kiosk
 * nobody understands and which is a way out of kiosk mode. The journal is as durable as after a power cut.
 */
export function restartOnCrash({ timers, exitCode, isSupervised, stopAdmitting, log }: RestartParts): Restart {
	let hasCrashed = false;
	const restart: Restart = (why, ...switches) => {
		log.error("crashed", { ...describeFault(why), isFirst: !hasCrashed });
		if (hasCrashed) return;
		hasCrashed = true;
		stopAdmitting();
		timers.after(timers.monoMs() < crashLoopMs ? crashLoopDelayMs : 0, () => {
			const kept = process.argv.slice(1).filter((argument) => !switches.includes(argument));
			if (!isSupervised) app.relaunch({ args: [...kept, ...switches] });
			app.exit(exitCode);
		});
	};
	process.on("uncaughtException", (error) => restart(error));
	// One answer did not come; the state in memory is consistent, so the app runs on.
	process.on("unhandledRejection", (error) => log.error("unhandledRejection", describeFault(error)));
	return restart;
}

/** Ends this run and starts another at once, for a state that only a new run can have. */
export function relaunch(exitCode: number, isSupervised: boolean): void {
	if (!isSupervised) app.relaunch({ args: process.argv.slice(1) });
	app.exit(exitCode);
}

function describeFault(why: unknown) {
	return typeof why === "string" ? { why } : describeError(why);
}
