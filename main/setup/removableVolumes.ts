import { closeSync, constants, type Dirent, openSync, readdirSync, readSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { usbFileExtension } from "../../core/protocol/usbFiles.ts";
import { isPlainFolder, isSystemError } from "../../sync/stickFile.ts";

/** More would not be read through by a person either. */
const mostFilesListed = 100;

/** A mounted removable disk, by its mount point, with those of its files that a kiosk may read. */
export type Volume = { readonly path: string; readonly name: string; readonly files: readonly string[] };

/** A folder in which the system mounts removable disks, `depth` levels down. */
export type MountRoot = { readonly path: string; readonly depth: 1 | 2 };

export function mountRoots(platform: NodeJS.Platform): readonly MountRoot[] {
	switch (platform) {
		case "darwin":
			return [{ path: "/Volumes", depth: 1 }];
		case "win32":
			return [..."DEFGHIJKLMNOPQRSTUVWXYZ"].map((letter) => ({ path: `${letter}:\\`, depth: 1 as const }));
		default:
			return [
				{ path: "/media", depth: 2 },
				{ path: "/run/media", depth: 2 },
				{ path: "/mnt", depth: 1 },
			];
	}
}

export function listVolumes(roots: readonly MountRoot[]): readonly Volume[] {
	const paths = roots.flatMap(({ path, depth }) => (/^[A-Z]:\\$/.test(path) ? [path] : foldersUnder(path, depth)));
	return paths.flatMap((path) => {
		const files = readableFilesIn(path);
		return files === null ? [] : [{ path, name: basename(path) || path, files }];
	});
}

/** Whether this file is in the top folder of one of these volumes, by its list of files. */
export function isOnVolume(path: string, volumes: readonly Volume[]): boolean {
	const volume = volumes.find((one) => one.path === dirname(path));
	return volume?.files.includes(basename(path)) ?? false;
}

function foldersUnder(path: string, depth: number): readonly string[] {
	const children = (entriesIn(path) ?? []).map(({ name }) => join(path, name)).filter(isPlainFolder);
	return depth === 1 ? children : children.flatMap((child) => foldersUnder(child, depth - 1));
}

/** Names of the regular files that a kiosk may read; links, pipes and the files that kiosks put there are left out. */
function readableFilesIn(path: string): readonly string[] | null {
	const entries = entriesIn(path);
	if (entries === null) return null;
	const ours = entries.filter((entry) => entry.isFile() && entry.name.endsWith(usbFileExtension) && !isHidden(entry));
	return ours
		.slice(0, mostFilesListed)
		.map(({ name }) => name)
		.filter((name) => !isFromKiosk(join(path, name)));
}

function isHidden({ name }: Dirent): boolean {
	return name.startsWith(".");
}

/** The head of a file that goes from a kiosk to the hub; the rest of it is not read. */
const headOfKioskFile = /^\s*\{\s*"pailou"\s*:\s*"(journal|diagnostics)"/;
const headBytes = 64;

function isFromKiosk(path: string): boolean {
	try {
		const file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
		try {
			const head = Buffer.alloc(headBytes);
			return headOfKioskFile.test(head.toString("utf8", 0, readSync(file, head)));
		} finally {
			closeSync(file);
		}
	} catch (error) {
		if (!isSystemError(error)) throw error;
		return false;
	}
}

/** Null for what is not a folder, is not mounted or may not be read: a drive letter without a disk, another user's mount. */
function entriesIn(path: string): readonly Dirent[] | null {
	try {
		return readdirSync(path, { withFileTypes: true });
	} catch (error) {
		if (!isSystemError(error)) throw error;
		return null;
	}
}
