import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { demonstrationStartsAt, kioskVenue } from "../demonstration/tourBookings.ts";
import { type Display, startDisplay } from "../machine/display.ts";
import { gunStrokes } from "../renderer/scan/keyStrokes.ts";
import type { Booking } from "./drivers/officer.ts";
import { openScannerAtDisplay, type ScannerAtDisplay } from "./drivers/scannerAtDisplay.ts";
import { openTestVenue, type TestVenue } from "./drivers/testVenue.ts";
import { openXKeyboard, type XKeyboard } from "./drivers/xKeyboard.ts";

// These tests type at the X display, so that its layout, the system and Chromium process the keys as they process a
// scanner's.

let display: Display;
let venue: TestVenue;
let keyboard: XKeyboard;
let scanner: ScannerAtDisplay;
let codes: string[];
before(async () => {
	display = await startDisplay();
	process.env.DISPLAY = display.display;
	keyboard = await openXKeyboard(display.display ?? "");
	await keyboard.layout("us");
	venue = await openTestVenue();
	scanner = await openScannerAtDisplay(keyboard, venue.kiosk.page);
	const found = await venue.officer.bookings({ venue: kioskVenue, day: "2026-10-01", limit: 1000 });
	const nowMs = Date.parse(demonstrationStartsAt);
	const isLater = ({ state, rotating, session }: Booking) =>
		state === "live" && !rotating && session.admitFrom > nowMs + 3_600_000;
	codes = found.filter(isLater).map(({ code }) => code);
});
after(async () => {
	await venue.close();
	keyboard.close();
	await display.close();
});

for (const [name, layout, variant] of [
	["US", "us", ""],
	["AZERTY", "fr", ""],
	["QWERTZ", "de", ""],
	["Dvorak", "us", "dvorak"],
] as const) {
	test(`a scanner is read on a machine whose layout is ${name}, and with CapsLock on`, async () => {
		await keyboard.layout(layout, variant);
		await assertRead(scanner.scan);
		await scanner.press("CapsLock");
		await assertRead(scanner.scan);
		await scanner.press("CapsLock");
		await keyboard.layout("us");
	});
}

test("a slow scanner, one that closes with Tab and one that closes with nothing are read", async () => {
	await assertRead((code) => scanner.scan(code, 40));
	await assertRead((code) => scanner.type(gunStrokes([...code, "Tab"], 0, 4)));
	await assertRead((code) => scanner.type(gunStrokes(code, 0, 4)));
	await assertRead(scanner.scan);
});

test("a scanner that types each character by its number, with Alt held down, is read", async () => {
	await assertRead(async (code) => {
		for (const letter of code) {
			const digits = [...String(letter.charCodeAt(0)).padStart(4, "0")];
			const strokes = digits.map((digit) => ({ code: `Numpad${digit}`, shift: false, waitMs: 1, forMs: 1 }));
			await keyboard.hold("AltLeft", strokes);
		}
	});
	await assertRead(scanner.scan);
});

test("a code scanned while the page is busy is read whole", async () => {
	await assertRead(async (code) => {
		const busy = venue.kiosk.page.evaluate(() => {
			const untilMs = performance.now() + 1500;
			while (performance.now() < untilMs);
		});
		await scanner.scan(code);
		await busy;
	});
});

test("a hostile code of a few keys does not admit, change or dismiss an offer", async () => {
	const hostile = [[], ["1"], ["9"], ["1", "Enter"], ["Enter", "Enter"], ["Escape"], ["ArrowLeft"], ["F2"], ["F1"]];
	await openOffer();
	for (const keys of hostile) {
		for (const gapMs of [2, 12]) {
			for (let tries = 1; ; tries++) {
				await scanner.scan(keys, gapMs);
				const seen = await readVerdict();
				if (await scanner.wasQuick()) {
					assert.equal(seen, "offered 3", `Enter after ${keys.join(" ")}`);
					break;
				}
				assert.ok(tries < 10, "this machine is too busy to type as fast as a scanner");
				await openOffer();
			}
		}
	}
	await scanner.press("Digit2");
	assert.equal(await readVerdict(), "offered 2", "a person's key chooses");
	await scanner.press("Enter");
	assert.equal(await readVerdict(), "admitted 2", "and confirms");
});

test("an input method that swallows a scanner's keys loses no code and leaves no letter in a field", async () => {
	const { page } = venue.kiosk;
	const input = await page.context().newCDPSession(page);
	await assertRead(async (code) => {
		await openNumber();
		await scanner.press("Delete");
		// Behaves as a pinyin input method: takes each key, composes, and commits the text at the end.
		const sent: Promise<unknown>[] = [];
		for (const [i, { key }] of gunStrokes([...code, "Enter"], 0).entries()) {
			const hidden = { key: "Process", code: key.code, windowsVirtualKeyCode: 229, modifiers: key.shift ? 8 : 0 };
			sent.push(input.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...hidden }));
			const text = `12${code.slice(0, i + 1).toLowerCase()}`;
			const selection = { selectionStart: text.length, selectionEnd: text.length };
			sent.push(input.send("Input.imeSetComposition", { text, ...selection }));
			sent.push(input.send("Input.dispatchKeyEvent", { type: "keyUp", key: key.key, code: key.code }));
		}
		sent.push(input.send("Input.insertText", { text: `12${code.toLowerCase()}` }));
		await Promise.all(sent);
	});
	await input.detach();
	await openNumber();
	assert.equal(await page.locator("[data-field=digits]").getAttribute("data-value"), "");
	await scanner.press("Escape");
});

/** Codes that were not read whole although the machine kept up with the scanner. */
let brokenReadings = 0;
/** Of the sixteen readings of this file. */
const maxBrokenReadings = 1;

/**
 * Shows a voucher of a later session, a new one each time: a code that is read correctly gets exactly that answer. It
 * is scanned again when this machine was too busy to receive it whole, as a clerk would do. A code that is broken while
 * the machine keeps up is a fault of the reader: one such may be chance, a second one fails.
 */
async function assertRead(read: (code: string) => Promise<void>): Promise<void> {
	const code = codes.shift() ?? assert.fail("no voucher is left");
	for (let pulls = 1; ; pulls++) {
		await read(code);
		const { reason } = await venue.screen.next(["refused"]);
		if (reason !== "malformed") return assert.equal(reason, "tooEarly");
		if (await scanner.wasQuick()) brokenReadings++;
		assert.ok(brokenReadings <= maxBrokenReadings, `${brokenReadings} codes were broken on a machine that kept up`);
		assert.ok(pulls < 6, "this machine is too busy to receive a code whole");
	}
}

/** Opens an offer of three persons, whatever the screen showed before. */
async function openOffer(): Promise<void> {
	const { code } = await venue.booking(3);
	for (let pulls = 1; pulls <= 6; pulls++) {
		await scanner.press("Escape");
		await scanner.scan(code);
		if ((await readVerdict()) === "offered 3") return;
	}
	assert.fail("nothing is offered");
}

/** The panel does not open while an offer waits for an answer. */
async function openNumber(): Promise<void> {
	const { page } = venue.kiosk;
	const opened = page.locator('[data-panel="number"]');
	for (let tries = 1; tries <= 10 && (await opened.count()) === 0; tries++) {
		await scanner.press("F2");
		await page.waitForTimeout(1000);
	}
	await opened.waitFor();
}

async function readVerdict(): Promise<string> {
	await venue.kiosk.page.waitForTimeout(500);
	const root = venue.kiosk.page.locator("[data-verdict]");
	return `${await root.getAttribute("data-verdict")} ${await root.getAttribute("data-persons")}`;
}
