import {
	chmodSync,
	closeSync,
	constants,
	fstatSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readFileSync,
	statSync,
	writeFileSync,
} from "node:fs";

/** A secret file or folder that other users may read. The message says what to do. */
export class InsecurePermissionsError extends Error {}

/** Writes a file with mode 0600 and syncs it to disk. Throws when the file exists. */
export function writeSecret(path: string, content: string | Uint8Array): void {
	const fd = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
	try {
		writeFileSync(fd, content);
		fsyncSync(fd);
	} finally {
		closeSync(fd);
	}
}

/** Reads a secret; like ssh, refuses a file that other users may read. The check is of the opened file, so there is no race. */
export function readSecret(path: string): Buffer {
	const fd = openSync(path, constants.O_RDONLY);
	try {
		const { mode } = fstatSync(fd);
		if (isAccessibleByOthers(mode)) {
			throw new InsecurePermissionsError(
				`Others may read ${path} (${formatMode(mode)}). Look into it, then: chmod 600 ${path}`,
			);
		}
		return readFileSync(fd);
	} finally {
		closeSync(fd);
	}
}

/** Takes all rights to a file from others than its owner. Whether they had any; a file that is not there gives none. */
export function closeToOthers(path: string): boolean {
	const mode = statSync(path, { throwIfNoEntry: false })?.mode;
	if (mode === undefined || !isAccessibleByOthers(mode)) return false;
	try {
		chmodSync(path, mode & 0o700);
	} catch {
		// It is another user's.
		throw new InsecurePermissionsError(
			`Others may read ${path} (${formatMode(mode)}). Look into it, then: chmod 600 ${path}`,
		);
	}
	return true;
}

/** Creates an empty file of mode 0600 where there is none, so that a program that opens it next cannot make it readable. */
export function createPrivateFile(path: string): void {
	if (statSync(path, { throwIfNoEntry: false }) === undefined) {
		closeSync(openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600));
	}
}

/** Creates a folder with mode 0700; an existing folder must have it. */
export function createPrivateFolder(path: string): void {
	if (mkdirSync(path, { recursive: true, mode: 0o700 }) !== undefined) chmodSync(path, 0o700);
	assertPrivateFolder(path);
}

export function assertPrivateFolder(path: string): void {
	const { mode } = statSync(path);
	if (isAccessibleByOthers(mode)) {
		throw new InsecurePermissionsError(
			`Others may look into ${path} (${formatMode(mode)}). Look into it, then: chmod 700 ${path}`,
		);
	}
}

/** On Windows the mode does not show the access rights. */
function isAccessibleByOthers(mode: number): boolean {
	return process.platform !== "win32" && (mode & 0o077) !== 0;
}

function formatMode(mode: number): string {
	return `0${(mode & 0o777).toString(8)}`;
}
