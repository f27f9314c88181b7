import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { demonstrationStartsAt, kioskVenue } from "../../demonstration/tourBookings.ts";
import { CounterScreen } from "./counterScreen.ts";
import { FakeCamera } from "./fakeCamera.ts";
import { type Booking, type Officer, openOfficer } from "./officer.ts";
import { type AppOptions, type RunningApp, startApp } from "./runningApp.ts";
import { type RunningHub, startHub } from "./runningHub.ts";
import { setFirstSupervisor } from "./supervisor.ts";

/** The demonstration's hub and one enrolled kiosk with a fake camera, for one test file. */
export type TestVenue = {
	readonly folder: string;
	/** When the demonstration's clock was started, by this machine's clock. */
	readonly startedAtMs: number;
	readonly hub: RunningHub;
	readonly officer: Officer;
	readonly camera: FakeCamera;
	readonly kiosk: RunningApp;
	readonly screen: CounterScreen;
	/**
	 * A live booking of a current screening for so many persons, a new one each time; with a static code unless
	 * `rotating`.
	 */
	readonly booking: (party: number, rotating?: boolean) => Promise<Booking>;
	readonly close: () => Promise<void>;
};

/** `machine`: what differs from the default kiosk. */
export async function openTestVenue(machine: Partial<AppOptions> = {}): Promise<TestVenue> {
	const folder = mkdtempSync(join(tmpdir(), "pailou-e2e-"));
	const camera = new FakeCamera(join(folder, "camera.y4m"));
	const startedAtMs = Date.now();
	const hub = await startHub(join(folder, "hub"), demonstrationStartsAt);
	const officer = openOfficer(hub);
	const kiosk = await startApp({
		data: join(folder, "kiosk"),
		camera: camera.path,
		clock: demonstrationStartsAt,
		...machine,
	});
	const screen = new CounterScreen(kiosk);
	await enrolByTyping(kiosk.page, await officer.enrolmentCode(kioskVenue, "1 号窗口"));
	await setFirstSupervisor(kiosk.page);
	await screen.ready();
	await kiosk.page.locator('[data-net="hub"][data-unsent="0"]').first().waitFor({ timeout: 20_000 });
	const given = new Set<string>();
	const nowMs = Date.parse(demonstrationStartsAt);
	return {
		folder,
		startedAtMs,
		hub,
		officer,
		camera,
		kiosk,
		screen,
		async booking(party, rotating = false) {
			const found = await officer.bookings({ venue: kioskVenue, day: "2026-10-01", party, limit: 1000 });
			const isOn = ({ session }: Booking) => session.admitFrom <= nowMs && nowMs < session.admitUntil;
			const next = found.find(
				(one) => one.state === "live" && one.rotating === rotating && isOn(one) && !given.has(one.booking),
			);
			if (next === undefined) throw new Error(`no booking of ${party} is left`);
			given.add(next.booking);
			return next;
		},
		async close() {
			await kiosk.close();
			await hub.stop();
			camera.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** Enrols as a clerk does: types the officer's code and presses Enter. */
export async function enrolByTyping(page: Page, code: string): Promise<void> {
	await page.locator('[data-screen="enrol"] input').fill(code);
	await page.keyboard.press("Enter");
}
