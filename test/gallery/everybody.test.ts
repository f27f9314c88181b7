// Every screen of the gallery is looked at by axe and by our own inspections, so that everybody can read, hear and reach it.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { nameOf, type Showing } from "../../renderer/gallery/exhibit.ts";
import { passExhibits } from "../../renderer/gallery/exhibits/pass.ts";
import { exhibits } from "../../renderer/gallery/exhibits.ts";
import { type Language, languages } from "../../renderer/words/language.ts";
import { openGallery, type Visitor } from "./visitor.ts";

const visitors = 3;
const idle: Visitor[] = [];
let close = async () => {};

before(async () => {
	const gallery = await openGallery(visitors);
	idle.push(...gallery.visitors);
	close = gallery.close;
});
after(() => close());

async function visit<T>(work: (visitor: Visitor) => Promise<T>): Promise<T> {
	const visitor = idle.pop();
	if (visitor === undefined) throw new Error("more tests run at once than there are visitors");
	try {
		return await work(visitor);
	} finally {
		idle.push(visitor);
	}
}

/**
 * The layout in zh-CN and, as its words are the longest, in English, at the smallest size; what axe asks about depends on
 * neither, so that it is asked once. `npm run gallery -- --axe` inspects all of it.
 */
async function faultsOf(visitor: Visitor, exhibit: Showing, axeIn: Language): Promise<string[]> {
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

describe("everybody can read, hear and reach", { concurrency: visitors }, () => {
	for (const [i, exhibit] of [...exhibits, ...passExhibits].entries()) {
		const axeIn = languages[i % languages.length] ?? "zh-CN";
		it(nameOf(exhibit), async () => assert.deepEqual(await visit((visitor) => faultsOf(visitor, exhibit, axeIn)), []));
	}
});
