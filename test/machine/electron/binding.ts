// better-sqlite3's prebuilt binaries need Node-API 10 (Electron 35 and later). For an older Electron its source is
// compiled against Node-API only, whose binaries any version loads.

import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runCommand } from "../command.ts";
import { cacheFolder, ensureCompleteFolder, root } from "../folders.ts";
import { ensurePackages } from "../packages.ts";
import { ActionableError } from "../script.ts";

const modules = join(root, "node_modules");
const product = join("build", "Release", "better_sqlite3.node");

function bindingVersion(): string {
	const { version } = JSON.parse(readFileSync(join(modules, "better-sqlite3", "package.json"), "utf8"));
	return version;
}

function copySource(folder: string): void {
	cpSync(join(modules, "better-sqlite3"), folder, { recursive: true });
	mkdirSync(join(folder, "node_modules"));
	symlinkSync(join(modules, "node-addon-api"), join(folder, "node_modules", "node-addon-api"));
	const recipe = join(folder, "binding.gyp");
	const pinned = "'NAPI_VERSION=10'";
	const open = "'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT', 'NAPI_VERSION=2147483647'";
	const before = readFileSync(recipe, "utf8");
	if (!before.includes(pinned)) throw new Error("better-sqlite3's binding.gyp is not the one that binding.ts knows.");
	writeFileSync(recipe, before.replace(pinned, open));
}

/**
 * Node's headers: those of the npm package `node`, else those of the system's Node; undefined lets node-gyp download
 * them.
 */
function headersFolder(): string | undefined {
	const bundled = join(modules, "node", "node_modules", `node-${process.platform}-${process.arch}`);
	return [bundled, dirname(dirname(process.execPath)), "/usr/local", "/usr"].find((folder) =>
		existsSync(join(folder, "include", "node", "node_api.h")),
	);
}

async function compile(folder: string): Promise<void> {
	const headers = headersFolder();
	const env = { ...process.env, npm_config_jobs: "max", ...(headers && { npm_config_nodedir: headers }) };
	const built = await runCommand("npm", ["run", "build-release"], { cwd: folder, env });
	if (built.isDone) return;
	writeFileSync(cacheFolder("binding.log"), built.output);
	throw new ActionableError(
		`better-sqlite3 could not be compiled: see that make, g++ and python3 work, then run this again (the compiler's words are in ${cacheFolder("binding.log")}).`,
	);
}

/** The path of better-sqlite3's binary for this Electron (its `nativeBinding`); compiles it when it is missing. */
export async function sqliteBindingFor(electronVersion: string): Promise<string> {
	const name = `better-sqlite3-${bindingVersion()}-electron-${electronVersion}-${process.arch}`;
	const folder = await ensureCompleteFolder(cacheFolder(name), async (unfinished) => {
		await ensurePackages("compiler");
		console.error(`Compiling better-sqlite3 for Electron ${electronVersion} (about a minute, once) …`);
		const workshop = `${unfinished}/source`;
		copySource(workshop);
		await compile(workshop);
		copyFileSync(join(workshop, product), join(unfinished, "better_sqlite3.node"));
		rmSync(workshop, { recursive: true });
	});
	return join(folder, "better_sqlite3.node");
}
