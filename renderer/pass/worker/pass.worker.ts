// Service worker of the pass page: a pass that was opened once opens again without a network. It imports nothing,
// because it is one file at a fixed address.

declare const self: ServiceWorkerGlobalScope;

const cacheName = "pailou-pass";
/** One page serves every pass; the secret is in the fragment, which no request contains. */
const pageUrl = "/pass/";
const networkTimeoutMs = 4000;

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
	const { request } = event;
	const { origin, pathname } = new URL(request.url);
	if (request.method !== "GET" || origin !== self.location.origin) return;
	if (request.mode === "navigate") event.respondWith(respondWithPage(request));
	else if (pathname.startsWith("/assets/")) event.respondWith(respondWithAsset(request));
});

/**
 * The page sends its address and the assets it has loaded, because it was loaded before its service worker was active.
 */
self.addEventListener("message", (event) => {
	const message: unknown = event.data;
	const [opened, ...assets] = Array.isArray(message) ? message.filter((part) => typeof part === "string") : [];
	if (opened !== undefined) event.waitUntil(cachePage(opened, assets));
});

/** Network first; the cached page when there is no network or it times out. */
async function respondWithPage(request: Request): Promise<Response> {
	const cache = await caches.open(cacheName);
	try {
		const response = await fetch(request, { signal: AbortSignal.timeout(networkTimeoutMs) });
		if (response.ok) await cache.put(pageUrl, response.clone());
		return response;
	} catch (error) {
		const kept = await cache.match(pageUrl);
		if (kept === undefined) throw error;
		return kept;
	}
}

/** Cache first: an asset's file name contains the hash of its content. */
async function respondWithAsset(request: Request): Promise<Response> {
	const cache = await caches.open(cacheName);
	const kept = await cache.match(request);
	if (kept !== undefined) return kept;
	const response = await fetch(request);
	if (response.ok) await cache.put(request, response.clone());
	return response;
}

async function cachePage(opened: string, assets: readonly string[]): Promise<void> {
	const cache = await caches.open(cacheName);
	for (const part of assets) if ((await cache.match(part)) === undefined) await cache.add(part);
	const response = await fetch(opened);
	if (response.ok) await cache.put(pageUrl, response);
	const current = new Set([pageUrl, ...assets].map((part) => new URL(part, self.location.href).href));
	for (const request of await cache.keys()) if (!current.has(request.url)) await cache.delete(request);
}

export {};
