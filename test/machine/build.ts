import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "./command.ts";
import { root } from "./folders.ts";
import { withLock } from "./lock.mjs";
import { ActionableError, runScript } from "./script.ts";

const stamp = join(root, "out", ".pailou-build");

/** Outputs of electron-vite; if one is missing, the stamp is of another state of the folder. */
const products = [
	"out/main/main.js",
	"out/preload/preload.cjs",
	"out/renderer/kiosk/kiosk.html",
	"out/renderer/pass/worker.js",
];

/** Hashes every input of the build: our sources, the configuration, and the packages by way of the lock file. */
function hashSources(): string {
	const hash = createHash("sha256");
	const recipe = ["electron.vite.config.ts", "package.json", "package-lock.json", "tsconfig.base.json"];
	const sources = globSync("{core,main,renderer,sync}/**/*", { cwd: root, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
	for (const path of [...recipe.map((name) => join(root, name)), ...sources]) {
		hash.update(`${path}\0`).update(readFileSync(path)).update("\0");
	}
	return hash.digest("hex");
}

function isFresh(hash: string): boolean {
	const isComplete = products.every((product) => existsSync(join(root, product)));
	return isComplete && existsSync(stamp) && readFileSync(stamp, "utf8") === hash;
}

async function buildNow(): Promise<void> {
	const startedAtMs = performance.now();
	const hash = hashSources();
	rmSync(stamp, { force: true });
	const vite = join(root, "node_modules", "electron-vite", "bin", "electron-vite.js");
	const built = await runCommand(process.execPath, [vite, "build", "--logLevel", "warn"], { cwd: root });
	if (!built.isDone) throw new ActionableError(`The app does not build:\n${built.output}`);
	mkdirSync(join(root, "out"), { recursive: true });
	writeFileSync(stamp, hash);
	console.error(`Built the app in ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s.`);
}

/** Builds main, preload and the pages into `out/`, if the sources have changed since the last build. */
export async function build(): Promise<void> {
	await withLock(join(root, ".machine", "building"), async () => {
		if (isFresh(hashSources())) console.error("The app is already built.");
		else await buildNow();
	});
}

if (import.meta.main) await runScript(build);
