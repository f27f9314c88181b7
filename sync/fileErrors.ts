/** Whether a file cannot be opened because nothing has its name. Every other failure of the disk must be reported. */
export function isMissingFile(error: unknown): boolean {
	return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "EISDIR");
}

/** Why a file cannot be read or written, as the end of a sentence: Node's message, which names the path. */
export function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/** A file of the hub or the signer that is empty, cut off or damaged. The message names it and says what to do. */
export class DamagedFileError extends Error {}
