// All of the counter by keyboard: a button's key, as the screen names it, does what the button does.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright";
import { fixtureNameOf, type KioskFixture } from "../../renderer/gallery/fixture.ts";
import { kioskFixtures } from "../../renderer/gallery/fixtures.ts";
import { type GalleryPage, openGallery } from "./galleryPage.ts";

type Button = { readonly at: number; readonly name: string; readonly key: string };

let visitor: GalleryPage;
let close = async () => {};

before(async () => {
	const gallery = await openGallery(1);
	const [only] = gallery.visitors;
	assert.ok(only);
	visitor = only;
	close = gallery.close;
});
after(() => close());

/** The first and the last state of each of the counter's screens. */
function selectFixtures(): readonly KioskFixture[] {
	const counter = kioskFixtures.filter(({ mode }) => mode === "counter");
	return counter.filter(({ screen }, i) => counter[i - 1]?.screen !== screen || counter[i + 1]?.screen !== screen);
}

/**
 * Not the lines of the key map: while it is open any key closes it, and theirs are tried where they belong. Nor what erases
 * a figure, for the fields of these states are empty.
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

/** What the screen is like after something was done to it anew. */
async function outcomeOf(exhibit: KioskFixture, act: (page: Page) => Promise<void>): Promise<string> {
	const { page } = visitor;
	await visitor.draw(exhibit, "zh-CN", "1280x800");
	const drawn = () => page.locator("#app").innerHTML();
	const before = await drawn();
	// Keys that come within a moment of a gun's code are the gun's.
	await page.waitForTimeout(300);
	await act(page);
	// A key of a person's acts a moment later: it is known from a barcode gun's by its pace.
	await page.waitForFunction((html) => document.getElementById("app")?.innerHTML !== html, before);
	return await drawn();
}

test("each button of the counter has a key that does the same", async () => {
	const tried = new Set<string>();
	for (const exhibit of selectFixtures()) {
		await visitor.draw(exhibit, "zh-CN", "1280x800");
		for (const { at, name, key } of await buttonsOn(visitor.page)) {
			if (tried.has(`${name} ${key}`)) continue;
			tried.add(`${name} ${key}`);
			const where = `${fixtureNameOf(exhibit)}: ${name} by ${key}`;
			const clicked = await outcomeOf(exhibit, (page) => page.locator(operable).nth(at).click()).catch(
				(error: Error) => `nothing happened to ${where} (${error.message})`,
			);
			const pressed = await outcomeOf(exhibit, (page) => page.keyboard.press(key)).catch(() => "nothing happened");
			assert.equal(pressed, clicked, where);
		}
	}
	assert.ok(tried.size >= 8, [...tried].join(", "));
});
