import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
	idleMs,
	ratingMs,
	stillThereMs,
	thanksMs,
	verdictReadingMs,
} from "../../renderer/kiosk/self-service/visit-stage.ts";
import { demonstrationStartsAt, kioskVenue } from "../demonstration/tourBookings.ts";
import { assertKind, expectKind } from "../expectKind.ts";
import { CounterScreen } from "./drivers/counterScreen.ts";
import { enrolFolder } from "./drivers/enrolFolder.ts";
import { photographPasses } from "./drivers/phone.ts";
import { startApp } from "./drivers/runningApp.ts";
import { openSetup, SelfServiceKiosk, switchToSelfService } from "./drivers/selfServiceKiosk.ts";
import { openTestVenue, type TestVenue } from "./drivers/testVenue.ts";
import { waitLimitMs } from "./drivers/waitUntil.ts";

let venue: TestVenue;
let kiosk: SelfServiceKiosk;
before(async () => {
	venue = await openTestVenue();
	kiosk = new SelfServiceKiosk(venue.kiosk.page);
	await venue.kiosk.page.evaluate(countRecordings);
	await switchToSelfService(venue.kiosk.page);
	await kiosk.shows("waiting");
});
after(() => venue.close());

/** The kiosk's journal at the hub. */
async function lines() {
	await venue.kiosk.page.evaluate(() => window.pailou.call("syncNow", undefined));
	return await venue.officer.lines();
}

async function earlyBooking() {
	const nowMs = Date.parse(demonstrationStartsAt);
	const found = await venue.officer.bookings({ venue: kioskVenue, day: "2026-10-01", limit: 1000 });
	const early = found.find(
		({ session, state, rotating }) => session.admitFrom > nowMs && state === "live" && !rotating,
	);
	return early ?? assert.fail("no booking of a later session");
}

test("a family shows one phone, steps to two, enters, rates with a tap; the last one is admitted at once later", async () => {
	const family = await venue.booking(3);
	const pictures = await photographPasses(venue.hub.address, [family.pass]);
	const picture = pictures.get(family.pass) ?? assert.fail("no picture");
	venue.camera.show(picture);
	const offer = await kiosk.shows("offered");
	assert.deepEqual([offer.persons, offer.remaining], ["3", "3"]);
	if (family.card !== null) assert.ok(!offer.text.includes(family.card), "nobody's card is shown");
	await kiosk.tap("fewer");
	await kiosk.hesitate();
	await venue.kiosk.page.locator('[data-touch="confirm"]').dblclick();
	const inside = await kiosk.shows("admitted");
	assert.deepEqual([inside.persons, inside.remaining], ["2", "1"]);
	assert.match(inside.text, /请入场.*2 人.*剩余 1 人/);

	await venue.kiosk.page.locator('[data-rating="4"]').waitFor();
	await kiosk.hesitate();
	await venue.kiosk.page.locator('[data-rating="4"]').click();
	assert.match((await kiosk.shows("thanks")).text, /谢谢/);
	const start = await kiosk.showsAfter(thanksMs, "waiting");
	assert.equal(start.scans, "1", "the phone that is still held there is not scanned again");

	const redeemed = (await lines()).filter(({ kind }) => kind === "redeemed");
	assert.deepEqual(
		redeemed.map((line) => expectKind(line, "redeemed").persons),
		[2],
		"a double tap is one admission",
	);
	const rated = (await lines()).find(({ kind }) => kind === "rated");
	assertKind(rated, "rated");
	assert.deepEqual([rated.line, rated.rating], [Number(inside.line), 4]);

	venue.camera.showNothing();
	await venue.kiosk.page.waitForTimeout(4000);
	venue.camera.show(picture);
	const last = await kiosk.shows("admitted", "refused", "offered");
	venue.camera.showNothing();
	assert.deepEqual([last.verdict, last.persons, last.remaining], ["admitted", "1", "0"]);
	await kiosk.showsAfter(verdictReadingMs + ratingMs, "waiting");
});

test("a voucher of a later session is refused in a member's words, without an override", async () => {
	const early = await earlyBooking();
	await venue.screen.scan(early.code);
	const refused = await kiosk.shows("refused");
	assert.equal(refused.reason, "tooEarly");
	assert.match(refused.text, /您的场次是 \d\d:\d\d.*请 \d\d:\d\d 后再来/);
	assert.doesNotMatch(refused.text, /放行|特批|主管|管理员/);
	await kiosk.hesitate();
	await kiosk.tap("dismiss");
	await kiosk.shows("waiting");
});

test("an abandoned offer is asked about and closed, and nothing of the last member stays on the screen", async () => {
	const family = await venue.booking(4);
	await kiosk.tap("low");
	await venue.kiosk.page.locator('[data-language="en"]').click();
	await venue.screen.scan(family.code);
	const offer = await kiosk.shows("offered");
	assert.deepEqual([offer.low, offer.persons], ["true", "4"]);
	assert.match(offer.text, /How many enter now/);
	await venue.kiosk.page.locator('[data-touch="stay"]').waitFor({ timeout: idleMs + waitLimitMs });
	const start = await kiosk.showsAfter(stillThereMs, "waiting");
	for (const trace of ["scan", "persons", "party", "remaining", "left", "reason", "line"]) {
		assert.equal(start[trace], undefined, trace);
	}
	assert.equal(start.low, "false");
	const page = venue.kiosk.page;
	assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-CN");
	const html = await page.evaluate(() => document.documentElement.outerHTML);
	assert.doesNotMatch(html, /Party of|同行共|How many|这次进几位|还在吗/);
	assert.ok(!html.includes(family.code));

	await page.waitForTimeout(3500);
	await venue.screen.scan(family.code);
	assert.equal((await kiosk.shows("offered", "refused")).remaining, "4", "it held no right, and none was used");
	await kiosk.hesitate();
	await kiosk.tap("dismiss");
});

test("a member calls for staff, sees that they come, and may cancel; both are journalled", async () => {
	await kiosk.tap("call");
	await venue.kiosk.page.locator('[data-call="wanted"]').waitFor();
	const state = await venue.kiosk.page.evaluate(() => window.pailou.call("state", undefined));
	assert.deepEqual(
		expectKind(state, "ready").wanted.map(({ of }) => of),
		["member"],
	);
	await venue.kiosk.page.waitForTimeout(1200);
	await kiosk.tap("call");
	await venue.kiosk.page.locator('[data-call="wanted"]').waitFor({ state: "detached" });
	const calls = (await lines()).flatMap((line) => (line.kind === "attention" ? [`${line.of} ${line.is}`] : []));
	assert.deepEqual(calls, ["member wanted", "member settled"]);
});

test("the verdict is played from recordings where the system has no speech, and a muted kiosk is silent", async () => {
	const page = venue.kiosk.page;
	const recordingsPlayed = () => page.evaluate(() => Number(document.documentElement.dataset.recordings));
	assert.equal(await page.evaluate(() => speechSynthesis.getVoices().length), 0, "this machine has no speech");
	const before = await recordingsPlayed();
	await venue.screen.scan("A SHOPPING LIST");
	await kiosk.shows("refused");
	await page.waitForFunction((n) => Number(document.documentElement.dataset.recordings) > n, before);
	await kiosk.tap("voice");
	const muted = await recordingsPlayed();
	await venue.screen.scan("ANOTHER SHOPPING LIST");
	await page.locator('[data-scans="6"]').waitFor();
	await page.waitForTimeout(2000);
	assert.equal(await recordingsPlayed(), muted);
});

test("while set-up is open the kiosk shows it and scans nothing, and continues by itself", async () => {
	const page = venue.kiosk.page;
	await kiosk.tap("dismiss");
	await kiosk.shows("waiting");
	await openSetup(page);
	const closed = await kiosk.shows("closed");
	assert.deepEqual([closed.closed, /暂停服务/.test(closed.text)], ["setup", true]);
	const single = await venue.booking(1);
	await venue.screen.scan(single.code);
	await page.evaluate(() => window.pailou.call("closeSetup", undefined));
	assert.equal((await kiosk.shows("waiting")).scans, closed.scans);
	await venue.screen.scan(single.code);
	assert.equal((await kiosk.shows("admitted", "refused")).verdict, "admitted");
});

test("without a camera the kiosk shows where to go and calls the counter; a keyboard scanner still works", async () => {
	const data = join(venue.folder, "without-camera");
	await enrolFolder(venue.hub, data);
	const blind = await startApp({ data, camera: null, clock: demonstrationStartsAt });
	try {
		await blind.page.locator('[data-screen="supervisor"], [data-screen="counter"]').waitFor();
		await switchToSelfService(blind.page);
		const member = new SelfServiceKiosk(blind.page);
		const closed = await member.shows("closed");
		assert.equal(closed.closed, "camera");
		assert.match(closed.text, /本机没有找到摄像头.*请到人工窗口办理/);
		const state = await blind.page.evaluate(() => window.pailou.call("state", undefined));
		assert.deepEqual(
			expectKind(state, "ready").wanted.map(({ of, why }) => [of, why]),
			[["camera", "absent"]],
		);
		const single = await venue.booking(1);
		await new CounterScreen(blind).scan(single.code);
		assert.equal((await member.shows("admitted", "refused")).verdict, "admitted");
	} finally {
		await blind.close();
	}
});

/** Runs in the page: counts the recordings that were started, where the page's own code cannot reset it. */
function countRecordings(): void {
	const start = AudioBufferSourceNode.prototype.start;
	document.documentElement.dataset.recordings = "0";
	AudioBufferSourceNode.prototype.start = function (...args) {
		document.documentElement.dataset.recordings = String(Number(document.documentElement.dataset.recordings) + 1);
		start.apply(this, args);
	};
}
