import { chromium } from "playwright";
import { browserPath } from "../machine/packages.ts";

/** Opens members' pass pages in a real browser and takes a picture of each one's QR, by its path. */
export async function photographPasses(hub: string, paths: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
	const browser = await chromium.launch({
		executablePath: browserPath(),
		args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
	});
	try {
		const context = await browser.newContext({ viewport: { width: 412, height: 915 }, deviceScaleFactor: 2 });
		const page = await context.newPage();
		const pictures = new Map<string, Buffer>();
		for (const path of paths) {
			await page.goto(hub + path);
			await page.locator('[data-pass="ready"]').waitFor();
			pictures.set(path, await page.locator("#voucher-qr").screenshot());
		}
		return pictures;
	} finally {
		await browser.close();
	}
}
