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

/** A file or folder that is not kept as a secret must be, and the sentence that says what to do. */
export class InsecurePermissionsError extends Error {}

/** For its owner's eyes only, and on the disk before this returns. Never over a file that is there. */
export function writeSecret(path: string, content: string | Uint8Array): void {
	const fd = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
	try {
		writeFileSync(fd, content);
		fsyncSync(fd);
	} finally {
		closeSync(fd);
	}
}

/** Reads a secret, refusing as ssh does what others may read; the check is of the very file that is read. */
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

/** A folder that only its owner may enter; one that is there already must be one. */
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

/** Windows keeps other rights, which the mode does not tell. */
function isAccessibleByOthers(mode: number): boolean {
	return process.platform !== "win32" && (mode & 0o077) !== 0;
}

function formatMode(mode: number): string {
	return `0${(mode & 0o777).toString(8)}`;
}
