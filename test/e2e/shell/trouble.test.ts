import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, test } from "node:test";
import SqliteDatabase from "better-sqlite3";
import { demonstrationStartsAt, kioskVenue } from "../../demonstration/tourBookings.ts";
import { electronRuntime } from "../../machine/electron/electron.ts";
import { CounterScreen } from "../drivers/counterScreen.ts";
import { enrolFolder } from "../drivers/enrolFolder.ts";
import { openOfficer } from "../drivers/officer.ts";
import { environment, type RunningApp, startApp } from "../drivers/runningApp.ts";
import { type RunningHub, startHub } from "../drivers/runningHub.ts";
import { setFirstSupervisor } from "../drivers/supervisor.ts";
import { enrolByTyping } from "../drivers/testVenue.ts";

const folders: string[] = [];
const apps: RunningApp[] = [];
const hubs: RunningHub[] = [];
afterEach(async () => {
	for (const kiosk of apps.splice(0)) await kiosk.close().catch(() => {});
	for (const hub of hubs.splice(0)) await hub.stop();
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), "pailou-trouble-"));
	folders.push(folder);
	return folder;
}

/** Starts a hub that stops with the test, however the test ends. */
async function startHubIn(folder: string): Promise<RunningHub> {
	const hub = await startHub(join(folder, "hub"), demonstrationStartsAt);
	hubs.push(hub);
	return hub;
}

async function start(data: string): Promise<RunningApp> {
	const kiosk = await startApp({ data, camera: null, clock: null });
	apps.push(kiosk);
	return kiosk;
}

/** What the kiosk's trouble screen says, and the app's exit code when it is closed. */
async function readTrouble(data: string): Promise<{ trouble: string | null; text: string; exitCode: number | null }> {
	const kiosk = await start(data);
	const screen = kiosk.page.locator('[data-screen="trouble"]');
	await screen.waitFor();
	const [trouble, text] = [await screen.getAttribute("data-trouble"), await screen.innerText()];
	const ended = once(kiosk.app.process(), "exit");
	await kiosk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
	const [exitCode] = (await ended) as [number | null];
	return { trouble, text, exitCode };
}

test("a database of a newer app: a sentence on screen, and the app ends with an error", async () => {
	const data = newFolder();
	const newer = new SqliteDatabase(join(data, "pailou.sqlite"));
	newer.pragma("user_version = 999");
	newer.close();
	const { trouble, text, exitCode } = await readTrouble(data);
	assert.equal(trouble, "databaseFromFuture");
	assert.ok(/[一-鿿]{8}/.test(text) && !/Error|at .*:\d+/.test(text), text);
	assert.equal(exitCode, 4);
});

test("a file that is no database: a sentence on screen, and the file is not changed", async () => {
	const data = newFolder();
	writeFileSync(join(data, "pailou.sqlite"), "a shopping list\n".repeat(1000));
	const { trouble, exitCode } = await readTrouble(data);
	assert.deepEqual([trouble, exitCode], ["databaseDamaged", 4]);
});

test("two apps started at once: the second reports it and exits, the first continues", async () => {
	const data = newFolder();
	const first = await start(data);
	await first.page.locator("[data-screen]").waitFor();
	const runtime = await electronRuntime();
	const second = spawn(runtime.executable, [...runtime.appArguments, "--no-sandbox"], {
		env: environment({ data, camera: null, clock: null }, runtime.sqliteBinding),
		stdio: ["ignore", "ignore", "pipe"],
	});
	let printed = "";
	second.stderr.setEncoding("utf8").on("data", (text: string) => {
		printed += text;
	});
	const [code] = (await once(second, "exit")) as [number];
	assert.equal(code, 3);
	assert.match(printed, /already running/);
	assert.equal((await first.page.evaluate(() => window.pailou.call("state", undefined))).kind, "unenrolled");
});

test("without a camera the kiosk shows it, and the barcode scanner works", async () => {
	const folder = newFolder();
	const hub = await startHubIn(folder);
	const data = join(folder, "kiosk");
	await enrolFolder(hub, data);
	const [single] = (await openOfficer(hub).bookings({ venue: kioskVenue, session: 101, party: 1, limit: 20 })).filter(
		(one) => one.state === "live",
	);
	await hub.stop();
	const kiosk = await startApp({ data, camera: null, clock: demonstrationStartsAt });
	apps.push(kiosk);
	const screen = new CounterScreen(kiosk);
	await screen.ready();
	await kiosk.page.locator('[data-camera="absent"]').waitFor();
	assert.match(await kiosk.page.locator('[data-camera="absent"]').innerText(), /[一-鿿]{4}/);
	await screen.scan(single?.code ?? assert.fail("no booking of one"));
	assert.equal((await screen.next()).verdict, "admitted");
});

test("a full disk: the admission is refused with a sentence, and possible once there is room", async () => {
	const folder = newFolder();
	const hub = await startHubIn(folder);
	const data = join(folder, "kiosk");
	mkdirSync(data);
	// A real disk of its own, in a mount namespace that ends with the app.
	const kiosk = await startApp({ data, camera: null, clock: demonstrationStartsAt, diskMegabytes: 48 });
	apps.push(kiosk);
	const screen = new CounterScreen(kiosk);
	await enrolByTyping(kiosk.page, await openOfficer(hub).enrolmentCode(kioskVenue, "1 号窗口"));
	await setFirstSupervisor(kiosk.page);
	await screen.ready();
	await kiosk.page.locator('[data-net="hub"][data-unsent="0"]').first().waitFor({ timeout: 20_000 });
	const found = await openOfficer(hub).bookings({ venue: kioskVenue, session: 101, party: 1, limit: 20 });
	const single = found.find((one) => one.state === "live") ?? assert.fail("no booking of one");
	await hub.stop();

	await kiosk.app.evaluate(fillDisk, data);
	await screen.scan(single.code);
	const refused = await screen.next();
	assert.deepEqual([refused.verdict, refused.reason], ["refused", "notRecorded"]);
	assert.match(refused.text, /[一-鿿]{6}/);
	await kiosk.app.evaluate(emptyDisk, data);
	await kiosk.page.waitForTimeout(3200);
	await screen.scan(single.code);
	assert.equal((await screen.next()).verdict, "admitted", "nobody was admitted before, so it is accepted now");
});

test("an invalid enrolment code, and one of a hub that cannot be reached, are refused with a sentence", async () => {
	const kiosk = await start(newFolder());
	const input = kiosk.page.locator('[data-screen="enrol"] input');
	const root = kiosk.page.locator('[data-screen="enrol"]');
	for (const code of ["hello", `AB12-CDEFGHJK.${"0".repeat(32)}@http://127.0.0.1:9`]) {
		await input.fill(code);
		await kiosk.page.keyboard.press("Enter");
		await kiosk.page.waitForTimeout(800);
		assert.match(await root.innerText(), /[一-鿿]{6}/);
		assert.equal((await kiosk.page.evaluate(() => window.pailou.call("state", undefined))).kind, "unenrolled");
	}
});

/** Runs in the main process: writes until the disk is full. */
function fillDisk(_: unknown, data: string): void {
	const fs = process.getBuiltinModule("node:fs");
	const file = fs.openSync(`${data}/ballast`, "w");
	for (const size of [1 << 20, 4096, 512]) {
		try {
			for (;;) fs.writeSync(file, Buffer.alloc(size));
		} catch {
			// The disk is full at this size.
		}
	}
	fs.closeSync(file);
}

function emptyDisk(_: unknown, data: string): void {
	process.getBuiltinModule("node:fs").rmSync(`${data}/ballast`);
}
