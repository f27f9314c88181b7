import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const checkout = fileURLToPath(new URL("../../..", import.meta.url));
const builtPages = join(checkout, "out", "renderer");

/** Whether a folder has the member's page. */
function hasPassPage(folder: string): boolean {
	return existsSync(join(folder, "pass", "pass.html"));
}

/**
 * The folder of the pages: the given one, or the built ones of this checkout, which are built now where they are missing.
 * Without them members would see an error in the place of their pass. `say` is told what is done and what is lacking.
 */
export async function findPages(given: string | null, say: (line: string) => void): Promise<string> {
	const folder = given ?? builtPages;
	if (hasPassPage(folder)) return folder;
	if (given === null && existsSync(join(checkout, "node_modules", "electron-vite"))) {
		say("Building the members' pages …");
		const build = spawn("npm", ["run", "--silent", "build"], {
			cwd: checkout,
			stdio: ["ignore", 2, 2],
			shell: process.platform === "win32",
		});
		await Promise.race([once(build, "close"), once(build, "error")]);
	}
	if (!hasPassPage(folder)) {
		say(
			`There are no members' pages in ${folder}: passes cannot be opened. Build them with npm run build on a machine with all packages, copy its out/renderer, or name it with --pages DIR.`,
		);
	}
	return folder;
}
