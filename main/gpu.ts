import { app, type BrowserWindow } from "electron";
import type { Fall } from "./fall.ts";

/** At the sixth loss Chromium ends the whole app where it draws in software already; it forgives one each five minutes. */
const mostLosses = 5;
const forgivenAfterMs = 5 * 60_000;

/** Chromium starts a lost GPU process again by itself; the window is drawn anew, and in the end in software. */
export function keepDrawing(window: BrowserWindow, fall: Fall): void {
	let losses: readonly number[] = [];
	app.on("child-process-gone", (_event, { type, reason }) => {
		if (type !== "GPU" || reason === "clean-exit") return;
		process.stderr.write(`The GPU's process was lost (${reason}).\n`);
		const nowMs = performance.now();
		losses = [...losses.filter((atMs) => nowMs - atMs < mostLosses * forgivenAfterMs), nowMs];
		if (losses.length >= mostLosses) fall("The GPU's process was lost again and again.", "--disable-gpu");
		else if (!window.isDestroyed()) window.webContents.invalidate();
	});
}
