import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Replaces a file as a whole, also when the power fails: written under another name, flushed, then renamed. */
export function replaceFile(path: string, content: string | Uint8Array, mode = 0o644): void {
	const fd = openSync(`${path}.new`, "w", mode);
	try {
		writeFileSync(fd, content);
		fsyncSync(fd);
	} finally {
		closeSync(fd);
	}
	renameSync(`${path}.new`, path);
	fsyncFolder(dirname(path));
}

/** A rename is durable once its folder is flushed. Windows cannot open folders. */
function fsyncFolder(folder: string): void {
	if (process.platform === "win32") return;
	const fd = openSync(folder, "r");
	try {
		fsyncSync(fd);
	} finally {
		closeSync(fd);
	}
}
