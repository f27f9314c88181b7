import { app, type BrowserWindow } from "electron";
import { sleep, type Timers, withTimeout } from "../../sync/clock.ts";
import type { Restart } from "./restart.ts";

/** At the sixth loss Chromium ends the whole app where it draws in software already; it forgives one each five minutes. */
const maxLosses = 5;
const forgivenAfterMs = 5 * 60_000;
const checkEveryMs = 150;
/** By then what can be drawn again is. */
const redrawTimeoutMs = 700;
const reloadTimeoutMs = 6000;
/** A screen that shows anything has many: letters have soft edges. */
const minColours = 20;

/**
 * Chromium starts a lost GPU process again by itself, and the window is drawn anew. Now and then a page does not notice
 * that its tiles went with that process, and stays blank whatever becomes of it: then its own process is ended, and
 * `keepPage` brings it back in a new one. In the end all is drawn in software.
 */
export function watchGpu(window: BrowserWindow, fall: Restart, timers: Timers): void {
	let losses: readonly number[] = [];

	async function redraw(): Promise<void> {
		const loss = losses.at(-1);
		const isOver = () => window.isDestroyed() || losses.at(-1) !== loss;
		if (isOver()) return;
		window.webContents.invalidate();
		if ((await waitUntilDrawn(window, redrawTimeoutMs, isOver, timers)) || isOver()) return;
		report("The page is blank since then; it is begun anew.");
		window.webContents.forcefullyCrashRenderer();
		if ((await waitUntilDrawn(window, reloadTimeoutMs, isOver, timers)) || isOver()) return;
		fall("Nothing is drawn since the GPU's process was lost.", "--disable-gpu");
	}

	app.on("child-process-gone", (_event, { type, reason }) => {
		if (type !== "GPU" || reason === "clean-exit") return;
		report(`The GPU's process was lost (${reason}).`);
		const nowMs = timers.monoMs();
		losses = [...losses.filter((atMs) => nowMs - atMs < maxLosses * forgivenAfterMs), nowMs];
		if (losses.length >= maxLosses) fall("The GPU's process was lost again and again.", "--disable-gpu");
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

/** How many colours are on the screen, counted up to as many as matter; none while no picture of it is to be had. */
async function countColours(window: BrowserWindow, timers: Timers): Promise<number> {
	const picture = await withTimeout(
		timers,
		500,
		window.webContents.capturePage().catch(() => null),
	);
	const pixels = picture?.toBitmap() ?? Buffer.alloc(0);
	const seen = new Set<number>();
	for (let at = 0; at + 4 <= pixels.length && seen.size < minColours; at += 4 * 7) seen.add(pixels.readUInt32LE(at));
	return seen.size;
}

function report(line: string): void {
	process.stderr.write(`${line}\n`);
}
