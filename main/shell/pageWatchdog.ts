import type { WebContents } from "electron";
import type { Cancel, Timers } from "../../sync/clock.ts";

export type RevivalParts = {
	/** What to show instead while the page is given a rest. */
	readonly resting: string;
	readonly timers: Timers;
	/** For the machine's log. */
	readonly report: (line: string) => void;
};

export type KeptPage = {
	/** Loads the page at this address; from now on it is this one that comes back. */
	readonly open: (address: string) => void;
};

const lookEveryMs = 1000;
/** So many looks in a row at a page that shows no screen, or does not answer, and it is lost. */
const looksBeforeLost = 5;
const looksWhileLoading = 20;
const forgottenAfterMs = 60_000;
const longestRestMs = 60_000;

/** How long the page rests after so many losses within a minute: the first two it is back at once. */
export function restMs(losses: number): number {
	return losses <= 2 ? 0 : Math.min(longestRestMs, 2000 * 2 ** (losses - 2));
}

/**
 * Keeps one page on the screen: when its process is gone, it could not be loaded, or it hangs or stays blank, it is
 * loaded again (with `revived` in its address); one that is lost again and again rests longer each time, and says so.
 */
export function keepPage(contents: WebContents, { resting, timers, report }: RevivalParts): KeptPage {
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
		losses = [...losses.filter((atMs) => nowMs - atMs < forgottenAfterMs), nowMs];
		const forMs = restMs(losses.length);
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
		if (badLooks > (contents.isLoadingMainFrame() ? looksWhileLoading : looksBeforeLost)) return dispose();
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
	const stopLooking = timers.every(lookEveryMs, () => void look());
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
