import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type RunningApp, startApp } from "../drivers/runningApp.ts";
import { waitUntil } from "../drivers/waitUntil.ts";

let folder: string;
let kiosk: RunningApp;
before(async () => {
	folder = mkdtempSync(join(tmpdir(), "pailou-focus-"));
	kiosk = await startApp({ data: folder, camera: null, clock: null, isKiosk: true });
	await kiosk.page.locator('[data-screen="enrol"]').waitFor();
});
after(async () => {
	await kiosk.close();
	rmSync(folder, { recursive: true, force: true });
});

function readLog(): string {
	const logs = join(folder, "logs");
	return readdirSync(logs)
		.map((name) => readFileSync(join(logs, name), "utf8"))
		.join("");
}

/** Whether the kiosk's window, which was opened first, has the focus and is on top. */
function readWindow() {
	return kiosk.app.evaluate(({ BrowserWindow }) => {
		const own = BrowserWindow.getAllWindows().find((one) => one.isKiosk());
		return { isFocused: own?.isFocused() ?? false, isOnTop: own?.isAlwaysOnTop() ?? false };
	});
}

test("in kiosk mode the focus that another window takes is taken back, with a line on the screen meanwhile (D3)", async () => {
	await waitUntil(readWindow, ({ isFocused }) => isFocused);
	const line = kiosk.page.locator('[data-focus="lost"]');
	assert.equal(await line.count(), 0);
	// Takes the focus again and again, as an updater or a pop-up may.
	await kiosk.app.evaluate(({ BrowserWindow }) => {
		const other = new BrowserWindow({ width: 400, height: 300, title: "other" });
		const takeFocus = () => other.focus();
		takeFocus();
		const timer = setInterval(takeFocus, 100);
		other.once("closed", () => clearInterval(timer));
	});
	await line.waitFor({ timeout: 5000 });
	assert.match(await line.innerText(), /键盘/);
	await kiosk.app.evaluate(({ BrowserWindow }) => {
		for (const one of BrowserWindow.getAllWindows()) if (!one.isKiosk()) one.destroy();
	});
	await line.waitFor({ state: "detached", timeout: 5000 });
	assert.deepEqual(await readWindow(), { isFocused: true, isOnTop: true });
	const log = readLog();
	assert.equal(log.match(/focusLost/g)?.length, 1, "a fight over the focus is logged once");
	assert.equal(log.match(/focusTakenBack/g)?.length, 1);
});

test("in kiosk mode a window that takes the focus once and stays loses it, and does not cover the kiosk (D3)", async () => {
	await kiosk.app.evaluate(({ BrowserWindow }) => {
		new BrowserWindow({ width: 400, height: 300, title: "other", alwaysOnTop: true }).focus();
	});
	const state = await waitUntil(readWindow, ({ isFocused }) => isFocused);
	assert.equal(state.isOnTop, true);
	await kiosk.page.locator('[data-focus="lost"]').waitFor({ state: "detached", timeout: 5000 });
});
