import { app, type BrowserWindow } from "electron";
import { sleep, type Timers, withTimeout } from "../../sync/clock.ts";
import type { Log } from "../../sync/log.ts";
import type { Restart } from "./restart.ts";

/** When Chromium already draws in software, it ends the app at the sixth loss; it forgets one loss every five minutes. */
const maxLosses = 5;
const forgivenAfterMs = 5 * 60_000;
const checkEveryMs = 150;
/** A page that redraws after a lost GPU process has done so by then. */
const redrawTimeoutMs = 700;
const reloadTimeoutMs = 6000;
/** Any screen with text on it has more colours than this, because letters are antialiased. */
const minColours = 20;

/**
 * Chromium restarts a lost GPU process by itself and redraws the window. Sometimes a page does not notice that its tiles
 * were lost with the process, and stays blank: then the page's process is killed, and pageWatchdog.ts loads the page in a
 * new one. If that does not help, or the GPU process is lost repeatedly, the app restarts and draws in software.
 */
export function watchGpu(window: BrowserWindow, restart: Restart, timers: Timers, log: Log): void {
	let losses: readonly number[] = [];

	async function redraw(): Promise<void> {
		const loss = losses.at(-1);
		const isOver = () => window.isDestroyed() || losses.at(-1) !== loss;
		if (isOver()) return;
		window.webContents.invalidate();
		if ((await waitUntilDrawn(window, redrawTimeoutMs, isOver, timers)) || isOver()) return;
		log.warn("pageBlankAfterGpuLoss");
		window.webContents.forcefullyCrashRenderer();
		if ((await waitUntilDrawn(window, reloadTimeoutMs, isOver, timers)) || isOver()) return;
		restart("nothingDrawnAfterGpuLoss", "--disable-gpu");
	}

	app.on("child-process-gone", (_event, { type, reason }) => {
		if (type !== "GPU" || reason === "clean-exit") return;
		const nowMs = timers.monoMs();
		losses = [...losses.filter((atMs) => nowMs - atMs < maxLosses * forgivenAfterMs), nowMs];
		log.warn("gpuProcessLost", { reason, losses: losses.length });
		if (losses.length >= maxLosses) restart("gpuProcessLostRepeatedly", "--disable-gpu");
		else void redraw();
	});
}

async function waitUntilDrawn(
	window: BrowserWindow,
	forMs: number,
	isOver: () => boolean,
	timers: Timers,
): Promise<boolean> {
	const untilMs = timers.monoMs() + forMs;
	while (timers.monoMs() < untilMs && !isOver()) {
		if ((await countColours(window, timers)) >= minColours) return true;
		await sleep(timers, checkEveryMs);
	}
	return false;
}

/** The number of colours on the screen, counted up to `minColours`; 0 while the window cannot be captured. */
async function countColours(window: BrowserWindow, timers: Timers): Promise<number> {
	const picture = await withTimeout(
		timers,
		500,
		// The page's process may be gone just now; the next check captures again.
		window.webContents.capturePage().catch(() => null),
	);
	const pixels = picture?.toBitmap() ?? Buffer.alloc(0);
	const seen = new Set<number>();
	for (let at = 0; at + 4 <= pixels.length && seen.size < minColours; at += 4 * 7) seen.add(pixels.readUInt32LE(at));
	return seen.size;
}
