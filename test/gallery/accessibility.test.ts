// Every screen of the gallery is looked at by axe and by our own inspections, so that everybody can read, hear and reach it.

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
	idlePages.push(...gallery.visitors);
	close = gallery.close;
});
after(() => close());

async function withPage<T>(work: (visitor: GalleryPage) => Promise<T>): Promise<T> {
	const visitor = idlePages.pop();
	if (visitor === undefined) throw new Error("more tests run at once than there are visitors");
	try {
		return await work(visitor);
	} finally {
		idlePages.push(visitor);
	}
}

/**
 * The layout in zh-CN and, as its words are the longest, in English, at the smallest size; what axe asks about depends on
 * neither, so that it is asked once. `npm run gallery -- --axe` inspects all of it.
 */
async function faultsOf(visitor: GalleryPage, exhibit: ScreenFixture, axeIn: Language): Promise<string[]> {
	const [size = "1280x800"] = exhibit.sizes;
	const faults: string[] = [];
	for (const language of new Set<Language>(["zh-CN", "en", axeIn])) {
		await visitor.draw(exhibit, language, size);
		const found = [...(await visitor.inspectScreen(exhibit))];
		if (language === axeIn) found.push(...(await visitor.inspectAccess()));
		faults.push(...found.map((fault) => `${language} ${size} ${fault}`));
	}
	return faults;
}

describe("everybody can read, hear and reach", { concurrency: pageCount }, () => {
	for (const [i, exhibit] of [...kioskFixtures, ...passFixtures].entries()) {
		const axeIn = languages[i % languages.length] ?? "zh-CN";
		it(fixtureNameOf(exhibit), async () =>
			assert.deepEqual(await withPage((visitor) => faultsOf(visitor, exhibit, axeIn)), []),
		);
	}
});
