import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { test } from "node:test";
import { z } from "zod";
import { root } from "./folders.ts";

const Manifest = z.looseObject({
	dependencies: z.record(z.string(), z.string()),
	devDependencies: z.record(z.string(), z.string()),
});
const manifest = Manifest.parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));

/** Every package that a program imports when it runs, with the file that imports it; a pino transport is named, not imported. */
function packagesOf(entries: readonly string[]): ReadonlyMap<string, string> {
	const packages = new Map<string, string>();
	const seen = new Set<string>();
	const queue = entries.map((entry) => join(root, entry));
	for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
		if (seen.has(file)) continue;
		seen.add(file);
		const source = readFileSync(file, "utf8").replaceAll(/^(?:import|export) type [^;]*;$/gm, "");
		const found = source.matchAll(/(?:\bfrom |\bimport |\bimport\(|\brequire\.resolve\(|\btarget: )"([^"\n]+)"/g);
		for (const [, name = ""] of found) {
			if (name.startsWith(".")) {
				const path = resolve(dirname(file), name);
				if (/\.ts$/.test(path) && existsSync(path)) queue.push(path);
			} else if (!name.startsWith("node:")) {
				packages.set(/^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name, file);
			}
		}
	}
	assert.ok(seen.size > 100, `${seen.size} files`);
	return packages;
}

test("the hub, the signer and the command line import packages that npm ci --omit=dev installs (H14)", () => {
	const missing = [...packagesOf(["sync/hub/cli/pailou.ts"])].filter(([name]) => !(name in manifest.dependencies));
	assert.deepEqual(missing, []);
	assert.ok("node" in manifest.dependencies, "and the Node on which they run");
});

test("the packaged app contains no package that only the hub imports (H14)", () => {
	const filters = readFileSync(join(root, "electron-builder.yml"), "utf8");
	assert.match(filters, /^ {2}- "!node_modules\/\*\*"$/m);
	const taken = [...filters.matchAll(/^ {2}- node_modules\/(\S+)/gm)].map(([, path = ""]) => path);
	const inApp = packagesOf(["main/main.ts"]);
	const onlyHub = Object.keys(manifest.dependencies).filter((name) => !inApp.has(name));
	assert.ok(onlyHub.includes("fastify"), onlyHub.join(", "));
	for (const name of onlyHub) assert.ok(!taken.some((path) => path.split(/[/{},]/).includes(name)), name);
});

test("the app's bundle leaves out only packages with a binary, which are packaged beside it (H14)", () => {
	const config = readFileSync(join(root, "electron.vite.config.ts"), "utf8");
	const beside = [...(/withBinary = \[([^\]]*)\]/.exec(config)?.[1]?.matchAll(/"([^"]+)"/g) ?? [])].map(
		([, name]) => name,
	);
	assert.deepEqual(beside, ["better-sqlite3", "serialport"]);
	const filters = readFileSync(join(root, "electron-builder.yml"), "utf8");
	for (const name of beside) assert.ok(filters.includes(`${name}`), name);
});
