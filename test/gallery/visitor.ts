import { type Browser, chromium, type Page } from "playwright";
import { answerPage } from "../../main/pages.ts";
import type { Exhibit, Size } from "../../renderer/gallery/exhibit.ts";
import { nameOf } from "../../renderer/gallery/exhibit.ts";
import type { Gallery } from "../../renderer/gallery/hall.ts";
import type { Language } from "../../renderer/words/language.ts";
import { browserPath, ensurePackages } from "../machine/packages.ts";
import { buildGallery, galleryFolder } from "./build.ts";

const origin = "https://kiosk";

/** One page that goes from exhibit to exhibit. The answers are the app's own, its policy on each of them. */
export type Visitor = {
	readonly page: Page;
	readonly draw: (exhibit: Exhibit, language: Language, size: Size) => Promise<void>;
	readonly resize: (size: Size) => Promise<void>;
	/** What is wrong with what is drawn now. */
	readonly inspect: (exhibit: Exhibit) => Promise<readonly string[]>;
};

type GalleryWindow = Window & { readonly gallery?: Gallery };

/** Pages wait for their timers more than for the processor. */
const visitors = 3;

/** Builds the gallery and takes several visitors through these, each to the next that nobody has been to. In their order. */
export async function visitAll<T, R>(
	items: readonly T[],
	visit: (visitor: Visitor, item: T) => Promise<R>,
): Promise<readonly R[]> {
	await ensurePackages("browser", "fonts");
	await buildGallery();
	const browser = await openBrowser();
	const left = [...items.entries()];
	const results: R[] = [];
	try {
		await Promise.all(
			Array.from({ length: Math.min(visitors, items.length) }, async () => {
				const visitor = await openVisitor(browser);
				for (let next = left.shift(); next !== undefined; next = left.shift()) {
					results[next[0]] = await visit(visitor, next[1]);
				}
			}),
		);
	} finally {
		await browser.close();
	}
	return results;
}

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
		async inspect({ mode }) {
			const faults = await page.evaluate(async (mode) => {
				const { gallery } = window as GalleryWindow;
				return gallery && [...gallery.inspectScreen(mode), ...(await gallery.inspectAccess(mode))];
			}, mode);
			if (faults === undefined) throw new Error("the page has no gallery");
			return faults;
		},
	};
}

function viewportOf(size: Size): { readonly width: number; readonly height: number } {
	const [width = 0, height = 0] = size.split("x").map(Number);
	return { width, height };
}
