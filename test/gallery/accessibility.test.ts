// Runs axe and our own inspections over every screen of the gallery.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { fixtureNameOf, type ScreenFixture } from "../../renderer/gallery/fixture.ts";
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

/**
 * Inspects the layout in zh-CN and in English, whose texts are the longest, at the smallest size. Axe's findings depend
 * on neither, so it runs once per fixture, in rotating languages. `npm run gallery -- --axe` inspects every
 * combination.
 */
async function faultsOf(galleryPage: GalleryPage, fixture: ScreenFixture, axeIn: Language): Promise<string[]> {
	const [size = "1280x800"] = fixture.sizes;
	const faults: string[] = [];
	for (const language of new Set<Language>(["zh-CN", "en", axeIn])) {
		await galleryPage.draw(fixture, language, size);
		const found = [...(await galleryPage.inspectScreen(fixture))];
		if (language === axeIn) found.push(...(await galleryPage.inspectAccess()));
		faults.push(...found.map((fault) => `${language} ${size} ${fault}`));
	}
	return faults;
}

describe("everybody can read, hear and reach every control", { concurrency: pageCount }, () => {
	for (const [i, fixture] of [...kioskFixtures, ...passFixtures].entries()) {
		const axeIn = languages[i % languages.length] ?? "zh-CN";
		it(fixtureNameOf(fixture), async () =>
			assert.deepEqual(await withPage((galleryPage) => faultsOf(galleryPage, fixture, axeIn)), []),
		);
	}
});
