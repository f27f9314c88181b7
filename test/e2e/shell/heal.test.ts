import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, test } from "node:test";
import SqliteDatabase from "better-sqlite3";
import { type AppOptions, type RunningApp, startApp } from "../drivers/runningApp.ts";

/** What is promised: the right words, and work again, each within five seconds. */
const promisedMs = 5000;

const folders: string[] = [];
const apps: RunningApp[] = [];
afterEach(async () => {
	for (const kiosk of apps.splice(0)) await kiosk.close().catch(() => {});
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newDataFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), "pailou-heal-"));
	folders.push(folder);
	const data = join(folder, "kiosk");
	mkdirSync(data);
	return data;
}

async function start(options: Pick<AppOptions, "data"> & Partial<AppOptions>): Promise<RunningApp> {
	const kiosk = await startApp({ camera: null, clock: null, ...options });
	apps.push(kiosk);
	return kiosk;
}

async function waitForTrouble({ page }: RunningApp, trouble: string): Promise<string> {
	const screen = page.locator(`[data-screen="trouble"][data-trouble="${trouble}"]`);
	await screen.waitFor({ timeout: promisedMs });
	return await screen.innerText();
}

/** The kiosk asks to be enrolled, as it does when nothing is wrong. */
async function waitForWork({ page }: RunningApp): Promise<void> {
	await page.locator('[data-screen="enrol"]').waitFor({ timeout: promisedMs });
}

test("a database that another process holds when the app starts is said so, and used as soon as it is let go (D2)", async () => {
	const data = newDataFolder();
	const backup = new SqliteDatabase(join(data, "pailou.sqlite"));
	backup.pragma("journal_mode = WAL");
	backup.pragma("locking_mode = EXCLUSIVE");
	backup.exec("BEGIN EXCLUSIVE");
	const kiosk = await start({ data });
	const text = await waitForTrouble(kiosk, "storeLocked");
	assert.match(text, /占用/);
	assert.match(text, /自动恢复/);
	await new Promise((resolve) => setTimeout(resolve, 4000));
	await waitForTrouble(kiosk, "storeLocked");
	backup.exec("ROLLBACK");
	backup.close();
	await waitForWork(kiosk);
});

for (const [what, trouble, takeAway, giveBack] of [
	["full", "diskFull", "dd if=/dev/zero of=ballast bs=4096 2>/dev/null", "rm ballast"],
	[
		"that cannot be written",
		"diskReadOnly",
		"touch pailou.sqlite; mount --bind pailou.sqlite pailou.sqlite; mount -o remount,ro,bind pailou.sqlite",
		"mount -o remount,rw,bind pailou.sqlite",
	],
] as const) {
	test(`a disk ${what} when the app starts is said so, and used as soon as it can be (D2)`, async () => {
		const kiosk = await start({ data: newDataFolder(), diskMegabytes: 48, diskScript: takeAway });
		assert.match(await waitForTrouble(kiosk, trouble), /自动恢复/);
		await kiosk.app.evaluate(
			({ app }, command) =>
				process
					.getBuiltinModule("node:child_process")
					.execFileSync("sh", ["-c", command], { cwd: app.getPath("userData") }),
			giveBack,
		);
		await waitForWork(kiosk);
	});
}
