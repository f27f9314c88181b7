import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { _electron, type ElectronApplication, type Page } from "playwright";
import type { Bridge } from "../../../core/contract/contract.ts";
import { electronRuntime } from "../../machine/electron/electron.ts";
import { unshareMountArguments } from "../../machine/electron/mountNamespace.ts";
import { usePersonKeyTiming } from "../../machine/personKeyTiming.ts";
import { writeKeyringScript } from "./keyringScript.ts";

declare global {
	interface Window {
		/** What the preload gives the page. */
		readonly pailou: Bridge;
	}
}

export type AppOptions = {
	readonly data: string;
	/** The file a camera plays; null for a machine without one. */
	readonly camera: string | null;
	/** Where the demonstration's clock begins, ISO 8601; null for the real time. */
	readonly clock: string | null;
	/** Where the device's key goes: in plain text, as tests insist (the default), or only under a keyring, should there be one. */
	readonly keys?: "plain" | "keyring";
	/** A folder for a real keyring (Debian's gnome-keyring) that is open while the app runs; without it there is none. */
	readonly keyringFolder?: string;
	/** Locked as a packaged app is: full screen, and not to be closed. */
	readonly isKiosk?: boolean;
	/** Switches on the command line. */
	readonly switches?: readonly string[];
	/** A folder whose subfolders are the sticks plugged in; without it, this machine's own. */
	readonly volumes?: string;
	/** Gives the data folder a disk of its own, so large and no larger. */
	readonly diskMegabytes?: number;
};

/** The built app, running in a real Electron, and its one page. */
export type RunningApp = {
	readonly app: ElectronApplication;
	readonly page: Page;
	readonly close: () => Promise<void>;
	/** As a power cut ends it: SIGKILL to every process of it. */
	readonly kill: () => Promise<void>;
};

export async function startApp(settings: AppOptions): Promise<RunningApp> {
	const runtime = await electronRuntime();
	const app = await _electron.launch({
		executablePath: wrapExecutable(runtime.executable, settings),
		args: [...runtime.appArguments, ...(settings.switches ?? [])],
		// The keyring of whoever runs the tests is theirs: without a bus it is out of reach.
		env: { ...environment(settings, runtime.sqliteBinding), DBUS_SESSION_BUS_ADDRESS: "disabled:" },
	});
	const page = usePersonKeyTiming(await app.firstWindow());
	const process = app.process();
	return {
		app,
		page,
		close: () => app.close(),
		async kill() {
			const ended = once(process, "exit");
			process.kill("SIGKILL");
			await ended;
		},
	};
}

function wrapExecutable(executable: string, { data, diskMegabytes, keyringFolder }: AppOptions): string {
	if (diskMegabytes !== undefined) return writeSmallDiskScript(executable, data, diskMegabytes);
	return keyringFolder === undefined ? executable : writeKeyringScript(executable, keyringFolder);
}

/** A script that mounts a small disk on the data folder, in a namespace of its own, and becomes the app. */
function writeSmallDiskScript(executable: string, data: string, megabytes: number): string {
	const script = `${data}.sh`;
	const inside = `mount -t tmpfs -o size=${megabytes}m tmpfs "${data}" && exec "${executable}" "$@"`;
	writeFileSync(script, `#!/bin/sh\nexec unshare ${unshareMountArguments.join(" ")} sh -c '${inside}' sh "$@"\n`, {
		mode: 0o755,
	});
	return script;
}

export function environment(settings: AppOptions, sqliteBinding: string | null): Record<string, string> {
	return {
		...inheritedEnvironment(),
		PAILOU_DATA: settings.data,
		PAILOU_PLAIN_KEYS: settings.keys === "keyring" ? "" : "1",
		...(settings.camera !== null && { PAILOU_FAKE_CAMERA: settings.camera }),
		...(settings.isKiosk === true && { PAILOU_KIOSK: "1" }),
		...(settings.clock !== null && { PAILOU_CLOCK: settings.clock }),
		...(settings.volumes !== undefined && { PAILOU_VOLUMES: settings.volumes }),
		...(sqliteBinding !== null && { PAILOU_SQLITE_BINDING: sqliteBinding }),
	};
}

export function inheritedEnvironment(): Record<string, string> {
	return Object.fromEntries(
		Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
	);
}
