// Files on removable media, where anybody may have prepared anything: links are never followed, only regular files are read or
// written, and what is written is whole under its name or not there.

import { constants, lstatSync, realpathSync } from "node:fs";
import { type FileHandle, lstat, open, realpath, rename, rm, statfs } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

export type WriteTrouble = "volumeGone" | "volumeFull" | "readOnly" | "failed";
export type StickWrite =
	| { readonly kind: "written"; readonly path: string }
	/** Nothing of this name was changed. `neededBytes` is the room that the file needs. */
	| { readonly kind: "notWritten"; readonly why: WriteTrouble; readonly neededBytes: number };

/** Absent on Windows, whose links are refused by `lstat` alone. */
const noFollow = constants.O_NOFOLLOW ?? 0;
const noBlock = constants.O_NONBLOCK ?? 0;

/** The content of a regular file that is no link and no larger than `mostBytes`; null for anything else. */
export async function readStickFile(path: string, mostBytes: number): Promise<Buffer | null> {
	try {
		if (!(await lstat(path)).isFile()) return null;
		// Without blocking: the file may have been replaced by a pipe since.
		const file = await open(path, constants.O_RDONLY | noFollow | noBlock);
		try {
			const stat = await file.stat();
			return stat.isFile() && stat.size <= mostBytes ? await readAll(file, stat.size) : null;
		} finally {
			await file.close();
		}
	} catch (error) {
		if (!isSystemError(error)) throw error;
		return null;
	}
}

/**
 * Writes a file in this folder: checks the room, writes all bytes to a new file beside it, flushes, reads them back, renames.
 * A file of this name is replaced, unless `keepsExisting`: then the next free name is taken ("name-2.pailou").
 */
export async function writeStickFile(
	folder: string,
	name: string,
	content: Uint8Array,
	keepsExisting = false,
): Promise<StickWrite> {
	const neededBytes = content.length;
	const beside = join(folder, `.${name}.part`);
	try {
		if (!isPlainFolder(folder)) return { kind: "notWritten", why: "failed", neededBytes };
		// Removes a link itself, not what it points at.
		await rm(beside, { force: true });
		if (!(await hasRoom(folder, neededBytes))) return { kind: "notWritten", why: "volumeFull", neededBytes };
		await writeNew(beside, content);
		if (!(await isContent(beside, content))) throw new NotReadBackError(beside);
		const path = join(folder, keepsExisting ? await freeNameOf(folder, name) : name);
		await rename(beside, path);
		await syncFolder(folder);
		return { kind: "written", path };
	} catch (error) {
		if (!isSystemError(error) && !(error instanceof NotReadBackError)) throw error;
		await rm(beside, { force: true }).catch(ignoreSystemError);
		return { kind: "notWritten", why: troubleOf(error), neededBytes };
	}
}

/** As `writeStickFile`, at a path that a person typed: its folder may be a link, the file is written beside it whatever is there. */
export async function writeTypedPath(path: string, content: Uint8Array): Promise<StickWrite> {
	const absolute = resolve(path);
	const folder = await realpath(dirname(absolute)).catch((error: unknown) => {
		ignoreSystemError(error);
		return null;
	});
	if (folder === null) return { kind: "notWritten", why: "volumeGone", neededBytes: content.length };
	return await writeStickFile(folder, basename(absolute), content);
}

/** What was written does not read back: the medium is worn out or counterfeit. */
class NotReadBackError extends Error {
	constructor(path: string) {
		super(`${path} does not hold what was written to it.`);
	}
}

/** A folder that is no link itself. A link above it is the system's own, such as macOS's /tmp. */
export function isPlainFolder(path: string): boolean {
	try {
		if (!lstatSync(path).isDirectory()) return false;
		return realpathSync(path) === join(realpathSync(dirname(path)), basename(path));
	} catch (error) {
		if (!isSystemError(error)) throw error;
		return false;
	}
}

/** An error that the operating system returned from a call on a file, as against a bug of ours. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
	return error instanceof Error && "syscall" in error;
}

function ignoreSystemError(error: unknown): void {
	if (!isSystemError(error)) throw error;
}

/** True also where the file system does not tell its size. */
async function hasRoom(folder: string, bytes: number): Promise<boolean> {
	const { bavail, bsize, blocks } = await statfs(folder);
	return blocks === 0 || bavail * bsize >= bytes;
}

async function writeNew(path: string, content: Uint8Array): Promise<void> {
	const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | noFollow;
	const file = await open(path, flags, 0o666);
	try {
		for (let at = 0; at < content.length; ) at += (await file.write(content, at)).bytesWritten;
		await file.sync();
	} finally {
		await file.close();
	}
}

async function isContent(path: string, content: Uint8Array): Promise<boolean> {
	const file = await open(path, constants.O_RDONLY | noFollow);
	try {
		const stat = await file.stat();
		return stat.isFile() && stat.size === content.length && (await readAll(file, stat.size)).equals(content);
	} finally {
		await file.close();
	}
}

/** Shorter than `size` where the file was cut meanwhile. */
async function readAll(file: FileHandle, size: number): Promise<Buffer> {
	const bytes = Buffer.alloc(size);
	let at = 0;
	while (at < size) {
		const { bytesRead } = await file.read(bytes, at, size - at, at);
		if (bytesRead === 0) break;
		at += bytesRead;
	}
	return bytes.subarray(0, at);
}

async function freeNameOf(folder: string, name: string): Promise<string> {
	const [stem, extension] = /^(.*?)(\.[^.]*)?$/.exec(name)?.slice(1) ?? [name];
	for (let number = 1; ; number++) {
		const next = number === 1 ? name : `${stem}-${number}${extension ?? ""}`;
		const isTaken = await lstat(join(folder, next)).then(() => true, rejectUnlessMissing);
		if (!isTaken) return next;
	}
}

function rejectUnlessMissing(error: unknown): false {
	if (isSystemError(error) && error.code === "ENOENT") return false;
	throw error;
}

/** A rename is on the disk when its folder is; Windows and some file systems sync no folders. */
async function syncFolder(folder: string): Promise<void> {
	if (process.platform === "win32") return;
	const file = await open(folder, constants.O_RDONLY);
	try {
		await file.sync().catch((error: unknown) => {
			if (!isSystemError(error) || error.code !== "EINVAL") throw error;
		});
	} finally {
		await file.close();
	}
}

function troubleOf(error: unknown): WriteTrouble {
	switch (isSystemError(error) ? error.code : null) {
		case "ENOENT":
		case "ENODEV":
		case "ENXIO":
		case "EIO":
			return "volumeGone";
		case "ENOSPC":
		case "EDQUOT":
		case "EFBIG":
			return "volumeFull";
		case "EROFS":
		case "EACCES":
		case "EPERM":
			return "readOnly";
		default:
			return "failed";
	}
}
