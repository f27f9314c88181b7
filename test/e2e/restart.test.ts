import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, readlinkSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { chromium, type Page } from "playwright";
import { demonstrationStartsAt } from "../demonstration/tourBookings.ts";
import { enrolFolder } from "./drivers/enrolFolder.ts";
import { type RunningApp, startApp } from "./drivers/runningApp.ts";
import { startHub } from "./drivers/runningHub.ts";
import { waitLimitMs, waitUntil } from "./drivers/waitUntil.ts";

let folder: string;
let data: string;
let kiosk: RunningApp | null = null;
before(async () => {
	folder = mkdtempSync(join(tmpdir(), "pailou-restart-"));
	data = join(folder, "kiosk");
	const hub = await startHub(join(folder, "hub"), demonstrationStartsAt);
	await enrolFolder(hub, data);
	await hub.stop();
});
afterEach(async () => {
	await kiosk?.close().catch(() => {});
	kiosk = null;
});
after(() => rmSync(folder, { recursive: true, force: true }));

async function start(...switches: readonly string[]): Promise<RunningApp> {
	kiosk = await startApp({ data, camera: null, clock: demonstrationStartsAt, switches });
	await kiosk.page.locator('[data-screen="counter"]').waitFor();
	return kiosk;
}

/** Writes a refused scan into the journal, so that there is data to lose. */
async function scanRubbish({ page }: RunningApp): Promise<number> {
	await page.evaluate(() => window.pailou.call("scan", { text: "rubbish", source: "wedge" }));
	const state = await page.evaluate(() => window.pailou.call("state", undefined));
	return (state.kind === "ready" ? state.recentScans[0]?.line : undefined) ?? assert.fail("no line was written");
}

/** After a run of under ten seconds the app waits five before it relaunches itself, and then it starts. */
const relaunchLimitMs = 30_000;

/** The app that relaunched itself, reached by the debugging port it inherited; ended by the process id in its lock. */
async function withRestartedApp(port: number, look: (page: Page) => Promise<void>): Promise<void> {
	const browser = await waitUntil(
		() => chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => null),
		() => true,
		relaunchLimitMs,
	);
	try {
		const page = await waitUntil(
			async () => browser.contexts()[0]?.pages()[0] ?? null,
			() => true,
		);
		await look(page);
	} finally {
		const pid = lockHolder() ?? assert.fail("nobody holds the lock");
		await browser.close().catch(() => {});
		process.kill(pid, "SIGTERM");
		await waitUntil(
			async () => isAlive(pid),
			(alive) => !alive,
		);
	}
}

/** The process that holds the lock on this data folder. */
function lockHolder(): number | null {
	try {
		const pid = Number(readlinkSync(join(data, "SingletonLock")).split("-").at(-1));
		return isAlive(pid) ? pid : null;
	} catch {
		return null;
	}
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const address = server.address();
	server.close();
	await once(server, "close");
	return address !== null && typeof address === "object" ? address.port : assert.fail("no port was given");
}

async function waitForLine(page: Page, line: number): Promise<void> {
	await page.locator(`.recent li[data-line="${line}"]`).waitFor({ timeout: waitLimitMs });
}

test("an uncaught exception: no dialog, the app restarts and nothing is lost", async () => {
	const port = await freePort();
	const running = await start(`--remote-debugging-port=${port}`);
	const line = await scanRubbish(running);
	const ended = once(running.app.process(), "exit");
	await running.app.evaluate(({ dialog }) => {
		Object.assign(dialog, { showErrorBox: () => process.exit(99) });
		setTimeout(() => {
			throw new Error("not caught");
		});
	});
	assert.deepEqual(await ended, [1, null]);
	await withRestartedApp(port, (page) => waitForLine(page, line));
});

test("under a supervising process the app only exits", async () => {
	const running = await start("--supervised");
	const ended = once(running.app.process(), "exit");
	await running.app.evaluate(() => {
		setTimeout(() => {
			throw new Error("not caught");
		});
	});
	assert.deepEqual(await ended, [1, null]);
	await new Promise((resolve) => setTimeout(resolve, 3000));
	assert.equal(lockHolder(), null);
});

test("a promise whose rejection is not handled does not stop the app", async () => {
	const running = await start();
	await running.app.evaluate(() => void Promise.reject(new Error("not heard")));
	await scanRubbish(running);
});

test("a GPU that is lost repeatedly: the app restarts and renders in software", async () => {
	const port = await freePort();
	const running = await start(`--remote-debugging-port=${port}`);
	const line = await scanRubbish(running);
	const ended = once(running.app.process(), "exit");
	for (let times = 0, last = 0; times < 5; times++) {
		const pid = await waitUntil(
			() => running.app.evaluate(({ app }) => app.getAppMetrics().find(({ type }) => type === "GPU")?.pid ?? null),
			(next) => next !== last,
		);
		process.kill(pid, "SIGKILL");
		last = pid;
	}
	assert.deepEqual(await ended, [1, null]);
	await withRestartedApp(port, (page) => waitForLine(page, line));
});
