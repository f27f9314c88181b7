// A shift at the kiosk by keyboard alone: the actions of clerk and supervisor, and what the hub then holds.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { demonstrationStartsAt, kioskVenue } from "../demonstration/tourBookings.ts";
import { CounterScreen } from "./drivers/counterScreen.ts";
import type { Booking } from "./drivers/officer.ts";
import { startApp } from "./drivers/runningApp.ts";
import { supervisor, typeCharacters } from "./drivers/supervisor.ts";
import { openTestVenue, type TestVenue } from "./drivers/testVenue.ts";
import { waitUntil } from "./drivers/waitUntil.ts";

let venue: TestVenue;
before(async () => {
	venue = await openTestVenue();
});
after(() => venue.close());

const clerk = "2017";
/** Longer than the time in which a second Enter counts as a bounce of the first. */
const readMs = 600;

function at(selector: string) {
	return venue.kiosk.page.locator(selector);
}

async function picture(name: string): Promise<void> {
	const folder = process.env.PAILOU_PICTURES;
	if (folder !== undefined) await venue.kiosk.page.screenshot({ path: join(folder, `staff-${name}.png`) });
}

/** Chooses a reason by its digit, and types the only supervisor's PIN. */
async function confirmWithPin(reason: string, pin: string = supervisor.pin): Promise<void> {
	const { screen, kiosk } = venue;
	await at(".field-here[data-field=why]").waitFor();
	await screen.press(reason);
	await at(".field-here[data-field=pin]").waitFor();
	await typeCharacters(kiosk.page, pin);
	await screen.press("Enter");
}

/** A live booking of this evening: hours too early. */
async function findEveningBooking(party: number): Promise<Booking> {
	const found = await venue.officer.bookings({ venue: kioskVenue, day: "2026-10-01", party, limit: 1000 });
	const nowMs = Date.parse(demonstrationStartsAt);
	const early = found.find(
		({ state, rotating, session }) => state === "live" && !rotating && session.admitFrom > nowMs + 3_600_000,
	);
	return early ?? assert.fail("no booking of the evening");
}

async function findBookingWithCard(party: number): Promise<Booking & { readonly card: string }> {
	for (;;) {
		const { card, ...booking } = await venue.booking(party);
		if (card !== null) return { ...booking, card };
	}
}

let family: Booking & { readonly card: string };

test("a clerk opens a shift with a work number, and the header says who and since when", async () => {
	await venue.screen.press("F9");
	await typeCharacters(venue.kiosk.page, clerk);
	await venue.screen.press("Enter");
	await at("[data-done=opened]").waitFor();
	await venue.kiosk.page.waitForTimeout(readMs);
	await venue.screen.press("Enter");
	await at('[data-panel=""]').waitFor();
	assert.match(await at(`[data-shift="${clerk}"]`).innerText(), /2017 当班 · 14:\d\d 起/);
});

test("an admission voided with reason and PIN is struck out, and its voucher admits again", async () => {
	const { screen, kiosk } = venue;
	family = await findBookingWithCard(3);
	await screen.scan(family.code);
	await screen.next(["offered"]);
	const first = await screen.admit(3);
	assert.deepEqual([first.verdict, first.persons], ["admitted", 3]);
	await screen.press("F4");
	await at('[data-panel="void"]').waitFor();
	await confirmWithPin("1");
	await at("[data-done=voided]").waitFor();
	await picture("voided");
	assert.match(await at("[data-done=voided]").innerText(), /已撤销 3 人/);
	await kiosk.page.waitForTimeout(readMs);
	await screen.press("Enter");
	await at(`.recent li[data-line="${first.line}"][data-voided=true] s`).waitFor();
	await screen.scan(family.code);
	assert.deepEqual([(await screen.next(["offered", "refused"])).remaining], [3]);
	assert.equal((await screen.admit(2)).persons, 2);
});

test("a scan while a PIN is typed fills in nothing, and is handled afterwards", async () => {
	const { screen, kiosk } = venue;
	const single = await venue.booking(1);
	await screen.press("F4");
	await at(".field-here[data-field=why]").waitFor();
	await screen.press("5");
	await typeCharacters(kiosk.page, "271");
	await screen.scan(single.code);
	await at('[data-queued="1"]').waitFor();
	await picture("pin-and-scan");
	assert.equal(await at("[data-field=pin]").getAttribute("data-length"), "3");
	assert.equal(await at('[data-panel="void"]').count(), 1, "the panel stays");
	await screen.press("Escape");
	assert.equal((await screen.next(["admitted", "refused"])).verdict, "admitted");
});

test("a scan puts aside a panel without a typed PIN, and the choices in it are kept", async () => {
	const { screen } = venue;
	const single = await venue.booking(1);
	await screen.press("F4");
	await screen.press("ArrowDown");
	const chosen = await at("[data-field=line]").getAttribute("data-value");
	await screen.scan(single.code);
	assert.equal((await screen.next(["admitted", "refused"])).verdict, "admitted");
	await at('[data-panel=""]').waitFor();
	await screen.press("F4");
	assert.equal(await at("[data-field=line]").getAttribute("data-value"), chosen);
	await screen.press("Escape");
});

test("a supervisor admits a member who is too early, and the screen shows that it is an override", async () => {
	const { screen } = venue;
	const early = await findEveningBooking(2);
	await screen.scan(early.code);
	assert.equal((await screen.next()).reason, "tooEarly");
	await screen.press("F7");
	await at(".field-here[data-field=persons]").waitFor();
	await screen.press("Enter");
	await confirmWithPin("4");
	const admitted = await screen.next(["admitted", "refused"]);
	await picture("overridden");
	assert.deepEqual([admitted.verdict, admitted.persons, admitted.remaining], ["admitted", 2, 0]);
	assert.match(admitted.text, /^特批入场/);
	assert.equal(await at(".stage-overridden[data-source=override]").count(), 1);
	await at(`.recent li[data-line="${admitted.line}"][data-override=true]`).waitFor();
});

test("a card's last four digits show what became of its voucher, and lead to an override", async () => {
	const { screen, kiosk } = venue;
	const forgetful = await findBookingWithCard(1);
	await screen.press("F3");
	await typeCharacters(kiosk.page, forgetful.card);
	await screen.press("Enter");
	await at("[data-found]").waitFor();
	await picture("looked-up");
	await kiosk.page.waitForTimeout(readMs);
	const rows = at("[data-found] li");
	const good = await rows.evaluateAll((all) =>
		all.findIndex((row) => row.dataset.refusal === "" && row.dataset.overridable === "true"),
	);
	await screen.press(String(good + 1));
	await screen.press("Enter");
	await at('[data-panel="override"]').waitFor();
	await confirmWithPin("2");
	const admitted = await screen.next(["admitted", "refused"]);
	assert.deepEqual([admitted.verdict, admitted.persons], ["admitted", 1]);

	await screen.press("F3");
	await typeCharacters(kiosk.page, family.card);
	await screen.press("Enter");
	await at("[data-found]").waitFor();
	assert.match(await at("[data-found]").innerText(), /14:\d\d 已入场 2 人/);
	await screen.press("Escape");
});

test("the shift closes with a slip that stays until it is dismissed, with correct figures and the counted stubs", async () => {
	const { screen, kiosk } = venue;
	const persons = 2 + 1 + 1 + 2 + 1;
	await screen.press("F9");
	await at(".field-here[data-field=stubs]").waitFor();
	await typeCharacters(kiosk.page, String(persons - 1));
	await screen.press("Enter");
	await at("[data-done=closed]").waitFor();
	await picture("slip");
	const rows = await at("[data-slip-row]").evaluateAll((all) =>
		Object.fromEntries(all.map((row) => [row.dataset.slipRow, Number(row.dataset.figure)])),
	);
	const { admissions, refusals, voids, voidedPersons, overrides, conflicts } = rows;
	assert.deepEqual(
		{ persons: rows.persons, admissions, refusals, voids, voidedPersons, overrides, conflicts },
		{ persons, admissions: 6, refusals: 1, voids: 1, voidedPersons: 3, overrides: 2, conflicts: 0 },
	);
	assert.ok((rows.allocated ?? 0) > persons);
	assert.match(await at("[data-extra]").innerText(), /比入场少 1 人/);
	const late = await venue.booking(1);
	await screen.scan(late.code);
	await at('[data-queued="1"]').waitFor();
	await kiosk.page.waitForTimeout(2500);
	assert.equal(await at("[data-done=closed]").count(), 1, "a scan waits for it");
	await screen.press("Enter");
	assert.equal((await screen.next(["admitted", "refused"])).verdict, "admitted");
	assert.equal(await at("[data-shift]").count(), 0);
});

test("five wrong PINs lock everything that needs a PIN, also after the app was killed and restarted", async () => {
	const { screen, kiosk, folder, camera, startedAtMs } = venue;
	await screen.press("F4");
	await screen.press("Enter");
	await screen.press("5");
	for (let tries = 1; tries <= 5; tries++) {
		await typeCharacters(kiosk.page, "314159");
		await screen.press("Enter");
		if (tries < 5) await at(".panel-message b").waitFor();
	}
	await at('[data-panel="void"] [data-panel-phase=blocked]').waitFor();
	await picture("locked");
	await kiosk.kill();
	const clock = new Date(Date.parse(demonstrationStartsAt) + Date.now() - startedAtMs).toISOString();
	const again = await startApp({ data: join(folder, "kiosk"), camera: camera.path, clock });
	try {
		const afterwards = new CounterScreen(again);
		await afterwards.ready();
		await afterwards.press("F4");
		await again.page.locator('[data-panel="void"] [data-panel-phase=blocked]').waitFor();
		const answer = await again.page.evaluate(async (by) => {
			const state = await window.pailou.call("state", undefined);
			const line = state.kind === "ready" ? (state.recentScans[0]?.line ?? 0) : 0;
			const call = window.pailou.call as unknown as (name: string, input: unknown) => Promise<{ why?: string }>;
			return await call("voidLine", { line, why: "other", by });
		}, supervisor);
		assert.equal(answer.why, "locked", "the right PIN opens nothing either");
		await again.page.evaluate(() => window.pailou.call("syncNow", undefined));
		await again.page.locator('[data-net="hub"][data-unsent="0"]').first().waitFor({ timeout: 30_000 });
	} finally {
		await again.close();
	}
});

test("the hub's journal holds who opened, voided, admitted and closed, and every wrong PIN", async () => {
	const lines = await waitUntil(
		() => venue.officer.lines(),
		(all) => all.some(({ kind }) => kind === "pinRefused"),
	);
	const of = <K extends (typeof lines)[number]["kind"]>(kind: K) =>
		lines.filter((line): line is Extract<(typeof lines)[number], { kind: K }> => line.kind === kind);
	assert.deepEqual(
		of("supervisorSet").map(({ staff, is, by }) => [staff, is, by]),
		[[supervisor.staff, "set", null]],
	);
	assert.deepEqual(
		of("shiftOpened").map(({ staff }) => staff),
		[clerk],
	);
	assert.deepEqual(
		of("voided").map(({ persons, why, by }) => [persons, why, by]),
		[[3, "wrongNumber", supervisor.staff]],
	);
	assert.deepEqual(
		of("redeemed").flatMap(({ override }) => (override === null ? [] : [override])),
		[
			{ by: supervisor.staff, why: "earlyByOurFault", refused: "tooEarly" },
			{ by: supervisor.staff, why: "phoneFailed", refused: "card" },
		],
	);
	assert.equal(of("lookedUp").length, 2);
	assert.deepEqual(
		of("shiftClosed").map(({ slip }) => [slip.staff, slip.persons, slip.stubs]),
		[[clerk, 7, 6]],
	);
	assert.equal(of("pinRefused").length, 5);
	assert.equal(await venue.officer.conflicts(), 0);
});
