const workerUrl = "/pass/worker.js";
const scope = "/pass/";

/**
 * Registers the service worker that caches this page, so that it opens without a network. Where a browser stores
 * nothing (no TLS, a private window), the pass works while it stays open.
 */
export async function registerServiceWorker(): Promise<void> {
	if (!("serviceWorker" in navigator)) return;
	try {
		await navigator.serviceWorker.register(workerUrl, { scope });
		const { active } = await navigator.serviceWorker.ready;
		const loaded = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
		const assets = loaded.filter((path) => path.startsWith("/assets/"));
		active?.postMessage([location.pathname, ...new Set(assets)]);
	} catch {
		// The browser refuses service workers: the pass is shown all the same.
	}
}
