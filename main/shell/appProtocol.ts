import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

/** The scheme the pages come from: a real origin, so that the policy reaches workers too, which under file:// it does not. */
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
	// No dialogs, no printing, no pop-ups, no downloads, no leaving by a link.
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

/** Answers a page's request with a file of `folder`, and with nothing outside it; the policy is on every answer. */
export async function servePage(folder: string, url: string): Promise<Response> {
	const { host, pathname } = new URL(url);
	const type = contentTypes[extname(pathname)];
	const inside = normalize(decodeURIComponent(pathname)).replace(/^[/\\]+/, "");
	if (host !== "kiosk" || type === undefined || inside.includes("..")) return createResponse(404, null, "text/plain");
	try {
		return createResponse(200, new Uint8Array(await readFile(join(folder, inside))), type);
	} catch {
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
