// `npm run package`: the app as a folder, with the Electron found here. `npm run package -- --installers`: also this
// platform's installers (electron-builder downloads its tools). `npm run package -- --inspectable`: with the
// inspector's fuse on, for Playwright; not for shipping.

import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Configuration } from "electron-builder";
import { build } from "./build.ts";
import { type ElectronRuntime, electronRuntime } from "./electron/electron.ts";
import { root } from "./folders.ts";
import { ActionableError, readArguments, runScript } from "./script.ts";

interface PackageOptions {
	readonly isInspectable?: boolean;
	readonly withInstallers?: boolean;
}

/** better-sqlite3 looks for a compiled binary before a prebuilt one, so the compiled one is put where it looks. */
function bindingFiles(binding: string | null): Configuration["files"] {
	if (binding === null) return [];
	const to = "node_modules/better-sqlite3/build/Release";
	return [{ from: dirname(binding), to, filter: [basename(binding)] }];
}

/** The settings that electron-builder.yml cannot contain, merged over it. */
function configuration(runtime: ElectronRuntime, output: string, options: PackageOptions): Configuration {
	const files = bindingFiles(runtime.sqliteBinding);
	return {
		electronDist: runtime.dist,
		electronVersion: runtime.version,
		directories: { output },
		...(files && { files }),
		...(options.isInspectable && { electronFuses: { enableNodeCliInspectArguments: true } }),
	};
}

function packagedExecutable(output: string): string {
	const places = [
		"linux-unpacked/pailou",
		"linux-arm64-unpacked/pailou",
		"win-unpacked/Pailou.exe",
		"win-arm64-unpacked/Pailou.exe",
		"mac/Pailou.app/Contents/MacOS/Pailou",
		"mac-arm64/Pailou.app/Contents/MacOS/Pailou",
	];
	const found = places.map((place) => join(output, place)).find((path) => existsSync(path));
	if (found === undefined) throw new Error(`electron-builder left no app in ${output}.`);
	return found;
}

/** Builds and packages the app; returns the path of its executable. */
export async function packageApp(options: PackageOptions = {}): Promise<string> {
	await build();
	const runtime = await electronRuntime();
	if (options.withInstallers && runtime.kind === "development") {
		throw new ActionableError(
			`Installers are made of the official Electron only: see that its releases can be reached, or set ELECTRON_OVERRIDE_DIST_PATH.`,
		);
	}
	const output = join(root, "dist", options.isInspectable ? "inspectable" : "shipping");
	// Imported here: it is large and reads its environment on import.
	const builder = await import("electron-builder");
	await builder.build({
		projectDir: root,
		...(!options.withInstallers && { dir: true }),
		config: configuration(runtime, output, options),
	});
	return packagedExecutable(output);
}

async function main(): Promise<void> {
	const { values } = readArguments({ options: { installers: { type: "boolean" }, inspectable: { type: "boolean" } } });
	const executable = await packageApp({
		isInspectable: values.inspectable ?? false,
		withInstallers: values.installers ?? false,
	});
	console.log(executable);
}

if (import.meta.main) await runScript(main);
