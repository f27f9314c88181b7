import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { mostUsbFileBytes, usbFileExtension } from "../../core/protocol/usbFiles.ts";

/** A stick or a disk that can be taken out, by where it is mounted, with the files on it that are ours. */
export type Volume = { readonly path: string; readonly name: string; readonly files: readonly string[] };

/** Folders under which systems mount what is plugged in: `depth` levels down. */
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

export type WriteTrouble = "volumeGone" | "volumeFull" | "readOnly" | "failed" | null;

/** Whole or not at all: written beside, made durable, and only then given its name. Null when it is there. */
export function writeFileAtomically(path: string, content: string): WriteTrouble {
	const beside = `${path}.part`;
	try {
		const file = openSync(beside, "w");
		try {
			writeSync(file, content);
			fsyncSync(file);
		} finally {
			closeSync(file);
		}
		renameSync(beside, path);
		return null;
	} catch (error) {
		rmSync(beside, { force: true, recursive: false });
		return writeTroubleOf(error);
	}
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

/** Whether this file lies directly on one of these volumes, and is of a size that can be ours. */
export function isOnVolume(path: string, volumes: readonly Volume[]): boolean {
	const volume = volumes.find((one) => one.path === dirname(path));
	if (!volume?.files.includes(basename(path))) return false;
	try {
		const { size } = statSync(path);
		return size <= mostUsbFileBytes;
	} catch {
		return false;
	}
}

function foldersUnder(path: string, depth: number): readonly string[] {
	const children = (namesIn(path) ?? []).map((name) => join(path, name)).filter(isFolder);
	return depth === 1 ? children : children.flatMap((child) => foldersUnder(child, depth - 1));
}

function namesIn(path: string): readonly string[] | null {
	try {
		return readdirSync(path);
	} catch {
		return null;
	}
}

function isFolder(path: string): boolean {
	try {
		return statSync(path).isDirectory();
	} catch {
		return false;
	}
}
