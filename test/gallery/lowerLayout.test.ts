// The lower layout of a self-service kiosk, for members in wheelchairs.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fixtureNameOf } from "../../renderer/gallery/fixture.ts";
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

const loweredFixtures = kioskFixtures.filter(
	(fixture) => fixture.mode === "self-service" && /(^|-)low$/.test(fixture.state),
);

test("all controls are in the lowest third, whatever the screen's size", async () => {
	assert.ok(loweredFixtures.length >= 7, loweredFixtures.map(fixtureNameOf).join(", "));
	for (const fixture of loweredFixtures) {
		for (const size of fixture.sizes) {
			await galleryPage.draw(fixture, "zh-CN", size);
			const higher = await galleryPage.page.evaluate(() =>
				[...document.querySelectorAll("button")]
					.filter((button) => button.getBoundingClientRect().top < (innerHeight * 2) / 3 - 1)
					.map((button) => button.textContent),
			);
			assert.deepEqual(higher, [], `${fixtureNameOf(fixture)} ${size}`);
			assert.deepEqual(await galleryPage.inspectScreen(fixture), [], `${fixtureNameOf(fixture)} ${size}`);
		}
	}
});
