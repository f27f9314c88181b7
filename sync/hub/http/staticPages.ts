import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { isMissingFile } from "../../fileErrors.ts";

/** A built file and its content type. */
export type StaticFile = { readonly bytes: Buffer; readonly type: string };

const contentTypes: ReadonlyMap<string, string> = new Map([
	[".html", "text/html; charset=utf-8"],
	[".js", "text/javascript; charset=utf-8"],
	[".css", "text/css; charset=utf-8"],
	[".json", "application/json"],
	[".svg", "image/svg+xml"],
	[".png", "image/png"],
	[".wasm", "application/wasm"],
	[".woff", "font/woff"],
	[".woff2", "font/woff2"],
]);

/** The pages may load their own files and send requests to this hub, and nothing else. */
export const contentSecurityPolicy =
	"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Reads a file of a folder, or null. A name with a path separator is refused, so it cannot lead out of the folder. */
export async function readStaticFile(folder: string, name: string): Promise<StaticFile | null> {
	const type = contentTypes.get(extname(name));
	if (type === undefined || !/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(name)) return null;
	try {
		return { bytes: await readFile(join(folder, name)), type };
	} catch (error) {
		if (isMissingFile(error)) return null;
		throw error;
	}
}
