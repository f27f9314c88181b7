// The lower layout of a self-service kiosk, for whoever sits in a wheelchair before it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { nameOf } from "../../renderer/gallery/exhibit.ts";
import { exhibits } from "../../renderer/gallery/exhibits.ts";
import { openGallery, type Visitor } from "./visitor.ts";

let visitor: Visitor;
let close = async () => {};
before(async () => {
	const gallery = await openGallery(1);
	const [only] = gallery.visitors;
	assert.ok(only);
	visitor = only;
	close = gallery.close;
});
after(() => close());

const lowered = exhibits.filter((exhibit) => exhibit.mode === "self-service" && /(^|-)low$/.test(exhibit.state));

test("all that is touched lies in the lowest third, whatever the screen's size", async () => {
	assert.ok(lowered.length >= 7, lowered.map(nameOf).join(", "));
	for (const exhibit of lowered) {
		for (const size of exhibit.sizes) {
			await visitor.draw(exhibit, "zh-CN", size);
			const higher = await visitor.page.evaluate(() =>
				[...document.querySelectorAll("button")]
					.filter((button) => button.getBoundingClientRect().top < (innerHeight * 2) / 3 - 1)
					.map((button) => button.textContent),
			);
			assert.deepEqual(higher, [], `${nameOf(exhibit)} ${size}`);
			assert.deepEqual(await visitor.inspectScreen(exhibit), [], `${nameOf(exhibit)} ${size}`);
		}
	}
});
