import { type BrowserContext, chromium, type Page } from "playwright";
import { browserPath } from "../../machine/packages.ts";

/** A member's phone: a real browser whose storage lasts until it is closed. */
export type Phone = {
	/** Opens a pass by its link, with or without a network, and waits for the code. */
	readonly open: (address: string) => Promise<Page>;
	/** A screenshot of the code on the open page. */
	readonly photograph: () => Promise<Buffer>;
	readonly close: () => Promise<void>;
};

export async function openPhone(): Promise<Phone> {
	const browser = await chromium.launch({
		executablePath: browserPath(),
		args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
	});
	const context: BrowserContext = await browser.newContext({
		viewport: { width: 412, height: 915 },
		deviceScaleFactor: 2,
	});
	const page = await context.newPage();
	return {
		async open(address) {
			// Two links differ in their fragments only, between which a browser loads nothing.
			await page.goto("about:blank");
			await page.goto(address);
			await page.locator('[data-pass="ready"]').waitFor();
			return page;
		},
		photograph: () => page.locator("#voucher-qr").screenshot(),
		close: () => browser.close(),
	};
}

/** Opens members' pass pages and takes a screenshot of each QR code, by path. */
export async function photographPasses(hub: string, paths: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
	const phone = await openPhone();
	try {
		const pictures = new Map<string, Buffer>();
		for (const path of paths) {
			await phone.open(hub + path);
			pictures.set(path, await phone.photograph());
		}
		return pictures;
	} finally {
		await phone.close();
	}
}
