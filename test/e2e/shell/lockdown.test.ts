import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type RunningApp, startApp } from "../drivers/runningApp.ts";

let folder: string;
let kiosk: RunningApp;
before(async () => {
	folder = mkdtempSync(join(tmpdir(), "pailou-lockdown-"));
	kiosk = await startApp({ data: folder, camera: null, clock: null });
	await kiosk.page.locator("[data-screen]").waitFor();
});
after(async () => {
	await kiosk.close();
	rmSync(folder, { recursive: true, force: true });
});

test("the page has no Node, no Electron and only one function of the app", async () => {
	const reach = await kiosk.page.evaluate(() => ({
		require: typeof (globalThis as Record<string, unknown>).require,
		process: typeof (globalThis as Record<string, unknown>).process,
		api: Object.keys(window.pailou).toSorted(),
	}));
	assert.deepEqual(reach, { require: "undefined", process: "undefined", api: ["call", "onChanged", "onScanned"] });
});

test("the window is sandboxed and isolated", async () => {
	const preferences = await kiosk.app.evaluate(({ BrowserWindow }) => {
		const [only] = BrowserWindow.getAllWindows();
		const held = only?.webContents as unknown as { getLastWebPreferences: () => Record<string, unknown> };
		const { sandbox, contextIsolation, nodeIntegration, webviewTag } = held.getLastWebPreferences();
		return { sandbox, contextIsolation, nodeIntegration, webviewTag: webviewTag ?? false };
	});
	assert.deepEqual(preferences, { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false });
});

test("no script but the app's own runs, and nothing is fetched from elsewhere", async () => {
	const tried = await kiosk.page.evaluate(async () => {
		const violations: string[] = [];
		document.addEventListener("securitypolicyviolation", (event) => violations.push(event.effectiveDirective));
		const inline = document.createElement("script");
		inline.textContent = "globalThis.wasHere = true";
		document.body.append(inline);
		const image = document.createElement("img");
		image.src = "http://127.0.0.1:9/x.png";
		document.body.append(image);
		const fetched = await fetch("http://127.0.0.1:9/").then(
			() => "fetched",
			() => "refused",
		);
		await new Promise((resolve) => setTimeout(resolve, 200));
		return { wasHere: "wasHere" in globalThis, fetched, violations: [...new Set(violations)].toSorted() };
	});
	assert.deepEqual(tried, {
		wasHere: false,
		fetched: "refused",
		violations: ["connect-src", "img-src", "script-src-elem"],
	});
});

test("the window does not navigate and opens no other window", async () => {
	const before = kiosk.page.url();
	await kiosk.page.evaluate(() => {
		window.open("http://127.0.0.1:9/");
		const link = document.createElement("a");
		link.href = "http://127.0.0.1:9/";
		link.target = "_blank";
		document.body.append(link);
		link.click();
		link.target = "";
		link.click();
		location.href = "http://127.0.0.1:9/";
	});
	await kiosk.page.waitForTimeout(300);
	assert.equal(kiosk.page.url(), before);
	assert.equal(kiosk.app.windows().length, 1);
});

test("the page may have the camera, and no other permission", async () => {
	const asked = await kiosk.page.evaluate(async () => {
		const query = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state;
		const microphone = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
			() => "given",
			() => "refused",
		);
		const position = await new Promise<string>((resolve) => {
			navigator.geolocation.getCurrentPosition(
				() => resolve("given"),
				() => resolve("refused"),
			);
		});
		return { microphone, position, notifications: await query("notifications") };
	});
	assert.deepEqual(asked, { microphone: "refused", position: "refused", notifications: "denied" });
});

test("an unknown call, or one with invalid input, is refused and the kiosk continues to work", async () => {
	const answers = await kiosk.page.evaluate(async () => {
		const call = window.pailou.call as unknown as (name: string, input: unknown) => Promise<unknown>;
		const tries: [string, unknown][] = [
			["format", undefined],
			["__proto__", undefined],
			["scan", { text: 7, source: "camera" }],
			["scan", { text: "x", source: "camera", extra: true }],
			["admit", { offer: "x", persons: 0 }],
			["admit", { offer: "x", persons: 1.5 }],
		];
		const replies: string[] = [];
		for (const [name, input] of tries) {
			replies.push(
				await call(name, input).then(
					() => "answered",
					(error: unknown) => String(error).replace(/^.*: /, ""),
				),
			);
		}
		return replies;
	});
	assert.deepEqual(
		answers,
		Array.from({ length: 6 }, () => "badInput"),
	);
	assert.equal((await kiosk.page.evaluate(() => window.pailou.call("state", undefined))).kind, "unenrolled");
});
