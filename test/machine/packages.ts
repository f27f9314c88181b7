// The system packages that the project needs. They are detected by their programs and libraries, not by a package
// manager.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runCommand } from "./command.ts";
import { cacheFolder } from "./folders.ts";
import { withLock } from "./lock.mjs";
import { ActionableError } from "./script.ts";

/** One requirement: how it is detected, and the Debian package that provides it. */
interface Need {
	readonly package: string;
	readonly isMet: () => boolean | Promise<boolean>;
}

const libraryFolders = [
	"/usr/lib/x86_64-linux-gnu",
	"/lib/x86_64-linux-gnu",
	"/usr/lib/aarch64-linux-gnu",
	"/usr/lib64",
	"/usr/lib",
];

function hasProgram(name: string): boolean {
	const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin"];
	return folders.some((folder) => folder !== "" && existsSync(join(folder, name)));
}

function program(name: string, debian: string, ...others: readonly string[]): Need {
	return { package: debian, isMet: () => [name, ...others].some(hasProgram) };
}

function library(name: string, debian: string): Need {
	return { package: debian, isMet: () => libraryFolders.some((folder) => existsSync(join(folder, name))) };
}

/** Droid Sans Fallback, which some systems have, claims Chinese but lacks characters: it does not count. */
async function hasChineseFont(): Promise<boolean> {
	const fonts = await runCommand("fc-list", [":lang=zh-cn", "family"]);
	return fonts.isDone && /CJK|Noto Sans SC|Source Han/.test(fonts.output);
}

const needs = {
	electron: [
		library("libnss3.so", "libnss3"),
		library("libatk-1.0.so.0", "libatk1.0-0"),
		library("libatk-bridge-2.0.so.0", "libatk-bridge2.0-0"),
		library("libgtk-3.so.0", "libgtk-3-0"),
		library("libgbm.so.1", "libgbm1"),
		library("libasound.so.2", "libasound2"),
		library("libcups.so.2", "libcups2"),
		library("libXss.so.1", "libxss1"),
	],
	display: [program("Xvfb", "xvfb")],
	fonts: [program("fc-list", "fontconfig"), { package: "fonts-noto-cjk", isMet: hasChineseFont }],
	browser: [{ package: "chromium", isMet: () => browsers.some(hasProgram) }],
	keyring: [program("gnome-keyring-daemon", "gnome-keyring"), program("dbus-run-session", "dbus-x11")],
	compiler: [program("make", "make"), program("g++", "g++"), program("python3", "python3")],
} satisfies Record<string, readonly Need[]>;

export type PackageGroup = keyof typeof needs;

/** The Debian names of the missing packages, in order. */
export async function missingPackages(...groups: readonly PackageGroup[]): Promise<string[]> {
	const missing: string[] = [];
	for (const need of groups.flatMap((group): readonly Need[] => needs[group])) {
		if (!(await need.isMet())) missing.push(need.package);
	}
	return missing;
}

const browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The system's browser, for the pages of members and officers. */
export function browserPath(): string {
	const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin"];
	const found = browsers
		.flatMap((name) => folders.map((folder) => join(folder, name)))
		.find((path) => existsSync(path));
	if (found === undefined)
		throw new ActionableError("No Chromium or Chrome was found on the PATH: install Debian's `chromium`.");
	return found;
}

/** Since the 64-bit time_t transition, newer Debian and Ubuntu releases name some libraries with the suffix `t64`. */
async function presentNames(packages: readonly string[]): Promise<string[]> {
	const known = await runCommand("apt-cache", ["madison", ...packages.map((name) => `${name}t64`)]);
	const renamed = new Set(known.output.split("\n").map((line) => line.split("|")[0]?.trim()));
	return packages.map((name) => (renamed.has(`${name}t64`) ? `${name}t64` : name));
}

async function install(packages: readonly string[]): Promise<void> {
	console.error(`Installing the system packages ${packages.join(" ")} …`);
	const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
	const updated = await runCommand("apt-get", ["update"], { env });
	const names = await presentNames(packages);
	const installed = await runCommand("apt-get", ["install", "-y", "--no-install-recommends", ...names], { env });
	if (installed.isDone) return;
	const words = (updated.isDone ? installed : updated).output.trim().split("\n").slice(-3).join("\n");
	throw new ActionableError(
		`The system packages could not be installed: run \`${aptLine(names)}\`. apt-get said:\n${words}`,
	);
}

function aptLine(packages: readonly string[]): string {
	return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(" ")}`;
}

async function installMissing(groups: readonly PackageGroup[]): Promise<void> {
	// Checked again under the lock: another process may have installed them.
	const missing = await missingPackages(...groups);
	if (missing.length === 0) return;
	if (!hasProgram("apt-get")) {
		throw new ActionableError(
			`Please install what Debian calls ${missing.join(", ")} with your system's package manager.`,
		);
	}
	if (process.getuid?.() !== 0) throw new ActionableError(aptLine(await presentNames(missing)));
	await install(missing);
}

/**
 * Ensures that these groups are installed. As root on Debian or Ubuntu it installs what is missing; else it throws an
 * error with the command to run.
 */
export async function ensurePackages(...groups: readonly PackageGroup[]): Promise<void> {
	if (process.platform !== "linux" || (await missingPackages(...groups)).length === 0) return;
	await withLock(cacheFolder("packages.lock"), () => installMissing(groups));
}
