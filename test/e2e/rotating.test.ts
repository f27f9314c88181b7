import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { demonstrationStartsAt } from "../demonstration/tourBookings.ts";
import { CounterScreen } from "./drivers/counterScreen.ts";
import { openPhone, type Phone } from "./drivers/phone.ts";
import { startApp } from "./drivers/runningApp.ts";
import { openTestVenue, type TestVenue } from "./drivers/testVenue.ts";

const screenshots = process.env.PAILOU_PASS_PICTURES;
let venue: TestVenue;
let phone: Phone;
before(async () => {
	venue = await openTestVenue();
	phone = await openPhone();
});
after(async () => {
	await phone.close();
	await venue.close();
});

/** Shows a picture to the camera until the screen answers. */
async function showPicture(picture: Buffer, screen = venue.screen) {
	venue.camera.show(picture);
	const shown = await screen.next();
	venue.camera.showNothing();
	return shown;
}

test("a rotating pass is admitted, a photograph of it is refused, and its page works without the hub", async () => {
	const { hub, screen, kiosk, folder } = venue;
	const pair = await venue.booking(2, true);
	const friend = await venue.booking(1, true);
	const late = await venue.booking(1, true);

	const page = await phone.open(hub.address + pair.pass);
	assert.equal(await page.locator("#voucher-qr").getAttribute("data-version"), "7");
	assert.equal(await page.locator('[data-clock="fast"]').count(), 1, "this machine's clock is not the demonstration's");
	if (screenshots !== undefined) await page.screenshot({ path: join(screenshots, "pass.png"), fullPage: true });
	const photograph = await phone.photograph();
	assert.equal((await showPicture(photograph)).verdict, "offered");
	assert.equal((await screen.admit(1)).verdict, "admitted");
	await screen.page.waitForTimeout(3500);
	const again = await showPicture(photograph);
	assert.deepEqual([again.verdict, again.reason], ["refused", "codeConsumed"]);

	await screen.page.waitForTimeout(3500);
	await screen.scan(pair.code);
	assert.equal((await screen.next(["refused"])).reason, "rotationRequired", "the static code alone is nothing here");

	await phone.open(hub.address + friend.pass);
	await phone.open(hub.address + late.pass);
	await page.waitForFunction(async () => {
		const cache = await caches.open("pailou-pass");
		return navigator.serviceWorker.controller !== null && (await cache.match("/pass/")) !== undefined;
	});
	await hub.stop();
	await phone.open(hub.address + friend.pass);
	if (screenshots !== undefined) await page.screenshot({ path: join(screenshots, "offline.png"), fullPage: true });
	const before = await page.locator("[data-step]").getAttribute("data-step");
	assert.equal((await showPicture(await phone.photograph())).verdict, "admitted", "the page made this code by itself");
	await page.locator(`[data-step="${Number(before) + 1}"]`).waitFor({ timeout: 20_000 });

	await phone.open(hub.address + late.pass);
	const stale = await phone.photograph();
	const takenAtMs = Date.now();
	await kiosk.close();
	const clock = new Date(Date.parse(demonstrationStartsAt) + takenAtMs - venue.startedAtMs + 60_000).toISOString();
	const later = await startApp({ data: join(folder, "kiosk"), camera: venue.camera.path, clock });
	try {
		const counter = new CounterScreen(later);
		await counter.ready();
		const refused = await showPicture(stale, counter);
		assert.deepEqual([refused.verdict, refused.reason], ["refused", "codeTooOld"]);
	} finally {
		await later.close();
	}
});
