// The inspections themselves: each finds the fault it is for. And what a single screenshot cannot show.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fixtureNameOf, type KioskFixture, type Mode } from "../../renderer/gallery/fixture.ts";
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

const ground = "background: #ffffff; color: #000000; font-size: 30px";
const voice = '<p role="alert">A verdict</p>';
const flaws: readonly { readonly says: string; readonly mode: Mode; readonly html: string; readonly found: RegExp }[] =
	[
		{
			says: "a text that its box cuts off",
			mode: "kiosk",
			html: '<p data-style="width: 90px; overflow: hidden; white-space: nowrap">A text that is far too long</p>',
			found: /^fit: its text is cut — .*“A text/m,
		},
		{
			says: "a text that leaves the screen",
			mode: "kiosk",
			html: '<p data-style="position: absolute; left: 1200px; white-space: nowrap">A text too far to the right</p>',
			found: /^fit: its text is cut — .*too far to/m,
		},
		{
			says: "an entry of a list that is cut in two, although a list may leave some out",
			mode: "kiosk",
			html: '<ul data-spare data-style="height: 60px; overflow: hidden"><li>one</li><li>two</li><li>three</li></ul>',
			found: /^fit: its text is cut — .*“two”$/m,
		},
		{
			says: "two texts one over the other",
			mode: "kiosk",
			html: '<p data-style="position: absolute">One text</p><p data-style="position: absolute; left: 40px">Another</p>',
			found: /^overlap: its text lies over “Another”/m,
		},
		{
			says: "a box that is cut off below its text",
			mode: "kiosk",
			html: '<div data-style="height: 60px; overflow: hidden"><p data-style="padding-bottom: 40px; border: 2px solid">Cut</p></div>',
			found: /^box: it is cut off — .*“Cut”/m,
		},
		{
			says: "two keys that touch one another's edge",
			mode: "kiosk",
			html: '<button data-style="padding: 20px">One</button><button data-style="padding: 20px; margin-left: -10px">Two</button>',
			found: /^box: it lies over “Two” — .*“One”/m,
		},
		{
			says: "a button too small for a finger",
			mode: "self-service",
			html: `${voice}<button data-style="width: 200px; height: 60px">Call</button>`,
			found: /^target: 200 × 60 px is too small/m,
		},
		{
			says: "a text too small for a member",
			mode: "self-service",
			html: `${voice}<p data-style="font-size: 27px">Small print</p>`,
			found: /^text: text of 27\.0 px is too small/m,
		},
		{ says: "a screen without a voice", mode: "counter", html: "<p>A verdict</p>", found: /^voice: 0 live regions/m },
		{ says: "two voices at once", mode: "counter", html: voice + voice, found: /^voice: 2 live regions/m },
		{
			says: "a button of the counter without its key",
			mode: "counter",
			html: `${voice}<button>Print again</button>`,
			found: /^keys: no key does what it does — .*Print again/m,
		},
		{
			says: "a transition where no motion is wanted",
			mode: "kiosk",
			html: '<p data-style="transition: color 160ms">Moving</p>',
			found: /^motion: a transition takes time/m,
		},
		{
			says: "a weak contrast",
			mode: "kiosk",
			html: '<p data-style="color: #bbbbbb">Pale</p>',
			found: /^contrast: its contrast of 1\.92:1 is less than 3:1 — .*Pale/m,
		},
		{
			says: "a verdict whose contrast would do for any other text",
			mode: "counter",
			html: '<p role="alert" data-verdict="refused" data-style="color: #ffffff; background: #d0021b; font-size: 16px">No</p>',
			found: /^contrast: its contrast of 5\.\d\d:1 is less than 7:1/m,
		},
		{
			says: "a text that something lies over",
			mode: "kiosk",
			html: '<p>A text</p><p data-style="position: absolute; top: 30px; width: 200px; height: 100px; background: #ffffff"></p>',
			found: /^overlap: something lies over its text — .*“A text”/m,
		},
		{
			says: "a weak contrast on a gradient",
			mode: "kiosk",
			html: '<p data-style="background: linear-gradient(#ffffff, #777777); color: #333333; font-size: 16px">Half</p>',
			found: /^contrast: its contrast of 2\.\d\d:1/m,
		},
		{ says: "a button without a name", mode: "kiosk", html: "<button></button>", found: /^axe button-name: /m },
	];

for (const { says, mode, html, found } of flaws) {
	test(`the inspections find ${says}`, async () => {
		const drawn = { mode, html: `<main data-style="${ground}"><h1>Here</h1>${html}</main>` };
		await galleryPage.draw(findFixture("kiosk/start/starting"), "en", "1280x800");
		const faults = await galleryPage.page.evaluate(async ({ mode, html }) => {
			const { gallery } = window;
			gallery.showHtml(html);
			return [...gallery.inspectScreen(mode), ...(await gallery.inspectAccess())];
		}, drawn);
		assert.match(faults.join("\n"), found);
		assert.equal(faults.length, 1, faults.join("\n"));
	});
}

function findFixture(name: string): KioskFixture {
	const found = kioskFixtures.find((one) => fixtureNameOf(one) === name);
	assert.ok(found, `there is a fixture ${name}`);
	return found;
}

test("the live region exists before its verdict, so that screen readers announce it", async () => {
	await galleryPage.draw(findFixture("counter/admitted/four"), "zh-CN", "1280x800");
	const voice = await galleryPage.page.$("[aria-live=assertive]");
	assert.ok(voice);
	assert.match(await voice.innerText(), /请入场/);
	await galleryPage.page.keyboard.press("Escape");
	await galleryPage.page.locator("[data-verdict=waiting]").waitFor();
	assert.equal(await voice.evaluate((region) => region.isConnected), true, "and it stays for the next verdict");
});
