import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type RunningApp, startApp } from "../drivers/runningApp.ts";

/** Lockdown against navigation: links, dialogs, printing, files, full screen, and the ways to close a window. */
const home = "app://kiosk/kiosk/kiosk.html";
let folder: string;
let kiosk: RunningApp;
before(async () => {
	folder = mkdtempSync(join(tmpdir(), "pailou-ways-"));
	kiosk = await startApp({ data: folder, camera: null, clock: null, isKiosk: true });
	await kiosk.page.locator('[data-screen="enrol"]').waitFor();
});
after(async () => {
	await kiosk.close();
	rmSync(folder, { recursive: true, force: true });
});

/** Clicks a link with user activation, as a person does. */
async function clickLink(attributes: Readonly<Record<string, string>>): Promise<void> {
	await kiosk.page.evaluate((given) => {
		const link = document.createElement("a");
		for (const [name, value] of Object.entries(given)) link.setAttribute(name, value);
		link.textContent = "a way out";
		link.id = "bait";
		link.style.cssText = "position: fixed; top: 0; left: 0; z-index: 9; font-size: 60px; background: white";
		document.body.append(link);
	}, attributes);
	await kiosk.page.mouse.click(80, 30);
	await kiosk.page.waitForTimeout(300);
	await kiosk.page.evaluate(() => document.querySelector("#bait")?.remove());
}

async function assertAtHome(): Promise<void> {
	assert.equal(kiosk.page.url(), home);
	assert.equal(await kiosk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length), 1);
	assert.equal(kiosk.app.windows().length, 1);
	assert.ok(await kiosk.page.locator('[data-screen="enrol"]').isVisible());
}

/** Counts calls to the main process: none may get that far. */
async function countCalls(name: "openExternal" | "will-download"): Promise<() => Promise<number>> {
	type Counting = typeof globalThis & { asked?: Record<string, number> };
	await kiosk.app.evaluate(({ shell, session }, what) => {
		let asked = 0;
		const count = () => {
			asked++;
			(globalThis as Counting).asked = { [what]: asked };
		};
		if (what === "openExternal") Object.assign(shell, { openExternal: async () => count() });
		else session.defaultSession.on("will-download", count);
	}, name);
	return () => kiosk.app.evaluate((_, what) => (globalThis as Counting).asked?.[what] ?? 0, name);
}

test("links lead nowhere: not to a page, a file, the desktop's mail, a telephone or another program", async () => {
	const opened = await countCalls("openExternal");
	const addresses = ["http://127.0.0.1:9/", "file:///etc/passwd", "mailto:a@example.org", "tel:10086", "pailou:x"];
	addresses.push("javascript:document.body.remove()", "data:text/html,elsewhere", "app://kiosk/pass/pass.html");
	for (const href of addresses) {
		await clickLink({ href });
		await clickLink({ href, target: "_blank" });
	}
	assert.equal(await opened(), 0);
	await assertAtHome();
});

test("the page cannot leave by itself either", async () => {
	await kiosk.page.evaluate(() => {
		const tries = [
			() => location.assign("http://127.0.0.1:9/"),
			() => location.replace("mailto:a@example.org"),
			() => location.reload(),
			() => history.back(),
			() => window.open("about:blank"),
			() => window.open("mailto:a@example.org"),
			() => window.close(),
		];
		for (const leave of tries) {
			try {
				leave();
			} catch {
				// Refused with an exception.
			}
		}
		const frame = document.createElement("iframe");
		frame.src = "http://127.0.0.1:9/";
		document.body.append(frame);
		const form = document.createElement("form");
		form.action = "http://127.0.0.1:9/";
		document.body.append(form);
		form.submit();
		for (const added of [frame, form]) added.remove();
	});
	await kiosk.page.waitForTimeout(300);
	await assertAtHome();
});

test("nothing is downloaded", async () => {
	const begun = await countCalls("will-download");
	await clickLink({ href: "app://kiosk/kiosk/kiosk.html", download: "kiosk.html" });
	await clickLink({ href: "data:application/octet-stream,x", download: "x.bin" });
	const blob = await kiosk.page.evaluate(() => URL.createObjectURL(new Blob(["x"])));
	await clickLink({ href: blob, download: "x.bin" });
	assert.equal(await begun(), 0);
	assert.deepEqual(
		readdirSync(folder).filter((name) => /\.bin|\.html/.test(name)),
		[],
	);
	await assertAtHome();
});

test("no dialog is ever shown: no alert, no question, no warning before leaving", async () => {
	const shown: string[] = [];
	kiosk.page.on("dialog", (dialog) => {
		shown.push(dialog.type());
		dialog.dismiss().catch(() => {});
	});
	// Electron does not implement prompt().
	const answer = await kiosk.page.evaluate(() => {
		addEventListener("beforeunload", (event) => event.preventDefault());
		alert("?");
		return confirm("?");
	});
	assert.equal(answer, false);
	await kiosk.page.mouse.click(600, 700);
	const loaded = kiosk.page.waitForEvent("load");
	await kiosk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload());
	await loaded;
	await kiosk.page.locator('[data-screen="enrol"]').waitFor();
	// Electron shows no beforeunload dialog; the page that asks for one is closed.
	assert.deepEqual(
		shown.filter((type) => type !== "beforeunload"),
		[],
	);
});

test("the page prints nothing", async () => {
	const printing = await kiosk.page.evaluate(async () => {
		let began = 0;
		addEventListener("beforeprint", () => began++);
		window.print();
		document.execCommand("print");
		await new Promise((resolve) => setTimeout(resolve, 300));
		return began;
	});
	assert.equal(printing, 0);
	await assertAtHome();
});

test("no file chooser opens", async () => {
	let opened = 0;
	kiosk.page.on("filechooser", () => opened++);
	await kiosk.page.evaluate(() => {
		const input = document.createElement("input");
		Object.assign(input, { type: "file", id: "bait" });
		input.style.cssText = "position: fixed; top: 0; left: 0; z-index: 9; width: 300px; height: 80px";
		const label = document.createElement("label");
		Object.assign(label, { htmlFor: "bait", textContent: "choose" });
		label.style.cssText = "position: fixed; top: 100px; left: 0; z-index: 9; width: 300px; height: 80px";
		label.className = "bait";
		document.body.append(input, label);
	});
	await kiosk.page.mouse.click(40, 30);
	await kiosk.page.mouse.click(40, 110);
	await kiosk.page.waitForTimeout(300);
	const pickers = await kiosk.page.evaluate(() => {
		for (const bait of document.querySelectorAll("#bait, .bait")) bait.remove();
		return ["showOpenFilePicker", "showSaveFilePicker", "showDirectoryPicker"].map(
			(name) => typeof Reflect.get(window, name),
		);
	});
	assert.equal(opened, 0);
	assert.deepEqual(pickers, ["undefined", "undefined", "undefined"]);
});

test("the page gets no full screen, pointer lock, screen capture, device or clipboard", async () => {
	await kiosk.page.mouse.click(600, 700);
	const given = await kiosk.page.evaluate(async () => {
		const ask = async (name: string, wish: () => Promise<unknown> | undefined) => {
			const late = new Promise((resolve) => setTimeout(resolve, 1500, "late"));
			const answer = Promise.resolve()
				.then(wish)
				.then((value) => (value === undefined ? "none" : "given"));
			return `${name} ${await Promise.race([answer, late]).catch(() => "refused")}`;
		};
		const devices = navigator as unknown as Record<string, { requestDevice: (filter: unknown) => Promise<unknown> }>;
		const ports = navigator as unknown as { serial?: { requestPort: () => Promise<unknown> } };
		return await Promise.all([
			ask("screen", () => navigator.mediaDevices.getDisplayMedia()),
			ask("clipboard", () => navigator.clipboard.readText()),
			ask("usb", () => devices.usb?.requestDevice({ filters: [] })),
			ask("hid", () => devices.hid?.requestDevice({ filters: [] }).then((found) => (found as unknown[])[0])),
			ask("serial", () => ports.serial?.requestPort()),
			ask("fullscreen", () => document.documentElement.requestFullscreen().then(() => document.fullscreenElement)),
			ask("pointer", async () => {
				await document.documentElement.requestPointerLock();
				return document.pointerLockElement ?? undefined;
			}),
		]);
	});
	assert.deepEqual(
		given.filter((answer) => answer.endsWith("given")),
		[],
	);
	await assertAtHome();
});

test("developer tools do not open", async () => {
	const isOpen = await kiosk.app.evaluate(async ({ BrowserWindow }) => {
		const contents = BrowserWindow.getAllWindows()[0]?.webContents;
		let opened = 0;
		contents?.on("devtools-opened", () => opened++);
		contents?.openDevTools({ mode: "detach" });
		contents?.toggleDevTools();
		await new Promise((resolve) => setTimeout(resolve, 1000));
		return [contents?.isDevToolsOpened(), opened];
	});
	assert.deepEqual(isOpen, [false, 0]);
});

test("the display does not go to sleep", async () => {
	const blocked = await kiosk.app.evaluate(({ powerSaveBlocker }) =>
		Array.from({ length: 8 }, (_, id) => powerSaveBlocker.isStarted(id)).includes(true),
	);
	assert.ok(blocked);
});

test("the window fills the screen, and cannot be closed, shrunk or hidden", async () => {
	await kiosk.app.evaluate(async ({ BrowserWindow }) => {
		const held = BrowserWindow.getAllWindows()[0];
		// What a window manager does for Alt+F4 and its close button.
		held?.close();
		held?.minimize();
		held?.setFullScreen(false);
		await new Promise((resolve) => setTimeout(resolve, 500));
	});
	const held = await kiosk.app.evaluate(({ BrowserWindow }) => {
		const [only] = BrowserWindow.getAllWindows();
		return [only?.isKiosk(), only?.isFullScreen(), only?.isMinimized(), only?.isVisible()];
	});
	assert.deepEqual(held, [true, true, false, true]);
	await assertAtHome();
});

test("the system's shutdown ends the app", async () => {
	const own = mkdtempSync(join(tmpdir(), "pailou-ended-"));
	try {
		const ended = await startApp({ data: own, camera: null, clock: null, isKiosk: true });
		await ended.page.locator("[data-screen]").waitFor();
		const process = ended.app.process();
		const exit = once(process, "exit");
		process.kill("SIGTERM");
		await exit;
	} finally {
		rmSync(own, { recursive: true, force: true });
	}
});
