import { setTimeout as pass } from "node:timers/promises";
import { createSeededRandom } from "../../sync/hub/demonstration/seededRandom.ts";
import { writeVideo } from "../e2e/drivers/fakeCamera.ts";
import type { RunningApp } from "../e2e/drivers/runningApp.ts";
import { addSensorNoise, drawEmptyCounter } from "./cameraFrames.ts";
import { createFigure, type Figure, quantile } from "./figure.ts";
import { cpuMs } from "./processes.ts";

const frames = 8;
const settleMs = 8000;
const measuredMs = 20_000;
const rounds = 3;

/** Camera on, no code in view, counter waiting: the CPU time of all the app's processes, as a share of one core. */
export async function measureIdle(path: string, start: (film: string) => Promise<RunningApp>): Promise<Figure[]> {
	const [empty, dice] = [drawEmptyCounter(), createSeededRandom(1)];
	const film = Array.from({ length: frames }, () => addSensorNoise(empty, dice));
	writeVideo(path, film);
	const { app, page, close } = await start(path);
	await page.locator('[data-screen="counter"] [data-camera="on"]').waitFor();
	const pid = app.process().pid ?? 0;
	await pass(settleMs);
	const shares: number[] = [];
	for (let round = 0; round < rounds; round++) {
		const [beforeMs, before] = [performance.now(), cpuMs(pid)];
		await pass(measuredMs);
		shares.push((100 * (cpuMs(pid) - before)) / (performance.now() - beforeMs));
	}
	await close();
	return [createFigure("camera.cpu", quantile(shares, 0.5), null, "≤ 25 % of one core", "%")];
}
