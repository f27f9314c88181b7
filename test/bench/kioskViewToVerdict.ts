import { setTimeout as pass } from "node:timers/promises";
import { createSeededRandom } from "../../sync/hub/demonstration/seededRandom.ts";
import { CounterScreen } from "../e2e/drivers/counterScreen.ts";
import { type FakeCamera, frameSize } from "../e2e/drivers/fakeCamera.ts";
import type { Booking } from "../e2e/drivers/officer.ts";
import type { RunningApp } from "../e2e/drivers/runningApp.ts";
import { drawCodeInView, drawEmptyCounter } from "./cameraFrames.ts";
import { createFigure, type Figure, quantile } from "./figure.ts";

/**
 * From the code's appearance in view until the frame with its verdict is presented; each time another voucher in
 * another pose.
 */
export async function measureView(
	kiosk: RunningApp,
	camera: FakeCamera,
	bookings: readonly Booking[],
): Promise<Figure[]> {
	const { page } = kiosk;
	const screen = new CounterScreen(kiosk);
	await screen.ready();
	await page.locator('[data-camera="on"]').waitFor();
	const [empty, dice] = [drawEmptyCounter(), createSeededRandom(2)];
	const between = (least: number, most: number) => least + dice.below(most - least + 1);
	const times: number[] = [];
	for (const { booking, code } of bookings) {
		const hold = {
			x: frameSize.width / 2 + between(-160, 160),
			y: frameSize.height / 2 + between(-80, 80),
			share: between(30, 70) / 100,
			degrees: between(-12, 12),
		};
		const frame = drawCodeInView(empty, code, hold);
		camera.showFrame(empty);
		// Back to the waiting screen, and a random delay that is not in step with frames or with the decoder's
		// schedule.
		await screen.press("Escape");
		await page.locator('[data-verdict="waiting"]').waitFor();
		await pass(between(200, 400));
		const beforeMs = Date.now();
		camera.showFrame(frame);
		const shown = await screen.next();
		if (shown.verdict !== "admitted" && shown.verdict !== "offered") throw new Error(`${booking}: ${shown.text}`);
		times.push(shown.atMs - beforeMs);
	}
	camera.showFrame(empty);
	await screen.press("Escape");
	return [
		createFigure("view.p50", quantile(times, 0.5), null, "≤ 150 ms"),
		createFigure("view.p95", quantile(times, 0.95), null, "≤ 300 ms"),
	];
}
