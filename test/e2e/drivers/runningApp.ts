import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { _electron, type ElectronApplication, type Page } from "playwright";
import type { Bridge } from "../../../core/contract/contract.ts";
import { unshareMountArguments } from "../../machine/command.ts";
import { electronRuntime } from "../../machine/electron/electron.ts";
import { usePersonKeyTiming } from "../../machine/personKeyTiming.ts";
import { writeKeyringScript } from "./keyringScript.ts";

declare global {
	interface Window {
		/** Exposed to the page by the preload script. */
		readonly pailou: Bridge;
	}
}

export type AppOptions = {
	readonly data: string;
	/** The file that the fake camera plays; null for a machine without a camera. */
	readonly camera: string | null;
	/** The start of the demonstration's clock, ISO 8601; null for real time. */
	readonly clock: string | null;
	/**
	 * How the device's key is stored: in plain text, which only tests allow (the default), or encrypted by the keyring
	 * if there is one.
	 */
	readonly keys?: "plain" | "keyring";
	/** A folder for a real keyring (Debian's gnome-keyring), unlocked while the app runs; without it there is none. */
	readonly keyringFolder?: string;
	/** The keyring is locked when the app starts; `keyringUnlockPath` unlocks it. */
	readonly isKeyringLate?: boolean;
	/** Locked down as a packaged app is: full screen, cannot be closed. */
	readonly isKiosk?: boolean;
	/** Command-line switches. */
	readonly switches?: readonly string[];
	/** Environment variables of the system, such as its proxy. */
	readonly system?: Readonly<Record<string, string>>;
	/** A folder whose subfolders are taken for USB sticks; without it, this machine's real ones. */
	readonly volumes?: string;
	/** Puts the data folder on a disk of its own of this size. */
	readonly diskMegabytes?: number;
	/** Shell commands for that disk, run in its folder before the app starts. */
	readonly diskScript?: string;
};

/** The built app in a real Electron, and its only page. */
export type RunningApp = {
	readonly app: ElectronApplication;
	readonly page: Page;
	readonly close: () => Promise<void>;
	/** A power cut: SIGKILL to all its processes. */
	readonly kill: () => Promise<void>;
};

export async function startApp(settings: AppOptions): Promise<RunningApp> {
	const runtime = await electronRuntime();
	const app = await _electron.launch({
		executablePath: wrapExecutable(runtime.executable, settings),
		args: [...runtime.appArguments, ...(settings.switches ?? [])],
		// Without a session bus the keyring of the person who runs the tests cannot be reached.
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

function wrapExecutable(executable: string, settings: AppOptions): string {
	const { data, diskMegabytes, diskScript = "true", keyringFolder, isKeyringLate = false } = settings;
	if (diskMegabytes !== undefined) return writeSmallDiskScript(executable, data, diskMegabytes, diskScript);
	return keyringFolder === undefined ? executable : writeKeyringScript(executable, keyringFolder, isKeyringLate);
}

/** Writes a script that mounts a small disk on the data folder in a mount namespace, and then execs the app. */
function writeSmallDiskScript(executable: string, data: string, megabytes: number, prepare: string): string {
	const script = `${data}.sh`;
	const mounting = `mount -t tmpfs -o size=${megabytes}m tmpfs "${data}"`;
	const inside = `${mounting} && (cd "${data}" && ${prepare}); exec "${executable}" "$@"`;
	writeFileSync(script, `#!/bin/sh\nexec unshare ${unshareMountArguments.join(" ")} sh -c '${inside}' sh "$@"\n`, {
		mode: 0o755,
	});
	return script;
}

export function environment(settings: AppOptions, sqliteBinding: string | null): Record<string, string> {
	return {
		...inheritedEnvironment(),
		...settings.system,
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
