import { type Browser, chromium, type Page } from "playwright";
import { answerPage } from "../../main/pages.ts";
import type { Exhibit, Size } from "../../renderer/gallery/exhibit.ts";
import { nameOf } from "../../renderer/gallery/exhibit.ts";
import type { Gallery } from "../../renderer/gallery/hall.ts";
import type { Language } from "../../renderer/words/language.ts";
import { browserPath } from "../machine/packages.ts";
import { galleryFolder } from "./build.ts";

const origin = "https://kiosk";

/** One page that goes from exhibit to exhibit. The answers are the app's own, its policy on each of them. */
export type Visitor = {
	readonly page: Page;
	readonly draw: (exhibit: Exhibit, language: Language, size: Size) => Promise<void>;
	readonly resize: (size: Size) => Promise<void>;
};

type GalleryWindow = Window & { readonly gallery?: Gallery };

export function openBrowser(): Promise<Browser> {
	return chromium.launch({
		executablePath: browserPath(),
		args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--mute-audio", "--disable-background-networking"],
	});
}

export async function openVisitor(browser: Browser, motion: "reduce" | "no-preference" = "reduce"): Promise<Visitor> {
	const page = await browser.newPage({ reducedMotion: motion });
	await page.route(`${origin}/**`, async (route) => {
		const answer = await answerPage(galleryFolder, route.request().url());
		const headers = Object.fromEntries(answer.headers);
		await route.fulfill({ status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) });
	});
	await page.goto(`${origin}/gallery/gallery.html`);
	await page.waitForFunction(() => (window as GalleryWindow).gallery !== undefined);
	return {
		page,
		async draw(exhibit, language, size) {
			await page.setViewportSize(viewportOf(size));
			const drawn = { name: nameOf(exhibit), language };
			await page.evaluate(({ name, language }) => (window as GalleryWindow).gallery?.draw(name, language), drawn);
		},
		async resize(size) {
			await page.setViewportSize(viewportOf(size));
			await page.evaluate(() => (window as GalleryWindow).gallery?.settle());
		},
	};
}

function viewportOf(size: Size): { readonly width: number; readonly height: number } {
	const [width = 0, height = 0] = size.split("x").map(Number);
	return { width, height };
}
