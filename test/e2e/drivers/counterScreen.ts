import type { ElectronApplication, Page } from "playwright";
import type { RunningApp } from "./runningApp.ts";

/** What the counter's screen shows, read from the page's data attributes and not from its words. */
export type ShownVerdict = {
	readonly verdict: string;
	readonly reason: string | null;
	readonly persons: number | null;
	readonly remaining: number | null;
	readonly line: number | null;
	/** The words, for people who read a test's failure. */
	readonly text: string;
	/** When it was on the screen, Unix ms; 0 until then. */
	readonly atMs: number;
};

type WatchedWindow = Window & { pailouSeen?: ShownVerdict[] };

/** See `pauses` in renderer/kiosk/scan/wedge.ts. */
const afterGunMs = 150;
const answers: readonly string[] = ["offered", "admitted", "refused", "trouble"];

/** Watches the page from outside: notes each verdict once the frame that shows it has been drawn. */
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

	/** The next verdict that was not read yet, in order: none is passed over. */
	async next(wanted: readonly string[] = answers): Promise<ShownVerdict> {
		const handle = await this.page.waitForFunction(
			({ from, verdicts }) => {
				const seen = (window as WatchedWindow).pailouSeen ?? [];
				const at = seen.findIndex((one, i) => i >= from && verdicts.includes(one.verdict) && one.atMs > 0);
				const found = seen[at];
				return found === undefined ? null : { at, found };
			},
			{ from: this.#read, verdicts: wanted },
			{ timeout: 15_000, polling: 20 },
		);
		const next = await handle.jsonValue();
		if (next === null) throw new Error("no verdict came");
		this.#read = next.at + 1;
		return next.found;
	}

	/**
	 * A barcode gun: the whole code as a burst of keys, and Enter; they are in the app's queue at once, because a gun does
	 * not wait for each to be taken, however busy the machine is. Then the moment in which whatever is pressed is still the
	 * gun's: no person is so quick.
	 */
	async shoot(text: string): Promise<void> {
		await this.#app.evaluate(typeAtOnce, [...text, "Enter"]);
		await this.page.waitForTimeout(afterGunMs);
	}

	/** The clerk's answer to an offer: so many now. */
	async admit(persons: number): Promise<ShownVerdict> {
		await this.press(String(persons));
		await this.press("Enter");
		return await this.next(["admitted", "refused", "trouble"]);
	}

	/** A key as a person presses it, which takes longer than a barcode gun. */
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
		// Two frames on, the one that holds the change has been presented.
		requestAnimationFrame(() => requestAnimationFrame(() => Object.assign(shown, { atMs: Date.now() })));
	};
	new MutationObserver(note).observe(document.documentElement, { subtree: true, childList: true, attributes: true });
	note();
}
