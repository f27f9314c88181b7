import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { photographPasses } from "./drivers/phone.ts";
import { openTestVenue, type TestVenue } from "./drivers/testVenue.ts";

let venue: TestVenue;
before(async () => {
	venue = await openTestVenue();
});
after(() => venue.close());

test("a clerk admits part of a party by keyboard: fewer with an arrow, then Enter", async () => {
	const { screen } = venue;
	const family = await venue.booking(4);
	await screen.scan(family.code);
	assert.deepEqual([(await screen.next()).verdict], ["offered"]);
	await screen.press("ArrowLeft");
	await screen.press("Enter");
	const admitted = await screen.next(["admitted", "refused"]);
	assert.deepEqual([admitted.verdict, admitted.persons, admitted.remaining], ["admitted", 3, 1]);
});

test("Escape admits no one, and the voucher stays valid", async () => {
	const { screen } = venue;
	const pair = await venue.booking(2);
	await screen.scan(pair.code);
	assert.equal((await screen.next()).verdict, "offered");
	await screen.press("Escape");
	assert.equal((await screen.next(["waiting"])).verdict, "waiting");
	await screen.page.waitForTimeout(3200);
	await screen.scan(pair.code);
	assert.deepEqual([(await screen.next()).remaining], [2]);
	assert.equal((await screen.admit(2)).persons, 2);
});

test("a barcode that spells digits and Enter presses no key of the counter", async () => {
	const { screen } = venue;
	const family = await venue.booking(3);
	await screen.scan(family.code);
	assert.equal((await screen.next()).verdict, "offered");
	// A hostile code: taken for a clerk's keys, it would choose one person and confirm.
	await screen.scan("1111111111111111");
	await screen.page.waitForTimeout(400);
	const root = screen.page.locator("[data-verdict]");
	assert.equal(await root.getAttribute("data-verdict"), "offered");
	assert.equal(await root.getAttribute("data-persons"), "3");
	assert.equal((await screen.admit(3)).persons, 3);
	assert.equal((await screen.next(["refused"])).reason, "malformed", "the hostile code had its turn after the offer");
});

test("a second scan while an offer is open waits for its turn and is not lost", async () => {
	const { screen } = venue;
	const [first, second] = [await venue.booking(2), await venue.booking(1)];
	await screen.scan(first.code);
	assert.equal((await screen.next()).verdict, "offered");
	await screen.scan(second.code);
	assert.equal((await screen.admit(2)).verdict, "admitted");
	const next = await screen.next(["admitted"]);
	assert.deepEqual([next.persons, next.remaining], [1, 0]);
});

test("pressing Enter twice admits once", async () => {
	const { screen, officer, kiosk } = venue;
	const pair = await venue.booking(2);
	await screen.scan(pair.code);
	await screen.next(["offered"]);
	await screen.page.waitForTimeout(500);
	await screen.page.keyboard.press("Enter");
	await screen.page.keyboard.press("Enter");
	const admitted = await screen.next(["admitted", "refused"]);
	assert.deepEqual([admitted.verdict, admitted.persons], ["admitted", 2]);
	await kiosk.page.evaluate(() => window.pailou.call("syncNow", undefined));
	const lines = await officer.lines();
	assert.equal(lines.filter((line) => line.kind === "redeemed" && line.seq >= (admitted.line ?? 0)).length, 1);
});

test("a pasted code is a scan, and other pasted text is refused", async () => {
	const { screen } = venue;
	const single = await venue.booking(1);
	for (const [text, verdict] of [
		[`${single.code}\n`, "admitted"],
		["a shopping list", "refused"],
	] as const) {
		await screen.page.evaluate((pasted) => {
			const data = new DataTransfer();
			data.setData("text/plain", pasted);
			document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
		}, text);
		assert.equal((await screen.next()).verdict, verdict);
	}
});

test("every kind of invalid code is refused with a sentence, and the kiosk continues to work", async () => {
	const { screen } = venue;
	const single = await venue.booking(1);
	for (const [text, reason] of [
		["HTTPS://EXAMPLE.INVALID/COUPON", "malformed"],
		["<img src=x onerror=alert(1)>", "malformed"],
		["V9:ABCDEFGHIJKLMNOP", "unknownVersion"],
		["Z".repeat(600), "malformed"],
	] as const) {
		await screen.scan(text);
		assert.equal((await screen.next()).reason, reason, text);
	}
	await screen.scan(single.code);
	assert.equal((await screen.next(["admitted", "refused"])).verdict, "admitted");
});

test("a pass held before the camera is one scan, however long it stays", async () => {
	const { screen, camera, hub } = venue;
	const single = await venue.booking(1);
	const pictures = await photographPasses(hub.address, [single.pass]);
	camera.show(pictures.get(single.pass) ?? assert.fail("no picture"));
	assert.equal((await screen.next()).verdict, "admitted");
	await screen.page.waitForTimeout(4000);
	camera.showNothing();
	const root = screen.page.locator("[data-verdict]");
	assert.equal(await root.getAttribute("data-verdict"), "admitted", "it was not refused for being seen again");
});

test("a network cable unplugged and plugged in: the kiosk shows both, and continues to work", async () => {
	const { screen, hub, kiosk } = venue;
	await hub.stop();
	await kiosk.page.evaluate(() => window.pailou.call("syncNow", undefined));
	await kiosk.page.locator('[data-net="none"]').first().waitFor();
	const single = await venue.booking(1).catch(() => null);
	assert.equal(single, null, "the officer's hub is really gone");
	await screen.scan("RUBBISH WHILE OFFLINE");
	assert.equal((await screen.next()).reason, "malformed");
	await hub.startAgain();
	await kiosk.page.evaluate(() => window.pailou.call("syncNow", undefined));
	await kiosk.page.locator('[data-net="hub"][data-unsent="0"]').first().waitFor({ timeout: 20_000 });
});
