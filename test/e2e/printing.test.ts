import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { BrowserWindow, WebContents } from "electron";
import { chromium } from "playwright";
import { PNG } from "pngjs";
import { build } from "vite";
import { dotsAcross, type PaperWidth, type PrintDots } from "../../core/contract/printer.ts";
import type { Ticket } from "../../core/contract/ticket.ts";
import { longestTitle } from "../../core/text.ts";
import { root } from "../machine/folders.ts";
import { browserPath } from "../machine/packages.ts";
import { blackShare, countDifferences, type Dots, dotsOfPng, dotsOfRows } from "../printer/dots.ts";
import { testTicket } from "../printer/testTicket.ts";
import { VirtualPrinter } from "../printer/virtualPrinter.ts";
import { type RunningApp, startApp } from "./drivers/runningApp.ts";

type Driver = typeof import("./drivers/printingDriver.ts");

const pages = join(root, "out", "renderer");
let folder: string;
let driver: string;
let kiosk: RunningApp;
before(async () => {
	folder = mkdtempSync(join(tmpdir(), "pailou-printing-"));
	driver = join(folder, "driver", "driver.cjs");
	await bundleDriver();
	kiosk = await startApp({ data: join(folder, "data"), camera: null, clock: null });
	await kiosk.page.locator("[data-screen]").waitFor();
});
after(async () => {
	await kiosk.close();
	rmSync(folder, { recursive: true, force: true });
});

/** Bundles the product's printing code into one file that the running app can load. */
async function bundleDriver(): Promise<void> {
	await build({
		configFile: false,
		root,
		logLevel: "warn",
		ssr: { noExternal: true, external: ["electron"] },
		build: {
			ssr: join(import.meta.dirname, "drivers", "printingDriver.ts"),
			outDir: join(folder, "driver"),
			emptyOutDir: true,
			target: "node20",
			rollupOptions: { output: { format: "cjs", entryFileNames: "driver.cjs" } },
		},
	});
}

function print(ticket: Ticket, port: number, paper: PaperWidth, dots: PrintDots | null = null) {
	const settings = { connection: { kind: "tcp", host: "127.0.0.1", port }, paper, dots } as const;
	return kiosk.app.evaluate(
		(_electron, [path, ...given]) => {
			const { createRequire } = process.getBuiltinModule("node:module");
			return (createRequire(path)(path) as Driver).print(...given);
		},
		[driver, pages, ticket, settings] as const,
	);
}

async function renderTicket(ticket: Ticket, paper: PaperWidth): Promise<Dots> {
	const rows = await kiosk.app.evaluate(
		(_electron, [path, ...given]) => {
			const { createRequire } = process.getBuiltinModule("node:module");
			return (createRequire(path)(path) as Driver).draw(...given);
		},
		[driver, pages, ticket, paper] as const,
	);
	return dotsOfRows(dotsAcross(paper), rows?.map((row) => row.replaceAll("1", "#").replaceAll("0", ".")) ?? []);
}

/** The ticket's page in the machine's own browser, another one than the app's. */
async function renderInBrowser(ticket: Ticket, paper: PaperWidth): Promise<Dots> {
	const width = dotsAcross(paper);
	const given = new URLSearchParams({ ticket: JSON.stringify(ticket), paper: String(paper) });
	const browser = await chromium.launch({
		executablePath: browserPath(),
		args: ["--no-sandbox", "--disable-lcd-text"],
	});
	try {
		const page = await browser.newPage({ viewport: { width, height: 2400 } });
		await page.route("**/*", (route) => route.fulfill({ path: join(pages, new URL(route.request().url()).pathname) }));
		await page.goto(`http://ticket.invalid/ticket/ticket.html?${given}`);
		await page.waitForFunction(() => document.title.startsWith("drawn "));
		const height = Number((await page.title()).slice("drawn ".length));
		return dotsOfPng(PNG.sync.read(await page.screenshot({ clip: { x: 0, y: 0, width, height } })));
	} finally {
		await browser.close();
	}
}

async function printOnPaper(ticket: Ticket, paper: PaperWidth): Promise<Dots> {
	const device = new VirtualPrinter({ paper });
	try {
		const outcome = await print(ticket, await device.listen(), paper);
		assert.deepEqual(outcome, { kind: "printed", condition: { kind: "well", isNearEnd: false } });
		assert.deepEqual([device.letters, device.paper.cutOff.length], [[], 1]);
		const [png] = device.paper.cutOff;
		assert.ok(png !== undefined);
		return dotsOfPng(png);
	} finally {
		await device.close();
	}
}

for (const paper of [58, 80] as const) {
	test(`on ${paper} mm paper, a ticket in Chinese is printed dot for dot as rendered, and as another browser renders it`, async () => {
		const [printed, wanted] = [await printOnPaper(testTicket, paper), await renderTicket(testTicket, paper)];
		// One more dot where the bitmap would contain a printer command.
		assert.ok(countDifferences(printed, wanted) <= 8, `${countDifferences(printed, wanted)} dots differ`);
		const share = blackShare(printed);
		assert.ok(share > 0.08 && share < 0.3, `${share} of it is black`);
		const elsewhere = await renderInBrowser(testTicket, paper);
		const differing = countDifferences(printed, elsewhere) / (printed.width * printed.rows.length);
		assert.ok(differing < 0.01, `${differing} of the dots differ`);
	});
}

test("a difference of one character is found on paper", async () => {
	const other = { ...testTicket, activity: { "zh-CN": "电影《长空之主》" } };
	const [one, two] = [await printOnPaper(testTicket, 80), await printOnPaper(other, 80)];
	assert.equal(one.rows.length, two.rows.length);
	assert.ok(countDifferences(one, two) > 20);
});

test("a reprinted ticket is marked across its width", async () => {
	const again = await printOnPaper({ ...testTicket, copy: 2 }, 80);
	const first = await printOnPaper(testTicket, 80);
	assert.ok(again.rows.length > first.rows.length);
	const black = again.rows.filter((row) => row.split("#").length - 1 > 0.95 * again.width);
	assert.ok(black.length > 8, "a band of black stands on it");
});

test("the longest ticket, of nine persons in nine rows, fits", async () => {
	const seats = Array.from({ length: 9 }, (_, i) => ({ row: 10 + i, from: 38, to: 38 }));
	const activity = { "zh-CN": "珠江夜游“南海神·广州日报号”豪华游船国庆焰火专场（职工家庭专享）" };
	const long = await printOnPaper({ ...testTicket, persons: 9, seats, activity, copy: 12 }, 58);
	assert.ok(long.rows.length > 1000);
});

const nonsense = "国庆中秋双节职工家庭文化惠民专场演出".repeat(60);

for (const paper of [58, 80] as const) {
	test(`whatever is signed can be drawn: the longest titles everywhere fit on ${paper} mm paper (D7)`, async () => {
		const seats = Array.from({ length: 9 }, (_, i) => ({ row: 10 + i, from: 38, to: 38 }));
		for (const endless of [
			{ "zh-CN": nonsense.slice(0, longestTitle) },
			{ "zh-CN": "W".repeat(longestTitle) },
			{ "zh-CN": "1234567890".repeat(longestTitle / 10) },
		]) {
			const ticket: Ticket = {
				...testTicket,
				...{ venue: endless, programme: endless, activity: endless, hall: endless, seats, persons: 9, copy: 12 },
				label: nonsense.slice(0, 40),
			};
			const drawn = await renderTicket(ticket, paper);
			assert.ok(drawn.rows.length > 500 && drawn.rows.length <= 2400, `${drawn.rows.length} rows`);
			const rightEdge = drawn.rows.filter((row) => row.endsWith("#")).length;
			assert.ok(rightEdge < 200, "nothing runs out at the side");
		}
	});
}

test("on a printer of 512 dots a ticket is drawn so wide, and not cut off at its right (D8)", async () => {
	const device = new VirtualPrinter({ paper: 80 });
	try {
		const port = await device.listen();
		await print(testTicket, port, 80, 512);
		const [png] = device.paper.cutOff;
		assert.ok(png !== undefined);
		const { rows } = dotsOfPng(png);
		assert.ok(rows.every((row) => !row.slice(512).includes("#")));
		assert.ok(rows.some((row) => row.slice(500, 512).includes("#")));
	} finally {
		await device.close();
	}
});

test("the ticket's window is locked down like the kiosk's, has no access to the app, and is destroyed afterwards", async () => {
	await kiosk.app.evaluate(({ app }) => {
		app.once("browser-window-created", (_event, window) => {
			// The window is kept longer than in the product, to be inspected.
			const held = { window, destroy: window.destroy.bind(window) };
			window.destroy = () => {};
			Object.assign(globalThis, { held });
		});
	});
	await printOnPaper(testTicket, 80);
	const found = await kiosk.app.evaluate(async () => {
		const { held } = globalThis as unknown as { held: { window: BrowserWindow; destroy: () => void } };
		const contents = held.window.webContents as WebContents & { getLastWebPreferences: () => Record<string, unknown> };
		const { sandbox, contextIsolation, nodeIntegration, preload } = contents.getLastWebPreferences();
		const before = contents.getURL();
		const reach = await contents.executeJavaScript(`(async () => {
			window.open("http://127.0.0.1:9/");
			location.href = "http://127.0.0.1:9/";
			const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(() => "given", () => "refused");
			const fetched = await fetch("http://127.0.0.1:9/").then(() => "fetched", () => "refused");
			return { api: typeof window.pailou, require: typeof window.require, camera, fetched };
		})()`);
		const [stayed, isVisible] = [contents.getURL() === before, held.window.isVisible()];
		held.destroy();
		return { sandbox, contextIsolation, nodeIntegration, preload: preload ?? null, stayed, isVisible, ...reach };
	});
	assert.deepEqual(found, {
		sandbox: true,
		contextIsolation: true,
		nodeIntegration: false,
		preload: null,
		stayed: true,
		isVisible: false,
		api: "undefined",
		require: "undefined",
		camera: "refused",
		fetched: "refused",
	});
	const windows = await kiosk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
	assert.equal(windows, 1);
	assert.equal(await kiosk.page.evaluate(() => typeof window.pailou), "object", "the kiosk's window is unchanged");
});
