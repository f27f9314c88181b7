import {
	constants,
	copyFileSync,
	existsSync,
	linkSync,
	mkdirSync,
	readdirSync,
	readlinkSync,
	symlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { ensureCompleteFolder, root } from "../folders.ts";

/**
 * A hard link where the file system allows it: it takes no space, and unlike a symbolic link the executable's path
 * stays in this folder.
 */
function linkFile(from: string, to: string): void {
	mkdirSync(dirname(to), { recursive: true });
	try {
		linkSync(from, to);
	} catch {
		copyFileSync(from, to, constants.COPYFILE_FICLONE);
	}
}

function linkFiles(from: string, to: string): void {
	for (const entry of readdirSync(from, { withFileTypes: true, recursive: true })) {
		const path = join(entry.parentPath, entry.name);
		const target = join(to, path.slice(from.length));
		if (entry.isFile()) linkFile(path, target);
		else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(path), target);
	}
}

/**
 * A copy, per checkout, of a distribution without a default app. Such an Electron runs `resources/app` beside its
 * executable, so checkouts cannot share it. The app there is a link to the checkout.
 */
export function ensureCheckoutCopy(dist: string, version: string): Promise<string> {
	return ensureCompleteFolder(join(root, ".machine", "electron", version), async (folder) => {
		linkFiles(dist, folder);
		const app = join(folder, "resources", "app");
		mkdirSync(dirname(app), { recursive: true });
		// Relative to .machine/electron/VERSION/resources, so that it stays valid when the checkout is moved.
		if (!existsSync(app)) symlinkSync("../../../..", app);
	});
}
