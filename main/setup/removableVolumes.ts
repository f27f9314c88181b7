import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { mostUsbFileBytes, usbFileExtension } from "../../core/protocol/usbFiles.ts";

/** A mounted removable disk, by its mount point, with those of its files that have our extension. */
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
		const files = namesIn(path);
		if (files === null) return [];
		return [{ path, name: basename(path) || path, files: files.filter((name) => name.endsWith(usbFileExtension)) }];
	});
}

/** Null when the file was written. */
export type WriteTrouble = "volumeGone" | "volumeFull" | "readOnly" | "failed" | null;

/** Atomic write: into a temporary file beside it, fsync, rename. A disk that is pulled out leaves no partial file of this name. */
export function writeFileAtomically(path: string, content: string): WriteTrouble {
	const beside = `${path}.part`;
	try {
		const file = openSync(beside, "w");
		try {
			writeFileSync(file, content);
			fsyncSync(file);
		} finally {
			closeSync(file);
		}
		renameSync(beside, path);
		return null;
	} catch (error) {
		if (!isSystemError(error)) throw error;
		removeIfPossible(beside);
		return writeTroubleOf(error);
	}
}

/** The disk may be gone or read-only by now; the write that failed is what is reported. */
function removeIfPossible(path: string): void {
	try {
		rmSync(path, { force: true });
	} catch (error) {
		if (!isSystemError(error)) throw error;
	}
}

/** An error that the operating system returned from a call on a file, as against a bug of ours. */
export function isSystemError(error: unknown): boolean {
	return error instanceof Error && "syscall" in error;
}

function writeTroubleOf(error: unknown): Exclude<WriteTrouble, null> {
	const code = error instanceof Error && "code" in error ? error.code : null;
	switch (code) {
		case "ENOENT":
		case "ENODEV":
		case "EIO":
			return "volumeGone";
		case "ENOSPC":
		case "EDQUOT":
			return "volumeFull";
		case "EROFS":
		case "EACCES":
		case "EPERM":
			return "readOnly";
		default:
			return "failed";
	}
}

/** Whether this file is in the top folder of one of these volumes and is not larger than a file of ours can be. */
export function isOnVolume(path: string, volumes: readonly Volume[]): boolean {
	const volume = volumes.find((one) => one.path === dirname(path));
	if (!volume?.files.includes(basename(path))) return false;
	try {
		const { size } = statSync(path);
		return size <= mostUsbFileBytes;
	} catch (error) {
		if (!isSystemError(error)) throw error;
		return false;
	}
}

function foldersUnder(path: string, depth: number): readonly string[] {
	const children = (namesIn(path) ?? []).map((name) => join(path, name)).filter(isFolder);
	return depth === 1 ? children : children.flatMap((child) => foldersUnder(child, depth - 1));
}

/** Null for what is not a folder, is not mounted or may not be read: a drive letter without a disk, another user's mount. */
function namesIn(path: string): readonly string[] | null {
	try {
		return readdirSync(path);
	} catch (error) {
		if (!isSystemError(error)) throw error;
		return null;
	}
}

/** False also for a disk that was pulled out between the listing and this call. */
function isFolder(path: string): boolean {
	try {
		return statSync(path).isDirectory();
	} catch (error) {
		if (!isSystemError(error)) throw error;
		return false;
	}
}
