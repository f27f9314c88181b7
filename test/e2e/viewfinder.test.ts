import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { demonstrationStartsAt } from "../demonstration/tourBookings.ts";
import { CounterScreen } from "./drivers/counterScreen.ts";
import { enrolFolder } from "./drivers/enrolFolder.ts";
import { FakeCamera } from "./drivers/fakeCamera.ts";
import { type RunningApp, startApp } from "./drivers/runningApp.ts";
import { startHub } from "./drivers/runningHub.ts";
import { waitUntil } from "./drivers/waitUntil.ts";

let folder: string;
let camera: FakeCamera;
let kiosk: RunningApp;
before(async () => {
	folder = mkdtempSync(join(tmpdir(), "pailou-viewfinder-"));
	const hub = await startHub(join(folder, "hub"), demonstrationStartsAt);
	await enrolFolder(hub, join(folder, "kiosk"));
	await hub.stop();
	camera = new FakeCamera(join(folder, "camera.y4m"));
	kiosk = await startApp({ data: join(folder, "kiosk"), camera: camera.path, clock: demonstrationStartsAt });
	await kiosk.page.locator('[data-screen="counter"] [data-camera="on"] video').waitFor();
});
after(async () => {
	await kiosk.close();
	camera.close();
	rmSync(folder, { recursive: true, force: true });
});

test("the camera's picture is drawn at half the rate at which codes are looked for", async () => {
	const rate = () =>
		kiosk.page.evaluate(() => {
			const shown = document.querySelector("video")?.srcObject;
			return shown instanceof MediaStream ? (shown.getVideoTracks()[0]?.getSettings().frameRate ?? null) : null;
		});
	await waitUntil(rate, (frames) => frames === 15);
});

test("a verdict that covers the camera's picture stops drawing it, so that no frame is kept from the decoder", async () => {
	const screen = new CounterScreen(kiosk);
	await screen.ready();
	const picture = await kiosk.page.evaluateHandle(() => document.querySelector("video"));
	await screen.scan("NO VOUCHER AT ALL");
	assert.equal((await screen.next()).verdict, "refused");
	assert.equal(await picture.evaluate((video) => video?.srcObject), null);
	await screen.press("Escape");
	await kiosk.page.locator("video").waitFor();
	await kiosk.page.waitForFunction(() => document.querySelector("video")?.srcObject instanceof MediaStream);
});
