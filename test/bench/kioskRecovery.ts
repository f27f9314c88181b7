import { setTimeout as pass } from "node:timers/promises";
import type { RunningApp } from "../e2e/drivers/runningApp.ts";
import { createFigure, type Figure, quantile } from "./figure.ts";

const losses = 3;
/**
 * The watchdog reloads at once only after the first two losses within a minute (main/shell/pageWatchdog.ts): at this
 * interval there are never more.
 */
const betweenLossesMs = 31_000;

/** From the kill of the page's process until the counter is on the screen again; and the same for the GPU process. */
export async function measureRecovery({ app }: RunningApp): Promise<Figure[]> {
	const pages: number[] = [];
	const drawings: number[] = [];
	for (let i = 0; i < losses; i++) {
		if (i > 0) await pass(betweenLossesMs);
		pages.push(await app.evaluate(crashPage));
		drawings.push(await app.evaluate(killGpuProcess));
	}
	return [
		createFigure("crash.ready", quantile(pages, 0.5), null, "≤ 2,000 ms"),
		createFigure("gpu.ready", quantile(drawings, 0.5), null, "≤ 2,000 ms"),
	];
}

type Electron = typeof import("electron");

/** Runs in the main process. */
async function crashPage({ BrowserWindow }: Electron): Promise<number> {
	const contents = BrowserWindow.getAllWindows()[0]?.webContents;
	if (contents === undefined) throw new Error("there is no window");
	const beforeMs = Date.now();
	contents.forcefullyCrashRenderer();
	await new Promise((resolve) => contents.once("render-process-gone", resolve));
	// After two animation frames the frame with the counter has been presented.
	const drawn = `new Promise((resolve) => {
		const look = () => document.querySelector('[data-screen="counter"]') === null
			? requestAnimationFrame(look)
			: requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())));
		look();
	})`;
	await new Promise<void>((resolve) => contents.once("dom-ready", () => resolve()));
	return (await contents.executeJavaScript(drawn)) - beforeMs;
}

/** Runs in the main process: waits until a capture of the window has more than one colour. */
async function killGpuProcess({ app, BrowserWindow }: Electron): Promise<number> {
	const window = BrowserWindow.getAllWindows()[0];
	const gpu = () => app.getAppMetrics().find(({ type }) => type === "GPU")?.pid ?? null;
	const before = gpu();
	if (window === undefined || before === null) throw new Error("there is no window, or nothing that draws it");
	const beforeMs = Date.now();
	process.kill(before, "SIGKILL");
	for (;;) {
		await new Promise((resolve) => setTimeout(resolve, 20));
		if (gpu() === before || gpu() === null) continue;
		const late = new Promise<null>((resolve) => setTimeout(resolve, 500, null));
		const picture = await Promise.race([window.webContents.capturePage().catch(() => null), late]);
		const pixels = picture?.toBitmap() ?? Buffer.alloc(0);
		const seen = new Set<number>();
		for (let at = 0; at + 4 <= pixels.length && seen.size < 20; at += 4 * 97) seen.add(pixels.readUInt32LE(at));
		if (seen.size >= 20) return Date.now() - beforeMs;
	}
}
