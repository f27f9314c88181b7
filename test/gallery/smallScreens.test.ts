// Self-service at the sizes of cheap all-in-one machines.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fixtureNameOf, type ViewportSize } from "../../renderer/gallery/fixture.ts";
import { kioskFixtures } from "../../renderer/gallery/fixtures.ts";
import { type GalleryPage, openGallery } from "./galleryPage.ts";

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

const sizes: readonly ViewportSize[] = ["1024x768", "1280x800", "1366x768", "1920x1080", "1080x1920"];
const screens = ["attract/on", "attract/call-wanted", "offered/party-of-9", "admitted/nine", "closed/camera-stalled"];

test("the key that calls staff is whole on the screen at every size, in every language (D9)", async () => {
	for (const name of screens) {
		const fixture = kioskFixtures.find((one) => fixtureNameOf(one) === `self-service/${name}`);
		assert.ok(fixture, name);
		for (const language of ["zh-CN", "zh-Hant", "en"] as const) {
			await galleryPage.draw(fixture, language, "1024x768");
			for (const size of sizes) {
				await galleryPage.resize(size);
				const isWhole = await galleryPage.page.evaluate(() => {
					const key = document.querySelector<HTMLElement>("[data-touch=call]");
					if (key === null) return false;
					const { left, top, right, bottom } = key.getBoundingClientRect();
					const isInside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
					return isInside && key.scrollWidth <= key.clientWidth && (key.textContent ?? "") !== "";
				});
				assert.ok(isWhole, `${name} ${language} ${size}`);
			}
		}
	}
});
