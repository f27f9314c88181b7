import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, test } from "node:test";
import SqliteDatabase from "better-sqlite3";
import { electronRuntime } from "../machine/electron.ts";
import { environment, type Installed, startApp } from "./installed.ts";

const folders: string[] = [];
const windows: Installed[] = [];
afterEach(async () => {
	for (const kiosk of windows.splice(0)) await kiosk.close().catch(() => {});
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), "pailou-trouble-"));
	folders.push(folder);
	return folder;
}

async function start(data: string): Promise<Installed> {
	const kiosk = await startApp({ data, camera: null, clock: null });
	windows.push(kiosk);
	return kiosk;
}

/** What the window says is wrong, and the code the app ends with when it is closed. */
async function troubleOf(data: string): Promise<{ trouble: string | null; text: string; exitCode: number | null }> {
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
	const { trouble, text, exitCode } = await troubleOf(data);
	assert.equal(trouble, "databaseFromFuture");
	assert.ok(/[一-鿿]{8}/.test(text) && !/Error|at .*:\d+/.test(text), text);
	assert.equal(exitCode, 4);
});

test("rubbish in the database's place: a sentence on screen, and the file is left as it was", async () => {
	const data = newFolder();
	writeFileSync(join(data, "pailou.sqlite"), "a shopping list\n".repeat(1000));
	const { trouble, exitCode } = await troubleOf(data);
	assert.deepEqual([trouble, exitCode], ["databaseDamaged", 4]);
});

test("two apps started at once: the second says so and ends, the first goes on", async () => {
	const data = newFolder();
	const first = await start(data);
	await first.page.locator("[data-screen]").waitFor();
	const runtime = await electronRuntime();
	const second = spawn(runtime.executable, [...runtime.appArguments, "--no-sandbox"], {
		env: environment({ data, camera: null, clock: null }, runtime.sqliteBinding),
		stdio: ["ignore", "ignore", "pipe"],
	});
	let said = "";
	second.stderr.setEncoding("utf8").on("data", (text: string) => {
		said += text;
	});
	const [code] = (await once(second, "exit")) as [number];
	assert.equal(code, 3);
	assert.match(said, /already running/);
	assert.equal((await first.page.evaluate(() => window.pailou.call("state", undefined))).kind, "unenrolled");
});

test("a code that is no enrolment code, and one of a hub that is not there, are refused in words", async () => {
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
