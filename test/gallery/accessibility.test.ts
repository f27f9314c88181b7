// Runs axe and our own inspections over every screen of the gallery.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { fixtureNameOf, type ScreenFixture, type ViewportSize } from "../../renderer/gallery/fixture.ts";
import { passFixtures } from "../../renderer/gallery/fixtures/pass.ts";
import { kioskFixtures } from "../../renderer/gallery/fixtures.ts";
import { type Language, languages } from "../../renderer/words/language.ts";
import { type GalleryPage, openGallery } from "./galleryPage.ts";

const pageCount = 3;
const idlePages: GalleryPage[] = [];
let close = async () => {};

before(async () => {
	const gallery = await openGallery(pageCount);
	idlePages.push(...gallery.pages);
	close = gallery.close;
});
after(() => close());

async function withPage<T>(work: (galleryPage: GalleryPage) => Promise<T>): Promise<T> {
	const galleryPage = idlePages.pop();
	if (galleryPage === undefined) throw new Error("more tests run at once than there are pages");
	try {
		return await work(galleryPage);
	} finally {
		idlePages.push(galleryPage);
	}
}

/** Screens of cheap all-in-one machines. */
const smallSizes: readonly ViewportSize[] = ["1024x768", "1366x768"];

/**
 * Inspects the layout in zh-CN and in English, whose texts are the longest, at the fixture's first size and at the small
 * ones. Axe's findings depend on neither, so it runs once per fixture, in rotating languages and sizes. `npm run gallery
 * -- --axe` inspects every combination.
 */
async function faultsOf(galleryPage: GalleryPage, fixture: ScreenFixture, turn: number): Promise<string[]> {
	const axeIn = languages[turn % languages.length] ?? "zh-CN";
	const sizes = fixture.sizes.filter((size, i) => i === 0 || smallSizes.includes(size));
	const axeAt = sizes[Math.floor(turn / languages.length) % sizes.length];
	const faults: string[] = [];
	for (const language of new Set<Language>(["zh-CN", "en", axeIn])) {
		for (const [i, size] of sizes.entries()) {
			await (i === 0 ? galleryPage.draw(fixture, language, size) : galleryPage.resize(size));
			const found = [...(await galleryPage.inspectScreen(fixture))];
			if (language === axeIn && size === axeAt) found.push(...(await galleryPage.inspectAccess()));
			faults.push(...found.map((fault) => `${language} ${size} ${fault}`));
		}
	}
	return faults;
}

describe("everybody can read, hear and reach every control", { concurrency: pageCount }, () => {
	for (const [i, fixture] of [...kioskFixtures, ...passFixtures].entries()) {
		it(fixtureNameOf(fixture), async () =>
			assert.deepEqual(await withPage((galleryPage) => faultsOf(galleryPage, fixture, i)), []),
		);
	}
});
