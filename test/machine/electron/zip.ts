import { chmodSync, closeSync, fstatSync, mkdirSync, openSync, readSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inflateRawSync } from "node:zlib";

// Reads the parts of PKWARE APPNOTE 6.3.3 that the one pinned archive needs: no zip64, no encryption, stored or
// deflated. Not every system has unzip, and of the archive's 25,000 entries only a hundred are needed.

interface Entry {
	readonly path: string;
	readonly mode: number;
	readonly isDeflated: boolean;
	readonly sizePacked: number;
	readonly offset: number;
}

function readAt(file: number, offset: number, size: number): Buffer {
	const bytes = Buffer.alloc(size);
	if (readSync(file, bytes, 0, size, offset) !== size) throw new Error("The archive ends too early.");
	return bytes;
}

/**
 * The central directory (4.3.12), located by its end record (4.3.16), which is last in an archive without a comment.
 */
function readEntries(file: number): Entry[] {
	const end = readAt(file, fstatSync(file).size - 22, 22);
	if (end.readUInt32LE(0) !== 0x06054b50) throw new Error("This is not an archive without comment.");
	const directory = readAt(file, end.readUInt32LE(16), end.readUInt32LE(12));
	const entries: Entry[] = [];
	for (let at = 0; at < directory.length; ) {
		const [name, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field)) as [
			number,
			number,
			number,
		];
		entries.push({
			path: directory.toString("utf8", at + 46, at + 46 + name),
			mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
			isDeflated: directory.readUInt16LE(at + 10) === 8,
			sizePacked: directory.readUInt32LE(at + 20),
			offset: directory.readUInt32LE(at + 42),
		});
		at += 46 + name + extra + comment;
	}
	return entries;
}

/** The data after the entry's local header (4.3.7), whose name and extra field have their own lengths. */
function readContent(file: number, entry: Entry): Buffer {
	const header = readAt(file, entry.offset, 30);
	const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
	const packed = readAt(file, start, entry.sizePacked);
	return entry.isDeflated ? inflateRawSync(packed) : packed;
}

/**
 * Unpacks the files for which `place` returns a path under `folder`, with their modes. Paths are not checked: only for
 * trusted archives.
 */
export function unzip(archive: string, folder: string, place: (path: string) => string | undefined): void {
	const file = openSync(archive, "r");
	try {
		for (const entry of readEntries(file)) {
			const path = entry.path.endsWith("/") ? undefined : place(entry.path);
			if (path === undefined) continue;
			const target = join(folder, path);
			mkdirSync(dirname(target), { recursive: true });
			writeFileSync(target, readContent(file, entry));
			chmodSync(target, entry.mode);
		}
	} finally {
		closeSync(file);
	}
}
