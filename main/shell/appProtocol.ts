import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

/** The scheme of the pages. A standard origin, so that the content security policy applies to workers too, which under file:// it does not. */
export const appScheme = "app";
export const appOrigin = "app://kiosk";

const contentSecurityPolicy = [
	"default-src 'none'",
	"script-src 'self' 'wasm-unsafe-eval'",
	"style-src 'self'",
	"img-src 'self' blob: data:",
	"font-src 'self'",
	"connect-src 'self'",
	"worker-src 'self'",
	"media-src 'self' blob:",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
	// No dialogs, printing, pop-ups, downloads or top-level navigation.
	"sandbox allow-scripts allow-same-origin allow-forms",
].join("; ");

const contentTypes: Readonly<Record<string, string>> = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".css": "text/css; charset=utf-8",
	".wasm": "application/wasm",
	".woff2": "font/woff2",
	".ogg": "audio/ogg",
	".svg": "image/svg+xml",
	".png": "image/png",
};

/** Serves a file of `folder` and nothing outside it; every response carries the content security policy. Else 404. */
export async function servePage(folder: string, url: string): Promise<Response> {
	const { host, pathname } = new URL(url);
	const type = contentTypes[extname(pathname)];
	const relative = normalize(decodeURIComponent(pathname)).replace(/^[/\\]+/, "");
	if (host !== "kiosk" || type === undefined || relative.includes("..")) return createResponse(404, null, "text/plain");
	try {
		return createResponse(200, new Uint8Array(await readFile(join(folder, relative))), type);
	} catch {
		// No such file, or a folder.
		return createResponse(404, null, "text/plain");
	}
}

function createResponse(status: number, body: Uint8Array<ArrayBuffer> | null, type: string): Response {
	return new Response(body, {
		status,
		headers: {
			"content-type": type,
			"content-security-policy": contentSecurityPolicy,
			"x-content-type-options": "nosniff",
		},
	});
}
