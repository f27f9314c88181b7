import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright";
import { servePage } from "../../main/shell/appProtocol.ts";
import { fixtureNameOf, type ScreenFixture, type ViewportSize } from "../../renderer/gallery/fixture.ts";
import type {} from "../../renderer/gallery/gallery-api.ts";
import type { Language } from "../../renderer/words/language.ts";
import { browserPath, ensurePackages } from "../machine/packages.ts";
import { usePersonKeyTiming } from "../machine/personKeyTiming.ts";
import { buildGallery } from "./build.ts";

const origin = "https://kiosk";

/**
 * A browser page that renders one fixture after another. Files are served by the app's own protocol handler, with its
 * CSP.
 */
export type GalleryPage = {
	readonly page: Page;
	readonly draw: (fixture: ScreenFixture, language: Language, size: ViewportSize) => Promise<void>;
	readonly resize: (size: ViewportSize) => Promise<void>;
	/** The faults of what is rendered now: of its layout, and of its accessibility. */
	readonly inspectScreen: (fixture: ScreenFixture) => Promise<readonly string[]>;
	readonly inspectAccess: () => Promise<readonly string[]>;
};

/** Builds the gallery and opens so many pages of it in one browser. */
export async function openGallery(pageCount: number) {
	await ensurePackages("browser", "fonts");
	const folder = mkdtempSync(join(tmpdir(), "pailou-gallery-"));
	await buildGallery(folder);
	const browser = await openBrowser();
	return {
		pages: await Promise.all(Array.from({ length: pageCount }, () => openGalleryPage(browser, folder))),
		close: async () => {
			await browser.close();
			rmSync(folder, { recursive: true });
		},
	};
}

function openBrowser(): Promise<Browser> {
	return chromium.launch({
		executablePath: browserPath(),
		args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--mute-audio", "--disable-background-networking"],
	});
}

async function openGalleryPage(browser: Browser, folder: string): Promise<GalleryPage> {
	// Animations make screenshots differ. That reduced motion is obeyed is one of the inspections.
	const page = usePersonKeyTiming(await browser.newPage({ reducedMotion: "reduce" }));
	await page.route(`${origin}/**`, async (route) => {
		const answer = await servePage(folder, route.request().url());
		const headers = Object.fromEntries(answer.headers);
		await route.fulfill({ status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) });
	});
	async function enter({ mode }: ScreenFixture): Promise<void> {
		const address = `${origin}/gallery/${mode === "pass" ? "pass-gallery" : "gallery"}.html`;
		if (page.url() === address) return;
		await page.goto(address);
		await page.waitForFunction(() => "gallery" in window);
	}
	return {
		page,
		async draw(fixture, language, size) {
			await page.setViewportSize(viewportOf(size));
			await enter(fixture);
			const drawn = { name: fixtureNameOf(fixture), language };
			await page.evaluate(({ name, language }) => window.gallery.draw(name, language), drawn);
		},
		async resize(size) {
			await page.setViewportSize(viewportOf(size));
			await page.evaluate(() => window.gallery.settle());
		},
		inspectScreen: ({ mode }) => page.evaluate((mode) => window.gallery.inspectScreen(mode), mode),
		inspectAccess: () => page.evaluate(() => window.gallery.inspectAccess()),
	};
}

function viewportOf(size: ViewportSize): { readonly width: number; readonly height: number } {
	const [width = 0, height = 0] = size.split("x").map(Number);
	return { width, height };
}
