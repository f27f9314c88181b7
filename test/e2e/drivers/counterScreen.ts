import type { ElectronApplication, Page } from "playwright";
import type { RunningApp } from "./runningApp.ts";

/** What the counter shows, read from data attributes and not from its texts. */
export type ShownVerdict = {
	readonly verdict: string;
	readonly reason: string | null;
	readonly persons: number | null;
	readonly remaining: number | null;
	readonly line: number | null;
	/** The screen's text, for the message of a failed test. */
	readonly text: string;
	/** When it was presented on the screen, Unix ms; 0 until then. */
	readonly atMs: number;
};

type WatchedWindow = Window & { pailouSeen?: ShownVerdict[] };

/** The pause after a code in which keys count as part of it; see `pauses` in renderer/kiosk/scan/wedge.ts. */
const afterScanMs = 150;
const answers: readonly string[] = ["offered", "admitted", "refused", "trouble"];

/** Drives the counter and records each verdict once the frame that shows it has been presented. */
export class CounterScreen {
	readonly page: Page;
	readonly #app: ElectronApplication;
	#read = 0;

	constructor({ app, page }: Pick<RunningApp, "app" | "page">) {
		this.#app = app;
		this.page = page;
	}

	async ready(): Promise<void> {
		await this.page.locator('[data-screen="counter"]').waitFor();
		await this.page.evaluate(watchVerdicts);
	}

	/** The next verdict not yet read; none is skipped. */
	async next(verdicts: readonly string[] = answers): Promise<ShownVerdict> {
		const handle = await this.page.waitForFunction(
			({ from, verdicts }) => {
				const seen = (window as WatchedWindow).pailouSeen ?? [];
				const at = seen.findIndex((one, i) => i >= from && verdicts.includes(one.verdict) && one.atMs > 0);
				const found = seen[at];
				return found === undefined ? null : { at, found };
			},
			{ from: this.#read, verdicts },
			{ timeout: 15_000, polling: 20 },
		);
		const next = await handle.jsonValue();
		if (next === null) throw new Error("no verdict came");
		this.#read = next.at + 1;
		return next.found;
	}

	/**
	 * A barcode scanner: the whole code as a burst of keys, then Enter. All keys are put into the app's queue at once,
	 * because a scanner does not wait for a busy machine. Then waits out the pause in which keys still count as part of
	 * the code: no person is that fast.
	 */
	async scan(text: string): Promise<void> {
		await this.#app.evaluate(typeAtOnce, [...text, "Enter"]);
		await this.page.waitForTimeout(afterScanMs);
	}

	/** The clerk answers an offer with so many persons. */
	async admit(persons: number): Promise<ShownVerdict> {
		await this.press(String(persons));
		await this.press("Enter");
		return await this.next(["admitted", "refused", "trouble"]);
	}

	/** A key held as long as a person holds it, which is longer than a barcode scanner does. */
	async press(key: string): Promise<void> {
		await this.page.keyboard.press(key);
		await this.page.waitForTimeout(150);
	}

	async offlineLines(): Promise<number> {
		return Number(await this.page.locator("[data-unsent]").first().getAttribute("data-unsent"));
	}
}

/** Runs in the main process. */
function typeAtOnce({ BrowserWindow }: typeof import("electron"), keys: readonly string[]): void {
	const contents = BrowserWindow.getAllWindows().find((one) =>
		one.webContents.getURL().includes("/kiosk/"),
	)?.webContents;
	if (contents === undefined) throw new Error("the kiosk has no window");
	for (const keyCode of keys) {
		const modifiers: "shift"[] = /^[A-Z]$/.test(keyCode) ? ["shift"] : [];
		for (const type of ["keyDown", "char", "keyUp"] as const) contents.sendInputEvent({ type, keyCode, modifiers });
	}
}

function watchVerdicts(): void {
	const watched = window as WatchedWindow;
	if (watched.pailouSeen !== undefined) return;
	const seen: ShownVerdict[] = [];
	watched.pailouSeen = seen;
	let last = "";
	const number = (text: string | undefined) => (text === undefined || text === "" ? null : Number(text));
	const note = () => {
		const root = document.querySelector<HTMLElement>("[data-verdict]");
		if (root === null) return;
		const { scan = "", verdict = "none", reason, persons, remaining, line } = root.dataset;
		if (last === `${scan} ${verdict}`) return;
		last = `${scan} ${verdict}`;
		const shown = {
			verdict,
			reason: reason ?? null,
			persons: number(persons),
			remaining: number(remaining),
			line: number(line),
			text: root.innerText.replace(/\s+/g, " ").trim(),
			atMs: 0,
		};
		seen.push(shown);
		// After two animation frames the frame with the change has been presented.
		requestAnimationFrame(() => requestAnimationFrame(() => Object.assign(shown, { atMs: Date.now() })));
	};
	new MutationObserver(note).observe(document.documentElement, { subtree: true, childList: true, attributes: true });
	note();
}
