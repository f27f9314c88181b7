import { setTimeout as pass } from "node:timers/promises";
import { type FakeCamera, frameSize } from "../e2e/drivers/fakeCamera.ts";
import type { Booking } from "../e2e/drivers/officer.ts";
import type { RunningApp } from "../e2e/drivers/runningApp.ts";
import { drawCodeInView, drawEmptyCounter } from "./cameraFrames.ts";
import { createFigure, type Figure } from "./figure.ts";
import { privateMemoryMB } from "./processes.ts";

const firstScans = 500;
const scans = 10_000;
/** One scan of so many is by camera. */
const cameraEvery = 50;

/** 10,000 scans, page → main → journal → page, by scanner or camera: memory at the end, and after the first 500. */
export async function measureMemory(
	kiosk: RunningApp,
	camera: FakeCamera,
	bookings: readonly Booking[],
): Promise<Figure[]> {
	const { page } = kiosk;
	await page.locator('[data-screen="counter"] [data-camera="on"]').waitFor();
	const empty = drawEmptyCounter();
	camera.showFrame(empty);
	const middle = { x: frameSize.width / 2, y: frameSize.height / 2, share: 0.55, degrees: 0 };
	let atFirst = 0;
	for (let done = 0; done < scans; done += cameraEvery) {
		// There are a hundred more scans than bookings: some are repeated and refused.
		const batch = Array.from({ length: cameraEvery }, (_, i) => bookings[(done + i) % bookings.length]?.code ?? "");
		const shownByCamera = batch.pop() ?? "";
		await page.evaluate(scanAll, batch);
		const before = await page.locator("[data-scans]").getAttribute("data-scans");
		camera.showFrame(drawCodeInView(empty, shownByCamera, middle));
		await page.evaluate(answerOffer, before ?? "");
		camera.showFrame(empty);
		if (done + cameraEvery === firstScans) atFirst = await measureSettledMB(kiosk);
	}
	const atLast = await measureSettledMB(kiosk);
	await kiosk.close();
	return [
		createFigure("memory.growth", atLast / atFirst, null, "≤ 1.1 × that after the first 500", "×"),
		createFigure("memory.end", atLast, null, "beside memory.growth", "MB"),
	];
}

/**
 * Runs in the page: enters each code as a scanner or a paste does, and presses the clerk's Enter where the screen asks.
 */
async function scanAll(codes: readonly string[]): Promise<void> {
	const stage = () => document.querySelector<HTMLElement>("[data-verdict]")?.dataset ?? {};
	const press = (key: string) => window.dispatchEvent(new KeyboardEvent("keydown", { key, code: key }));
	const until = async (isSo: () => boolean) => {
		for (const fromMs = performance.now(); !isSo(); ) {
			if (performance.now() - fromMs > 20_000) throw new Error(`no answer: ${JSON.stringify(stage())}`);
			await new Promise((resolve) => setTimeout(resolve, 4));
		}
	};
	for (const code of codes) {
		const scan = Number(stage().scans) + 1;
		const clipboardData = new DataTransfer();
		clipboardData.setData("text/plain", code);
		window.dispatchEvent(new ClipboardEvent("paste", { clipboardData }));
		await until(() => Number(stage().scan) === scan && stage().asking === "");
		if (stage().verdict !== "offered") continue;
		press("Enter");
		await until(() => stage().verdict !== "offered");
	}
}

/** Runs in the page: waits for the next answer, and answers an offer. */
async function answerOffer(before: string): Promise<void> {
	const stage = () => document.querySelector<HTMLElement>("[data-verdict]")?.dataset ?? {};
	const until = async (isSo: () => boolean) => {
		for (const fromMs = performance.now(); !isSo(); ) {
			if (performance.now() - fromMs > 20_000) throw new Error(`no answer: ${JSON.stringify(stage())}`);
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	};
	await until(() => Number(stage().scans) > Number(before) && stage().asking === "");
	if (stage().verdict !== "offered") return;
	window.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter" }));
	await until(() => stage().verdict !== "offered");
}

/** The app's memory after garbage collection: the minimum over a few seconds. */
async function measureSettledMB({ app, page }: RunningApp): Promise<number> {
	const tools = await page.context().newCDPSession(page);
	const pid = app.process().pid ?? 0;
	const held: number[] = [];
	for (let i = 0; i < 20; i++) {
		await tools.send("HeapProfiler.collectGarbage");
		await app.evaluate(() => {
			process.getBuiltinModule("node:v8").setFlagsFromString("--expose-gc");
			process.getBuiltinModule("node:vm").runInNewContext("gc")();
		});
		await pass(500);
		held.push(privateMemoryMB(pid));
	}
	await tools.detach();
	return Math.min(...held);
}
