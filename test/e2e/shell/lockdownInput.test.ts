import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import type { CDPSession } from "playwright";
import { type RunningApp, startApp } from "../drivers/runningApp.ts";

/** Lockdown against input: keys, mouse, touch, and drag and drop. */
let folder: string;
let kiosk: RunningApp;
let devtools: CDPSession;
before(async () => {
	folder = mkdtempSync(join(tmpdir(), "pailou-hands-"));
	kiosk = await startApp({ data: folder, camera: null, clock: null, isKiosk: true });
	await kiosk.page.locator('[data-screen="enrol"]').waitFor();
	devtools = await kiosk.page.context().newCDPSession(kiosk.page);
	await kiosk.page.evaluate(recordEvents);
});
after(async () => {
	await kiosk.close();
	rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => kiosk.page.evaluate(() => ((globalThis as ListeningWindow).received = [])));

/** "event key" for each event that reached the page, prefixed with "!" when the page prevented its default. */
type ListeningWindow = typeof globalThis & { received?: string[] };

/** Runs in the page; its listeners come after the page's own. */
function recordEvents(): void {
	const note = (event: Event) => {
		const key = event instanceof KeyboardEvent ? event.key : event instanceof MouseEvent ? event.button : "";
		setTimeout(() =>
			(globalThis as ListeningWindow).received?.push(`${event.defaultPrevented ? "!" : ""}${event.type} ${key}`),
		);
	};
	const names = ["keydown", "contextmenu", "dragstart", "drop", "dragover", "mouseup", "auxclick", "wheel", "paste"];
	names.push("pointerup", "pointercancel");
	for (const name of names) addEventListener(name, note, { capture: true, passive: true });
}

async function readEvents(): Promise<readonly string[]> {
	await kiosk.page.waitForTimeout(150);
	return await kiosk.page.evaluate(() => (globalThis as ListeningWindow).received ?? ["the page was loaded again"]);
}

/** Everything that an escape from the kiosk would change. */
async function readPageState() {
	const window = await kiosk.app.evaluate(({ BrowserWindow }) => {
		const all = BrowserWindow.getAllWindows();
		const contents = all[0]?.webContents;
		return {
			windows: all.length,
			isKiosk: all[0]?.isKiosk(),
			isShown: all[0]?.isVisible() && !all[0].isMinimized(),
			zoom: contents?.getZoomFactor(),
			isInspected: contents?.isDevToolsOpened(),
		};
	});
	const page = await kiosk.page.evaluate(() => ({
		address: location.href,
		scale: visualViewport?.scale,
		marked: getSelection()?.toString(),
		scrolled: scrollY,
	}));
	return { ...window, ...page };
}

const unchangedState = {
	windows: 1,
	isKiosk: true,
	isShown: true,
	zoom: 1,
	isInspected: false,
	address: "app://kiosk/kiosk/kiosk.html",
	scale: 1,
	marked: "",
	scrolled: 0,
};

/** Sends a key by Electron's name as the system does: Playwright's keys bypass the main process. */
async function press(...presses: readonly string[]): Promise<void> {
	await kiosk.app.evaluate(({ BrowserWindow }, all) => {
		const contents = BrowserWindow.getAllWindows()[0]?.webContents;
		for (const keys of all) {
			const [keyCode = "", ...modifiers] = keys.split("+").toReversed();
			const input = { keyCode, modifiers: modifiers as "control"[] };
			contents?.sendInputEvent({ type: "keyDown", ...input });
			if (modifiers.length === 0 && keyCode.length === 1) contents?.sendInputEvent({ type: "char", ...input });
			contents?.sendInputEvent({ type: "keyUp", ...input });
		}
	}, presses);
}

const letters = ["F", "G", "H", "I", "J", "K", "L", "N", "O", "P", "Q", "R", "S", "T", "U", "W"];
const shortcuts = [
	...letters.flatMap((letter) => [`control+${letter}`, `shift+control+${letter}`, `alt+${letter}`, `meta+${letter}`]),
	...["=", "-", "0", "numadd", "numsub", "Tab", "F4", "F5", "PageDown"].map((key) => `control+${key}`),
	...["F4", "Left", "Right", "Home", "Enter", "Tab", "Space", "F11"].map((key) => `alt+${key}`),
	...["F11", "F12", "PrintScreen"],
];

test("no shortcut of a browser or a desktop reaches the page or has its usual effect", async () => {
	await press(...shortcuts);
	assert.deepEqual(await readEvents(), []);
	assert.deepEqual(await readPageState(), unchangedState);
});

test("the counter's own keys reach the page, and so does typing", async () => {
	const own = ["F1", "F2", "F5", "F8", "F8", "F8", "Escape", "Enter", "7", "a", "Backspace"];
	await kiosk.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
	await press(...own);
	assert.deepEqual(
		(await readEvents()).map((key) => key.replace(/^!/, "")),
		own.map((key) => `keydown ${key}`),
	);
	assert.deepEqual(await readPageState(), unchangedState);
});

test("a code that was copied can be pasted where a code is typed", async () => {
	await kiosk.app.evaluate(({ clipboard }) => clipboard.writeText("AB12-CDEFGHJK"));
	await kiosk.page.locator("input").fill("before");
	await press("control+A", "control+V");
	await kiosk.page.waitForTimeout(300);
	assert.equal(await kiosk.page.locator("input").inputValue(), "AB12-CDEFGHJK");
});

test("a mouse opens no menu, does not go back a page, pastes nothing and does not zoom", async () => {
	await kiosk.page.mouse.move(300, 120);
	const at = { x: 300, y: 120, clickCount: 1 };
	for (const button of ["right", "middle", "back", "forward"] as const) {
		await devtools.send("Input.dispatchMouseEvent", { type: "mousePressed", button, ...at });
		await devtools.send("Input.dispatchMouseEvent", { type: "mouseReleased", button, ...at });
	}
	await kiosk.page.keyboard.down("Control");
	await kiosk.page.mouse.wheel(0, -400);
	await kiosk.page.keyboard.up("Control");
	const seen = (await readEvents()).filter((event) => !/keydown|pointer/.test(event));
	assert.ok(seen.includes("!contextmenu 2"), seen.join(", "));
	assert.ok(seen.includes("!mouseup 3") && seen.includes("!mouseup 4") && seen.includes("!wheel 0"), seen.join(", "));
	assert.deepEqual(
		seen.filter((event) => !event.startsWith("!")),
		[],
	);
	assert.deepEqual(await readPageState(), unchangedState);
});

test("no text is selected, neither by dragging nor by a double click", async () => {
	const title = await kiosk.page.locator("h1").boundingBox();
	assert.ok(title !== null);
	const y = title.y + title.height / 2;
	await kiosk.page.mouse.move(title.x + 5, y);
	await kiosk.page.mouse.down();
	await kiosk.page.mouse.move(title.x + 250, y + 60, { steps: 8 });
	await kiosk.page.mouse.up();
	await kiosk.page.mouse.dblclick(title.x + 40, y);
	assert.equal((await readPageState()).marked, "");
});

/** Touches, each with the point where it begins and the point where it ends. */
async function touch(...fingers: readonly { from: readonly [number, number]; to: readonly [number, number] }[]) {
	const steps = 12;
	for (let step = 0; step <= steps; step++) {
		const touchPoints = fingers.map(({ from, to }, id) => {
			const [x, y] = [0, 1].map((axis) => (from[axis] ?? 0) + (((to[axis] ?? 0) - (from[axis] ?? 0)) * step) / steps);
			return { x: x ?? 0, y: y ?? 0, id };
		});
		await devtools.send("Input.dispatchTouchEvent", { type: step === 0 ? "touchStart" : "touchMove", touchPoints });
	}
	await devtools.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

test("pinching with two fingers does not zoom the page", async () => {
	await touch({ from: [380, 300], to: [180, 300] }, { from: [420, 300], to: [620, 300] });
	// A browser gesture would have taken the pointers away from the page ("pointercancel").
	assert.deepEqual(
		(await readEvents()).filter((event) => event.includes("pointer")),
		["pointerup 0", "pointerup 0"],
	);
	assert.deepEqual(await readPageState(), unchangedState);
});

test("a swipe neither moves the page nor goes back a page", async () => {
	await touch({ from: [5, 300], to: [700, 300] });
	await touch({ from: [700, 300], to: [100, 100] });
	await touch({ from: [300, 20], to: [300, 600] });
	assert.deepEqual(await readPageState(), unchangedState);
});

test("a long press opens no menu", async () => {
	const isCalled = await kiosk.page.evaluate(() => {
		const press = new PointerEvent("contextmenu", { pointerType: "touch", bubbles: true, cancelable: true });
		return document.querySelector("h1")?.dispatchEvent(press);
	});
	assert.equal(isCalled, false);
});

test("files, links and text dropped on the page have no effect", async () => {
	const file = join(folder, "page.html");
	writeFileSync(file, "<h1>elsewhere</h1>");
	const point = { x: 300, y: 120 };
	const field = await kiosk.page.locator("input").boundingBox();
	assert.ok(field !== null);
	await kiosk.page.locator("input").fill("before");
	const words = { mimeType: "text/plain", data: "dropped" };
	const link = { mimeType: "text/uri-list", data: "http://127.0.0.1:9/" };
	const drops = [
		{ at: point, data: { items: [], files: [file], dragOperationsMask: 1 } },
		{ at: point, data: { items: [link], dragOperationsMask: 1 } },
		{ at: { x: field.x + 20, y: field.y + 10 }, data: { items: [words], dragOperationsMask: 1 } },
	];
	for (const { at, data } of drops) {
		for (const type of ["dragEnter", "dragOver", "drop"] as const) {
			await devtools.send("Input.dispatchDragEvent", { type, ...at, data });
		}
	}
	const seen = await readEvents();
	assert.ok(seen.includes("!dragover 0"), seen.join(", "));
	assert.equal(await kiosk.page.locator("input").inputValue(), "before");
	assert.deepEqual(await readPageState(), unchangedState);
});

test("nothing is dragged out of the page", async () => {
	const begun: unknown[] = [];
	devtools.on("Input.dragIntercepted", (drag) => begun.push(drag));
	await devtools.send("Input.setInterceptDrags", { enabled: true });
	await kiosk.page.evaluate(() => {
		const link = document.createElement("a");
		link.href = "app://kiosk/kiosk/kiosk.html";
		link.textContent = "a link to take away";
		link.id = "bait";
		link.style.cssText = "position: fixed; inset: 40px auto auto 40px; font-size: 40px; background: white";
		document.body.append(link);
	});
	await kiosk.page.mouse.move(120, 60);
	await kiosk.page.mouse.down();
	await kiosk.page.mouse.move(400, 400, { steps: 12 });
	await kiosk.page.mouse.up();
	const seen = await readEvents();
	await kiosk.page.evaluate(() => document.querySelector("#bait")?.remove());
	assert.ok(seen.includes("!dragstart 0"), seen.join(", "));
	assert.deepEqual(begun, []);
});
