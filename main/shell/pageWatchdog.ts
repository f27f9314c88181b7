import type { WebContents } from "electron";
import type { Cancel, Timers } from "../../sync/clock.ts";
import type { Log } from "../../sync/log.ts";

export type PageWatchdogParts = {
	/** Shown while reloading is delayed. */
	readonly fallbackUrl: string;
	readonly timers: Timers;
	readonly log: Log;
};

export type PageWatchdog = {
	/** Loads the page at this address, and from now on reloads this one. */
	readonly open: (address: string) => void;
};

const checkEveryMs = 1000;
/** The page counts as lost after more failed checks in a row: it shows no screen, or does not answer. */
const maxMissedChecks = 5;
const maxMissedChecksWhileLoading = 20;
const lossWindowMs = 60_000;
const maxReloadDelayMs = 60_000;

/** The delay before reloading, by losses within a minute: none for the first two, then exponential backoff. */
export function reloadDelayMs(losses: number): number {
	return losses <= 2 ? 0 : Math.min(maxReloadDelayMs, 2000 * 2 ** (losses - 2));
}

/**
 * Keeps one page on the screen. When its process is gone, loading fails, or it hangs or stays blank, it is reloaded (with
 * `revived` in its address). Repeated losses delay the reload; the fallback page is shown until then.
 */
export function watchPage(contents: WebContents, { fallbackUrl, timers, log }: PageWatchdogParts): PageWatchdog {
	let address: string | null = null;
	let losses: readonly number[] = [];
	let cancelReload: Cancel | null = null;
	let isChecking = false;
	let failedChecks = 0;

	function load(url: string): void {
		failedChecks = 0;
		// A failure arrives as `did-fail-load`.
		contents.loadURL(url).catch(() => {});
	}

	function lose(why: string): void {
		// While the fallback page is shown, its own losses are ignored: the reload is already scheduled.
		if (address === null || cancelReload !== null || contents.isDestroyed()) return;
		const nowMs = timers.monoMs();
		losses = [...losses.filter((atMs) => nowMs - atMs < lossWindowMs), nowMs];
		const delayMs = reloadDelayMs(losses.length);
		log.warn("pageLost", { why, losses: losses.length, delayMs });
		const again = `${address}${address.includes("?") ? "&" : "?"}revived`;
		load(delayMs === 0 ? again : fallbackUrl);
		if (delayMs === 0) return;
		cancelReload = timers.after(delayMs, () => {
			cancelReload = null;
			if (!contents.isDestroyed()) load(again);
		});
	}

	/** Checks are counted, not time: a machine that slept has missed one check at most. */
	async function check(): Promise<void> {
		if (address === null || contents.isDestroyed()) return;
		failedChecks++;
		if (failedChecks > (contents.isLoadingMainFrame() ? maxMissedChecksWhileLoading : maxMissedChecks))
			return killPage();
		if (isChecking || contents.isCrashed()) return;
		isChecking = true;
		const isDrawn = await contents
			.executeJavaScript(`document.querySelector("[data-screen]") !== null`)
			// The page was replaced or its process died while it was asked.
			.catch(() => false);
		isChecking = false;
		if (isDrawn === true) failedChecks = 0;
	}

	/** A hung process may not react to a reload, so it is killed; `render-process-gone` then reloads the page. */
	function killPage(): void {
		failedChecks = 0;
		isChecking = false;
		const pid = contents.getOSProcessId();
		if (contents.isCrashed() || pid === 0) lose("noProcess");
		else process.kill(pid, "SIGKILL");
	}

	contents.on("render-process-gone", (_event, { reason }) => {
		isChecking = false;
		if (reason !== "clean-exit") lose(reason);
	});
	contents.on("did-fail-load", (_event, code, why, _address, isMainFrame) => {
		// −3 (ERR_ABORTED): another load took its place.
		if (isMainFrame && code !== -3) lose(why);
	});
	const stopChecking = timers.every(checkEveryMs, () => void check());
	contents.once("destroyed", stopChecking);

	return {
		open(next) {
			address = next;
			cancelReload?.();
			cancelReload = null;
			load(next);
		},
	};
}
