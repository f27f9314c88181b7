import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import type { Readable } from "node:stream";
import { ensurePackages } from "./packages.ts";
import { ActionableError } from "./script.ts";

export interface Display {
	/** The value of the environment variable DISPLAY; undefined on macOS and Windows. */
	readonly display: string | undefined;
	readonly close: () => Promise<void>;
}

/** A local display exists if its socket exists; a remote one cannot be checked. */
function isUsable(display: string): boolean {
	const local = /^(?:unix)?:(\d+)(?:\.\d+)?$/.exec(display);
	return local === null ? display !== "" : existsSync(`/tmp/.X11-unix/X${local[1]}`);
}

/** Whether there is a display on which a person sees the windows. */
export function hasDisplay(): boolean {
	const display = process.env.DISPLAY;
	return process.platform !== "linux" || (display !== undefined && isUsable(display));
}

/** Xvfb chooses a free display number and writes it to this pipe once it is ready. */
async function readNumber(pipe: Readable, gone: Promise<unknown>): Promise<string> {
	let text = "";
	pipe.setEncoding("utf8").on("data", (part: string) => {
		text += part;
		if (text.includes("\n")) pipe.emit("number");
	});
	await Promise.race([once(pipe, "number"), gone]);
	if (!text.includes("\n")) throw new ActionableError("Xvfb ended before it was ready: run it by hand to see why.");
	return text.trim();
}

/** Ends the display when this process ends, also by a signal, which then takes its usual effect. */
function endOnExit(end: () => void): void {
	process.once("exit", end);
	for (const signal of ["SIGINT", "SIGTERM"] as const) {
		process.once(signal, () => {
			end();
			process.kill(process.pid, signal);
		});
	}
}

/**
 * Starts a virtual display (Xvfb) larger than the kiosk's window. With -noreset its settings stay when its first client
 * leaves.
 */
export async function startDisplay(): Promise<Display> {
	await ensurePackages("display");
	const args = ["-displayfd", "3", "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"];
	const server = spawn("Xvfb", args, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
	const gone = new Promise((resolve) => server.once("error", resolve).once("exit", resolve));
	const end = () => void server.kill();
	endOnExit(end);
	const number = await readNumber(server.stdio[3] as Readable, gone);
	// The display does not keep a finished script alive.
	server.unref();
	return {
		display: `:${number}`,
		close: async () => {
			server.ref();
			end();
			await gone;
		},
	};
}

/** The person's display or, without one, a virtual one; close it after use. */
export async function ensureDisplay(): Promise<Display> {
	if (hasDisplay()) return { display: process.env.DISPLAY, close: async () => {} };
	return await startDisplay();
}
