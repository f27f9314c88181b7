import { join } from "node:path";
import { demonstrationStartsAt } from "../demonstration/tourBookings.ts";
import { enrolFolder, openFolder } from "../e2e/drivers/enrolFolder.ts";
import { FakeCamera } from "../e2e/drivers/fakeCamera.ts";
import { type RunningApp, startApp } from "../e2e/drivers/runningApp.ts";
import { startHub } from "../e2e/drivers/runningHub.ts";
import { build } from "../machine/build.ts";
import { ensureDisplay } from "../machine/display.ts";
import { ensurePackages } from "../machine/packages.ts";
import { fillJournal } from "../main/longJournal.ts";
import { withTempFolder } from "../main/offlineKiosk.ts";
import { createFigure, type Figure, quantile } from "./figure.ts";

const starts = 7;
const longStarts = 5;
/** Scans whose journal lines the hub does not have when the power fails. */
const unsent = 20;

/**
 * From the cold start of an enrolled kiosk without a network until the counter with its camera is on the screen; and
 * the same after SIGKILL, from the kill on, with unsent lines in the journal; and a cold start with a long journal.
 */
export async function measureStart(): Promise<Figure[]> {
	await ensurePackages("electron", "display", "fonts");
	await build();
	const { display, close } = await ensureDisplay();
	if (display !== undefined) process.env.DISPLAY = display;
	try {
		const { cold, restarted, long } = await withTempFolder(timeStarts);
		return [
			createFigure("start.ready", quantile(cold, 0.5), null, "≤ 1,500 ms"),
			createFigure("restart.ready", quantile(restarted, 0.5), null, "≤ 2,000 ms"),
			createFigure("start.long", quantile(long, 0.5), null, "≤ 3,000 ms"),
		];
	} finally {
		await close();
	}
}

type StartTimes = { readonly cold: number[]; readonly restarted: number[]; readonly long: number[] };

async function timeStarts(folder: string): Promise<StartTimes> {
	const data = join(folder, "kiosk");
	const hub = await startHub(join(folder, "hub"), demonstrationStartsAt);
	await enrolFolder(hub, data);
	await hub.stop();
	const camera = new FakeCamera(join(folder, "camera.y4m"));
	const open = async () => {
		const kiosk = await startApp({ data, camera: camera.path, clock: demonstrationStartsAt });
		await kiosk.page.locator('[data-screen="counter"] [data-camera="on"]').waitFor();
		return kiosk;
	};
	const cold: number[] = [];
	const restarted: number[] = [];
	for (let i = 0; i < starts; i++) {
		const before = performance.now();
		const kiosk = await open();
		cold.push(performance.now() - before);
		await scanRubbish(kiosk);
		const killed = performance.now();
		await kiosk.kill();
		const again = await open();
		restarted.push(performance.now() - killed);
		await again.close();
	}
	fillJournal(() => openFolder(data));
	const long: number[] = [];
	for (let i = 0; i < longStarts; i++) {
		const before = performance.now();
		const kiosk = await open();
		long.push(performance.now() - before);
		await kiosk.close();
	}
	camera.close();
	return { cold, restarted, long };
}

async function scanRubbish({ page }: RunningApp): Promise<void> {
	await page.evaluate(async (scans) => {
		for (let i = 0; i < scans; i++) await window.pailou.call("scan", { text: `rubbish ${i}`, source: "wedge" });
	}, unsent);
}
