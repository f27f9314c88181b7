import { join } from "node:path";
import { demonstrationClock } from "../demonstration/cast.ts";
import { Camera } from "../e2e/camera.ts";
import { enrolFolder } from "../e2e/enrolFolder.ts";
import { startApp } from "../e2e/installed.ts";
import { startHub } from "../e2e/programme.ts";
import { build } from "../machine/build.ts";
import { withDisplay } from "../machine/display.ts";
import { ensurePackages } from "../machine/packages.ts";
import { inFolder } from "../main/aWindow.ts";
import { type Figure, figure, quantile } from "./figure.ts";

const starts = 7;

/** The app started cold, enrolled and without a network → the counter on screen with its camera on. */
export async function measureStart(): Promise<Figure[]> {
	await ensurePackages("electron", "display", "fonts");
	await build();
	const { display, close } = await withDisplay();
	if (display !== undefined) process.env.DISPLAY = display;
	try {
		const times = await inFolder(timeStarts);
		return [figure("start.ready", quantile(times, 0.5), null, "≤ 2,500 ms")];
	} finally {
		await close();
	}
}

async function timeStarts(folder: string): Promise<number[]> {
	const data = join(folder, "window");
	const hub = await startHub(join(folder, "hub"), demonstrationClock);
	await enrolFolder(hub, data);
	await hub.stop();
	const camera = new Camera(join(folder, "camera.y4m"));
	const times: number[] = [];
	for (let i = 0; i < starts; i++) {
		const before = performance.now();
		const { page, close } = await startApp({ data, camera: camera.path, clock: demonstrationClock });
		await page.locator('[data-screen="counter"] [data-camera="on"]').waitFor();
		times.push(performance.now() - before);
		await close();
	}
	camera.close();
	return times;
}
