import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "./lock.mjs";

/** The root folder of this checkout. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** A cache folder outside the repository, shared by every checkout of this user. */
export function cacheFolder(...names: readonly string[]): string {
	const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
	return join(cache, "pailou", ...names);
}

/**
 * The folder, created by `fill` when it is missing. It is filled beside its place and then renamed, under a lock, so
 * that it is never seen incomplete.
 */
export async function ensureCompleteFolder(
	folder: string,
	fill: (unfinished: string) => Promise<void>,
): Promise<string> {
	if (existsSync(folder)) return folder;
	await withLock(`${folder}.lock`, async () => {
		if (existsSync(folder)) return;
		const unfinished = `${folder}.unfinished`;
		rmSync(unfinished, { recursive: true, force: true });
		mkdirSync(unfinished, { recursive: true });
		try {
			await fill(unfinished);
			mkdirSync(dirname(folder), { recursive: true });
			renameSync(unfinished, folder);
		} finally {
			rmSync(unfinished, { recursive: true, force: true });
		}
	});
	return folder;
}
