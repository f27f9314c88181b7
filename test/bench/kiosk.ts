import { join } from "node:path";
import { demonstrationStartsAt } from "../demonstration/tourBookings.ts";
import { enrolFolder } from "../e2e/drivers/enrolFolder.ts";
import { FakeCamera } from "../e2e/drivers/fakeCamera.ts";
import { startApp } from "../e2e/drivers/runningApp.ts";
import { startHub } from "../e2e/drivers/runningHub.ts";
import { build } from "../machine/build.ts";
import { ensureDisplay } from "../machine/display.ts";
import { ensurePackages } from "../machine/packages.ts";
import { withTempFolder } from "../main/offlineKiosk.ts";
import type { Figure } from "./figure.ts";
import { holidayVenue, loadHolidayBookings } from "./holiday.ts";
import { measureHealing } from "./kioskHeal.ts";
import { measureIdle } from "./kioskIdle.ts";
import { measureMemory } from "./kioskMemory.ts";
import { measurePropagation } from "./kioskPropagation.ts";
import { measureRecovery } from "./kioskRecovery.ts";
import { measureView } from "./kioskViewToVerdict.ts";
import { measureStart } from "./start.ts";

/** A kiosk in counter mode on a holiday, in a real Electron with a fake camera of 720p at 30 frames/s. */
export async function measureKiosk(): Promise<Figure[]> {
	await ensurePackages("electron", "display", "fonts");
	await build();
	const { display, close } = await ensureDisplay();
	if (display !== undefined) process.env.DISPLAY = display;
	try {
		return [...(await measureStart()), ...(await withTempFolder(measureHoliday))];
	} finally {
		await close();
	}
}

async function measureHoliday(folder: string): Promise<Figure[]> {
	const data = join(folder, "kiosk");
	const hub = await startHub(join(folder, "hub"), demonstrationStartsAt);
	const bookings = await loadHolidayBookings(hub);
	await enrolFolder(hub, data, holidayVenue);
	const camera = new FakeCamera(join(folder, "camera.y4m"));
	const startedAtMs = Date.now();
	/** Each start gets a clock that has run on. */
	const start = (film: string) => {
		const clock = new Date(Date.parse(demonstrationStartsAt) + Date.now() - startedAtMs).toISOString();
		return startApp({ data, camera: film, clock });
	};
	try {
		const idle = await measureIdle(join(folder, "empty.y4m"), start);
		const kiosk = await start(camera.path);
		const view = await measureView(kiosk, camera, bookings.slice(0, 100));
		const propagation = await measurePropagation(kiosk, hub, bookings.slice(100, 120));
		const recovery = await measureRecovery(kiosk);
		await kiosk.close();
		const memory = await measureMemory(await start(camera.path), camera, bookings.slice(120));
		const healing = await measureHealing({ data, hub, start: () => start(camera.path) });
		return [...view, ...propagation, ...memory, ...idle, ...recovery, ...healing];
	} finally {
		camera.close();
		await hub.stop();
	}
}
