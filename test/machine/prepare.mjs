// Entry point of every npm script: `node test/machine/prepare.mjs SCRIPT.ts [args]`. Installs the packages if needed,
// then runs the script on Node 24. It runs on the system's Node (20 or later) before any package is installed, so it is
// plain JavaScript without packages. It prints to stderr only, because some scripts print JSON on stdout.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, existsSync, lstatSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "./lock.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const modules = join(root, "node_modules");
const stamp = join(modules, ".pailou-lock");
const lock = join(root, ".machine", "installing");
const log = join(root, ".machine", "install.log");

/** Scripts that need no development packages. */
const hubScripts = ["sync/hub/cli/pailou.ts"];

/** An error whose message tells the person what to do; only its message is shown. */
class Remedy extends Error {}

function readText(path) {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return undefined;
	}
}

function lockHash() {
	return createHash("sha256")
		.update(readFileSync(join(root, "package-lock.json")))
		.digest("hex");
}

/** The binary of Node 24, from the npm package `node`. */
function nodeBinary() {
	const own = join(modules, "node", "bin", process.platform === "win32" ? "node.exe" : "node");
	// Installed without install scripts, the package has no binary: a system's Node of its version is as good.
	return existsSync(own) || Number(process.versions.node.split(".")[0]) < 24 ? own : process.execPath;
}

function isInstalled(script) {
	if (hubScripts.includes(script) && hasDependencies()) return true;
	return readText(stamp) === lockHash() && readText(join(modules, "node", "package.json")) !== undefined;
}

/** What a hub runs on, as `npm ci --omit=dev` leaves it too. */
function hasDependencies() {
	const { dependencies } = JSON.parse(readText(join(root, "package.json")));
	return Object.entries(dependencies).every(([name, version]) => {
		const text = readText(join(modules, name, "package.json"));
		return text !== undefined && JSON.parse(text).version === version;
	});
}

/** PATH without any node_modules/.bin: npm must not run on the Node that it is about to delete. */
function systemPath() {
	const own = (entry) => /node_modules[\\/]\.bin[\\/]?$/.test(entry);
	return (process.env.PATH ?? "")
		.split(delimiter)
		.filter((entry) => !own(entry))
		.join(delimiter);
}

function npm(args, output) {
	return new Promise((resolve) => {
		const child = spawn("npm", [...args, "--no-audit", "--no-fund"], {
			cwd: root,
			env: { ...process.env, PATH: systemPath() },
			stdio: ["ignore", output, output],
			shell: process.platform === "win32",
		});
		child.on("error", () => resolve(false));
		child.on("close", (code) => resolve(code === 0));
	});
}

/** node_modules is a link to another checkout's packages: npm ci would delete them there. */
function isBorrowed() {
	return lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

async function install() {
	if (isBorrowed()) {
		throw new Remedy(
			"node_modules is a link to another checkout's, of other versions: remove the link and run this again.",
		);
	}
	console.error("Installing the npm packages (about half a minute, once) …");
	const output = openSync(log, "w");
	try {
		// Without install scripts: better-sqlite3's compiling and Electron's download are not wanted here. The package
		// `node` is the exception: its script downloads the binary.
		const done = (await npm(["ci", "--ignore-scripts"], output)) && (await npm(["rebuild", "node"], output));
		if (!done) {
			throw new Remedy(
				`The npm packages could not be installed: see that npm is there and reaches its registry, then run this again (npm's own words are in ${log}).`,
			);
		}
	} finally {
		closeSync(output);
	}
	writeFileSync(stamp, lockHash());
}

async function prepare(script) {
	if (isInstalled(script)) return;
	await withLock(lock, async () => {
		if (!isInstalled(script)) await install();
	});
}

/** The shell that npm started this in, and npm. Empty where npm did not: a terminal may be closed under a program. */
function startersOf() {
	if (process.env.npm_lifecycle_event === undefined) return "";
	const shell = process.ppid;
	const stat = readText(`/proc/${shell}/stat`) ?? "";
	return `${shell} ${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1] ?? ""}`;
}

function run(script, args) {
	const path = [join(modules, ".bin"), process.env.PATH].join(delimiter);
	const env = { ...process.env, PATH: path, PAILOU_ENDS_WITH_PARENT: "1" };
	const child = spawn(nodeBinary(), [join(root, script), ...args], { stdio: "inherit", env });
	// A killed npm passes nothing on to us: its end is ours and the script's.
	const starters = startersOf();
	const watch = setInterval(() => {
		if (startersOf() !== starters) child.kill("SIGTERM");
	}, 500);
	for (const signal of ["SIGINT", "SIGTERM"]) {
		process.on(signal, () => {
			// The terminal sends Ctrl-C to the child too; sent twice, it would skip the graceful shutdown.
			if (signal === "SIGTERM" || !process.stdin.isTTY) child.kill(signal);
		});
	}
	return new Promise((resolve, reject) => {
		child.on("error", () =>
			reject(
				new Remedy(`${nodeBinary()} does not start: run npm rebuild node, or delete node_modules and run this again.`),
			),
		);
		child.on("close", (code, signal) => {
			clearInterval(watch);
			resolve(code ?? 128 + constants.signals[signal]);
		});
	});
}

const [script, ...args] = process.argv.slice(2);
try {
	if (script === undefined) throw new Remedy("Say which script to run: node test/machine/prepare.mjs SCRIPT.ts [args]");
	await prepare(script);
	process.exitCode = await run(script, args);
} catch (error) {
	if (!(error instanceof Remedy)) throw error;
	console.error(error.message);
	process.exitCode = 1;
}
