import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Page } from "playwright";
import { sameScanMs } from "../../main/admission/sightings.ts";
import { demonstrationStartsAt } from "../demonstration/tourBookings.ts";
import { assertKind, expectKind } from "../expectKind.ts";
import { CounterScreen } from "./drivers/counterScreen.ts";
import type { Booking } from "./drivers/officer.ts";
import { startApp } from "./drivers/runningApp.ts";
import { typeCharacters } from "./drivers/supervisor.ts";
import { openTestVenue, type TestVenue } from "./drivers/testVenue.ts";

let venue: TestVenue;
let startedAtMs = 0;
before(async () => {
	startedAtMs = Date.now();
	venue = await openTestVenue();
});
after(() => venue.close());

/** The digits of the short number typed so far. */
function typed(page: Page): Promise<string | null> {
	return page.locator("[data-field=digits]").getAttribute("data-value");
}

/** Until when short numbers are locked, by the kiosk's state. */
function lockedUntilMs(page: Page): Promise<number> {
	return page.evaluate(async () => {
		const state = await window.pailou.call("state", undefined);
		return state.kind === "ready" && state.shortNumbers.kind === "locked" ? state.shortNumbers.untilMs : 0;
	});
}

async function enter(screen: CounterScreen, number: string, card: string): Promise<void> {
	const { page } = screen;
	await screen.press("F2");
	await page.locator('[data-panel="number"]').waitFor();
	await typeCharacters(page, number);
	await page.locator(".field-here[data-field=card]").waitFor();
	await typeCharacters(page, card);
	await screen.press("Enter");
}

/** A booking with a known membership card. */
async function withCard(party: number): Promise<Booking & { readonly card: string }> {
	for (;;) {
		const { card, ...booking } = await venue.booking(party);
		if (card !== null) return { ...booking, card };
	}
}

const otherCard = (card: string) => String((Number(card) + 1) % 10_000).padStart(4, "0");

test("a member without a working phone is admitted by short number and card, by keyboard alone", async () => {
	const { screen, officer, kiosk } = venue;
	const family = await withCard(3);
	await enter(screen, family.number, family.card);
	const offer = await screen.next();
	assert.deepEqual([offer.verdict, offer.persons, offer.remaining], ["offered", 3, 3]);
	assert.equal(await screen.page.locator('[data-panel=""]').count(), 1);
	const admitted = await screen.admit(2);
	assert.deepEqual([admitted.verdict, admitted.persons, admitted.remaining], ["admitted", 2, 1]);
	await kiosk.page.evaluate(() => window.pailou.call("syncNow", undefined));
	const lines = await officer.lines();
	const line = lines.find(({ seq }) => seq === admitted.line);
	assertKind(line, "redeemed");
	assert.equal(line.source, "number");
	// Within three seconds the booking's code is the same scan as its short number; then it admits who is left.
	await screen.page.waitForTimeout(sameScanMs);
	await screen.scan(family.code);
	const rest = await screen.next(["admitted", "offered", "refused"]);
	assert.deepEqual([rest.verdict, rest.persons], ["admitted", 1]);
});

test("a mistyped number is reported at once, before the card is asked for", async () => {
	const { screen } = venue;
	const { page } = screen;
	const single = await withCard(1);
	await screen.press("F2");
	await typeCharacters(page, single.number.slice(0, 10) + String((Number(single.number[10]) + 1) % 10));
	await page.locator('[data-slip="checkDigit"]').waitFor();
	await screen.press("Backspace");
	await typeCharacters(page, single.number.slice(10));
	assert.equal(await typed(page), single.number);
	await typeCharacters(page, single.card);
	await screen.press("Escape");
	await page.locator('[data-panel=""]').waitFor();
	assert.equal(await page.locator('[data-verdict="waiting"]').count(), 1, "Escape sent no request");
});

test("a scan while the entry is open is handled as a scan and types nothing", async () => {
	const { screen } = venue;
	const { page } = screen;
	const single = await withCard(1);
	await screen.press("F2");
	await typeCharacters(page, "123");
	await screen.scan(single.code);
	assert.equal((await screen.next()).verdict, "admitted");
	await page.locator('[data-panel=""]').waitFor();
	await screen.press("F2");
	assert.equal(await typed(page), "123", "what was typed is kept, and no more");
	await screen.scan("1234567890");
	assert.equal((await screen.next()).reason, "malformed", "figures alone are a scan too");
	await screen.press("F2");
	assert.equal(await typed(page), "123");
	await screen.press("Escape");
});

test("five wrong cards lock the entry, also after the app was killed and restarted", async () => {
	const { screen, kiosk, folder, camera } = venue;
	const single = await withCard(1);
	for (let tries = 1; tries <= 5; tries++) {
		await enter(screen, single.number, otherCard(single.card));
		assert.equal((await screen.next()).reason, "shortNumberUnknown");
	}
	await screen.press("F2");
	await screen.page.locator('[data-panel-phase="blocked"]').waitFor();
	const until = await lockedUntilMs(screen.page);
	assert.ok(until > Date.parse(demonstrationStartsAt));
	await screen.press("Escape");
	const killedAtMs = Date.now();
	await kiosk.kill();
	const clock = new Date(Date.parse(demonstrationStartsAt) + Date.now() - startedAtMs).toISOString();
	const again = await startApp({ data: join(folder, "kiosk"), camera: camera.path, clock });
	try {
		const after = new CounterScreen(again);
		await after.ready();
		await after.press("F2");
		await again.page.locator('[data-panel-phase="blocked"]').waitFor();
		// The lock rests while the app is off, so that no clock set meanwhile cuts it; and it grows by nothing else.
		const restedMs = (await lockedUntilMs(again.page)) - until;
		assert.ok(restedMs >= 0 && restedMs <= Date.now() - killedAtMs, `the lock ends ${restedMs} ms later`);
		await after.press("Escape");
		const verdict = await again.page.evaluate((typed) => window.pailou.call("number", typed), {
			number: single.number,
			card: single.card,
		});
		assert.equal(expectKind(verdict, "refused").refusal.reason, "shortNumbersLocked");
		await after.scan(single.code);
		assert.equal((await after.next()).verdict, "admitted", "codes are honoured all the while");
	} finally {
		await again.close();
	}
});
