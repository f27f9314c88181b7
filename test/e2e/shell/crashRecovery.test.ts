import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { PNG } from "pngjs";
import { demonstrationStartsAt, kioskVenue } from "../../demonstration/tourBookings.ts";
import { CounterScreen } from "../drivers/counterScreen.ts";
import { enrolFolder } from "../drivers/enrolFolder.ts";
import { type Booking, openOfficer } from "../drivers/officer.ts";
import { type RunningApp, startApp } from "../drivers/runningApp.ts";
import { startHub } from "../drivers/runningHub.ts";
import { waitLimitMs, waitUntil } from "../drivers/waitUntil.ts";

let folder: string;
let data: string;
let singles: Booking[];
let trio: Booking;
let kiosk: RunningApp | null = null;
before(async () => {
	folder = mkdtempSync(join(tmpdir(), "pailou-survival-"));
	data = join(folder, "kiosk");
	const hub = await startHub(join(folder, "hub"), demonstrationStartsAt);
	await enrolFolder(hub, data);
	const live = async (party: number) =>
		(await openOfficer(hub).bookings({ venue: kioskVenue, session: 101, party, limit: 100 })).filter(
			(one) => one.state === "live" && !one.rotating,
		);
	singles = await live(1);
	trio = (await live(3))[0] ?? assert.fail("no booking of three");
	await hub.stop();
});
afterEach(async () => {
	await kiosk?.close().catch(() => {});
	kiosk = null;
});
after(() => rmSync(folder, { recursive: true, force: true }));

async function start(): Promise<RunningApp> {
	kiosk = await startApp({ data, camera: null, clock: demonstrationStartsAt });
	await kiosk.page.locator('[data-screen="counter"]').waitFor();
	return kiosk;
}

/** Admits a party of one, so that there is data to lose; returns its journal line. */
async function admitOne(running: RunningApp): Promise<number> {
	const screen = new CounterScreen(running);
	await screen.ready();
	await screen.scan(singles.pop()?.code ?? assert.fail("no booking of one is left"));
	const shown = await screen.next();
	assert.equal(shown.verdict, "admitted", shown.text);
	return shown.line ?? assert.fail("an admission without a line");
}

/** Evaluates by way of the main process, because Playwright does not reconnect to a page that crashed. */
async function evaluateInPage<T>({ app }: RunningApp, script: string): Promise<T | null> {
	return (await app.evaluate(async ({ BrowserWindow }, code) => {
		const contents = BrowserWindow.getAllWindows()[0]?.webContents;
		if (contents === undefined || contents.isCrashed() || contents.isLoadingMainFrame()) return null;
		const late = new Promise((resolve) => setTimeout(resolve, 1000, null));
		return await Promise.race([contents.executeJavaScript(code).catch(() => null), late]);
	}, script)) as T | null;
}

const screenShown = `document.querySelector("[data-screen]")?.dataset.screen ?? null`;
const linesShown = `[...document.querySelectorAll(".recent li[data-line]")].map((one) => Number(one.dataset.line))`;
const reasonShown = `document.querySelector("[data-verdict]")?.dataset.reason ?? null`;

function crashPage({ app }: RunningApp): Promise<void> {
	return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
}

test("the page crashes after an admission: it is reloaded and reports it, and the admission is in the list", async () => {
	const running = await start();
	const line = await admitOne(running);
	await crashPage(running);
	const lines = await waitUntil(
		() => evaluateInPage<number[]>(running, linesShown),
		(shown) => shown.length > 0,
	);
	assert.ok(lines.includes(line), `line ${line} among ${lines}`);
	assert.equal(await evaluateInPage(running, screenShown), "counter");
	assert.equal(await evaluateInPage(running, reasonShown), "interrupted");
});

test("an offer that was open when the page crashed is void, and its code is offered again", async () => {
	const running = await start();
	const screen = new CounterScreen(running);
	await screen.ready();
	await screen.scan(trio.code);
	assert.equal((await screen.next()).verdict, "offered");
	await crashPage(running);
	await waitUntil(
		() => evaluateInPage<string>(running, screenShown),
		(shown) => shown === "counter",
	);
	assert.equal(await evaluateInPage(running, `document.querySelector("[data-verdict]").dataset.verdict`), "trouble");
	const code = JSON.stringify({ text: trio.code, source: "wedge" });
	const verdict = await evaluateInPage<{ kind: string; remaining: number }>(running, `pailou.call("scan", ${code})`);
	assert.deepEqual([verdict?.kind, verdict?.remaining], ["offered", 3]);
});

test("a page that hangs is ended and loaded again", async () => {
	const running = await start();
	const line = await admitOne(running);
	const gone = running.app.evaluate(
		({ app }) => new Promise<void>((resolve) => app.once("render-process-gone", () => resolve())),
	);
	void running.page
		.evaluate(() => {
			for (;;);
		})
		.catch(() => {});
	await gone;
	await waitUntil(
		() => evaluateInPage<number[]>(running, linesShown),
		(lines) => lines.includes(line),
	);
});

test("a page whose process is stopped is ended and loaded again", async () => {
	const running = await start();
	const line = await admitOne(running);
	const pid = await running.app.evaluate(
		({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
	);
	const gone = running.app.evaluate(
		({ app }) => new Promise<void>((resolve) => app.once("render-process-gone", () => resolve())),
	);
	process.kill(pid, "SIGSTOP");
	await gone;
	await waitUntil(
		() => evaluateInPage<number[]>(running, linesShown),
		(lines) => lines.includes(line),
	);
});

test("a page that crashes repeatedly waits, with a sentence on the screen, and is then loaded again", async () => {
	const running = await start();
	for (let times = 0; times < 3; times++) {
		await waitUntil(
			() => evaluateInPage<string>(running, screenShown),
			(screen) => screen === "counter",
		);
		await crashPage(running);
	}
	await waitUntil(
		() => evaluateInPage<string>(running, `document.querySelector("[data-trouble]")?.dataset.trouble ?? null`),
		(trouble) => trouble === "crashing",
	);
	assert.match((await evaluateInPage<string>(running, "document.body.innerText")) ?? "", /[一-鿿]{8}/);
	// The page is loaded again after four seconds.
	await waitUntil(
		() => evaluateInPage<string>(running, screenShown),
		(screen) => screen === "counter",
		4000 + waitLimitMs,
	);
});

test("a state that cannot be rendered shows a sentence, and is rendered again once it can be", async () => {
	const running = await start();
	await running.app.evaluate(({ ipcMain, BrowserWindow }) => {
		const held = (ipcMain as unknown as { _invokeHandlers: Map<string, (...all: unknown[]) => unknown> })
			._invokeHandlers;
		const answer = held.get("pailou:call");
		let lies = 1;
		held.set("pailou:call", async (...all) => {
			if (lies-- > 0) return { kind: "ready", nowMs: Date.now(), clock: { kind: "sure" } };
			return await answer?.(...all);
		});
		BrowserWindow.getAllWindows()[0]?.webContents.send("pailou:changed");
	});
	await running.page.locator('[data-trouble="unknown"]').waitFor();
	await running.page.locator('[data-screen="counter"]').waitFor();
});

/** How many colours the window shows: a blank one has one. */
async function countColours({ app }: RunningApp): Promise<number> {
	const picture = await app.evaluate(async ({ BrowserWindow }) => {
		const taken = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
		return taken?.toPNG().toString("base64") ?? "";
	});
	if (picture === "") return 0;
	const { data: pixels } = PNG.sync.read(Buffer.from(picture, "base64"));
	const seen = new Set<number>();
	for (let at = 0; at < pixels.length; at += 4 * 7) seen.add(pixels.readUInt32BE(at));
	return seen.size;
}

function waitUntilDrawn(running: RunningApp): Promise<number> {
	return waitUntil(
		() => countColours(running),
		(shown) => shown > 50,
	);
}

function gpuPid({ app }: RunningApp): Promise<number> {
	return waitUntil(
		() => app.evaluate(({ app: running }) => running.getAppMetrics().find(({ type }) => type === "GPU")?.pid ?? null),
		() => true,
	);
}

test("after the GPU process is killed the screen is rendered again", async () => {
	const running = await start();
	const before = await gpuPid(running);
	await waitUntilDrawn(running);
	process.kill(before, "SIGKILL");
	await waitUntil(
		() => gpuPid(running),
		(pid) => pid !== before,
	);
	await waitUntilDrawn(running);
	// New content is rendered too, whether or not the page was reloaded.
	await waitUntil(
		() => evaluateInPage<string>(running, screenShown),
		(shown) => shown === "counter",
	);
	const code = JSON.stringify({ text: singles.pop()?.code, source: "wedge" });
	const verdict = await evaluateInPage<{ kind: string; line: number }>(running, `pailou.call("scan", ${code})`);
	assert.equal(verdict?.kind, "admitted");
	await waitUntil(
		() => evaluateInPage<number[]>(running, linesShown),
		(lines) => lines.includes(verdict?.line ?? 0),
	);
	await waitUntilDrawn(running);
});

test("a page that stays blank after a lost GPU process is replaced by a page in a new process", async () => {
	const running = await start();
	const line = await admitOne(running);
	await waitUntilDrawn(running);
	const before = await gpuPid(running);
	// Simulates a page that does not notice that its tiles were lost with the GPU process.
	await running.page.evaluate(() => {
		document.documentElement.style.display = "none";
	});
	process.kill(before, "SIGKILL");
	await waitUntilDrawn(running);
	const lines = await waitUntil(
		() => evaluateInPage<number[]>(running, linesShown),
		(shown) => shown.length > 0,
	);
	assert.ok(lines.includes(line));
	assert.equal(await evaluateInPage(running, reasonShown), "interrupted");
});
