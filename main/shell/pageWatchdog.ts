import type { WebContents } from "electron";
import type { Cancel, Timers } from "../../sync/clock.ts";

export type PageWatchdogParts = {
	/** What to show instead while the page is given a rest. */
	readonly fallbackUrl: string;
	readonly timers: Timers;
	/** For the machine's log. */
	readonly report: (line: string) => void;
};

export type PageWatchdog = {
	/** Loads the page at this address; from now on it is this one that comes back. */
	readonly open: (address: string) => void;
};

const checkEveryMs = 1000;
/** So many looks in a row at a page that shows no screen, or does not answer, and it is lost. */
const maxMissedChecks = 5;
const maxMissedChecksWhileLoading = 20;
const lossWindowMs = 60_000;
const maxReloadDelayMs = 60_000;

/** How long the page rests after so many losses within a minute: the first two it is back at once. */
export function reloadDelayMs(losses: number): number {
	return losses <= 2 ? 0 : Math.min(maxReloadDelayMs, 2000 * 2 ** (losses - 2));
}

/**
 * Keeps one page on the screen: when its process is gone, it could not be loaded, or it hangs or stays blank, it is
 * loaded again (with `revived` in its address); one that is lost again and again rests longer each time, and says so.
 */
export function watchPage(
	contents: WebContents,
	{ fallbackUrl: resting, timers, report }: PageWatchdogParts,
): PageWatchdog {
	let address: string | null = null;
	let losses: readonly number[] = [];
	let cancelRest: Cancel | null = null;
	let isLooking = false;
	let badLooks = 0;

	function load(what: string): void {
		badLooks = 0;
		// A failure is told by its event.
		contents.loadURL(what).catch(() => {});
	}

	function lose(why: string): void {
		// While it rests, whatever happens to the sentence on the screen can wait.
		if (address === null || cancelRest !== null || contents.isDestroyed()) return;
		const nowMs = timers.monoMs();
		losses = [...losses.filter((atMs) => nowMs - atMs < lossWindowMs), nowMs];
		const forMs = reloadDelayMs(losses.length);
		report(`The page was lost (${why}); it is loaded again ${forMs === 0 ? "now" : `in ${forMs / 1000} s`}.`);
		const again = `${address}${address.includes("?") ? "&" : "?"}revived`;
		load(forMs === 0 ? again : resting);
		if (forMs === 0) return;
		cancelRest = timers.after(forMs, () => {
			cancelRest = null;
			if (!contents.isDestroyed()) load(again);
		});
	}

	/** Counted in looks, not in time: a machine that slept has looked once. */
	async function look(): Promise<void> {
		if (address === null || contents.isDestroyed()) return;
		badLooks++;
		if (badLooks > (contents.isLoadingMainFrame() ? maxMissedChecksWhileLoading : maxMissedChecks)) return dispose();
		if (isLooking || contents.isCrashed()) return;
		isLooking = true;
		const isDrawn = await contents
			.executeJavaScript(`document.querySelector("[data-screen]") !== null`)
			.catch(() => false);
		isLooking = false;
		if (isDrawn === true) badLooks = 0;
	}

	/** A process that does not answer may not hear either: ended, it is lost as by a crash. */
	function dispose(): void {
		badLooks = 0;
		isLooking = false;
		const pid = contents.getOSProcessId();
		if (contents.isCrashed() || pid === 0) lose("without a process");
		else process.kill(pid, "SIGKILL");
	}

	contents.on("render-process-gone", (_event, { reason }) => {
		isLooking = false;
		if (reason !== "clean-exit") lose(reason);
	});
	contents.on("did-fail-load", (_event, code, why, _address, isMainFrame) => {
		// −3 is a load that another one took the place of.
		if (isMainFrame && code !== -3) lose(why);
	});
	const stopLooking = timers.every(checkEveryMs, () => void look());
	contents.once("destroyed", stopLooking);

	return {
		open(next) {
			address = next;
			cancelRest?.();
			cancelRest = null;
			load(next);
		},
	};
}
