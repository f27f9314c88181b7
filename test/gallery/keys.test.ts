// The counter by keyboard: the key that a button shows does what the button does.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright";
import { fixtureNameOf, type KioskFixture } from "../../renderer/gallery/fixture.ts";
import { kioskFixtures } from "../../renderer/gallery/fixtures.ts";
import { type GalleryPage, openGallery } from "./galleryPage.ts";

type Button = { readonly at: number; readonly name: string; readonly key: string };

let galleryPage: GalleryPage;
let close = async () => {};

before(async () => {
	const gallery = await openGallery(1);
	const [only] = gallery.pages;
	assert.ok(only);
	galleryPage = only;
	close = gallery.close;
});
after(() => close());

/** The first and the last state of each screen of the counter. */
function selectFixtures(): readonly KioskFixture[] {
	const counter = kioskFixtures.filter(({ mode }) => mode === "counter");
	return counter.filter(({ screen }, i) => counter[i - 1]?.screen !== screen || counter[i + 1]?.screen !== screen);
}

/**
 * Without the lines of the key map, which any key closes (their keys are tested on their own screens), and without the
 * erase key: the fields of these states are empty.
 */
const operable = "button:not(:disabled, .keymap-row, .pad-erase)";

function buttonsOn(page: Page): Promise<readonly Button[]> {
	return page.$$eval(operable, (buttons) =>
		buttons.map((button, at): Button => {
			const shortcut = button.getAttribute("aria-keyshortcuts")?.split(" ")[0];
			const key = shortcut ?? button.querySelector(".keycap")?.textContent ?? "";
			return { at, name: button.className, key: key === "Esc" ? "Escape" : key };
		}),
	);
}

/** The screen's HTML after an action on a freshly rendered fixture. */
async function outcomeOf(fixture: KioskFixture, act: (page: Page) => Promise<void>): Promise<string> {
	const { page } = galleryPage;
	await galleryPage.draw(fixture, "zh-CN", "1280x800");
	const drawn = () => page.locator("#app").innerHTML();
	const before = await drawn();
	// Keys that come shortly after a code count as part of the scan.
	await page.waitForTimeout(300);
	await act(page);
	// A person's key takes effect after a short delay, in which the page rules out a barcode scanner.
	await page.waitForFunction((html) => document.getElementById("app")?.innerHTML !== html, before);
	return await drawn();
}

test("each button of the counter has a key that does the same", async () => {
	const tried = new Set<string>();
	for (const fixture of selectFixtures()) {
		await galleryPage.draw(fixture, "zh-CN", "1280x800");
		for (const { at, name, key } of await buttonsOn(galleryPage.page)) {
			if (tried.has(`${name} ${key}`)) continue;
			tried.add(`${name} ${key}`);
			const where = `${fixtureNameOf(fixture)}: ${name} by ${key}`;
			const clicked = await outcomeOf(fixture, (page) => page.locator(operable).nth(at).click()).catch(
				(error: Error) => `nothing happened to ${where} (${error.message})`,
			);
			const pressed = await outcomeOf(fixture, (page) => page.keyboard.press(key)).catch(() => "nothing happened");
			assert.equal(pressed, clicked, where);
		}
	}
	assert.ok(tried.size >= 8, [...tried].join(", "));
});
