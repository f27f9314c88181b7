import type { Page } from "playwright";
import type { KioskState } from "../../../core/contract/contract.ts";
import { expectKind } from "../../expectKind.ts";
import { waitLimitMs, waitUntil } from "./waitUntil.ts";

/** Set-up, as a supervisor uses it. */
export class SetupScreen {
	readonly page: Page;

	constructor(page: Page) {
		this.page = page;
	}

	/** Opens set-up's PIN screen, from whichever screen is shown. */
	async ask(): Promise<void> {
		await this.page.evaluate(() => window.pailou.call("closeSetup", undefined));
		await this.page.goto("app://kiosk/kiosk/kiosk.html?setup");
		await this.page.locator("#setup-pin").waitFor();
	}

	/** Types the PIN on the screen's own keys. */
	async enter(pin: string): Promise<void> {
		await this.typePin(pin);
		await this.confirmPin();
	}

	async typePin(pin: string): Promise<void> {
		for (const digit of pin)
			await this.page.locator(".setup-keypad button", { hasText: new RegExp(`^${digit}$`) }).click();
	}

	async confirmPin(): Promise<void> {
		await this.page.locator("form .setup-main").click();
	}

	async open(pin: string): Promise<void> {
		await this.ask();
		await this.enter(pin);
		await this.page.locator("[data-setup=open]").waitFor();
	}

	async show(section: string): Promise<void> {
		await this.page.locator(`[data-to=${section}]`).click();
		await this.page.locator(`[data-section=${section}]`).waitFor();
	}

	async choose(value: string): Promise<void> {
		await this.page.locator(`[data-choice="${value}"]`).click();
		await this.page.locator(`[data-choice="${value}"][aria-pressed=true]`).waitFor();
	}

	/** Types into a field as a person does, and confirms. */
	async type(field: string, text: string): Promise<void> {
		await this.page.locator(field).fill("");
		await this.page.locator(field).pressSequentially(text, { delay: 120 });
		await this.page.keyboard.press("Enter");
		await this.page.waitForFunction((selector) => document.activeElement !== document.querySelector(selector), field);
	}

	async close(): Promise<void> {
		await this.page.locator(".setup-close").click();
		await this.page.locator('[data-screen="setup"]').waitFor({ state: "detached" });
	}

	/** The kiosk's state, once it satisfies the condition. */
	async state(isSo: (state: ReadyState) => boolean, promisedMs = 0): Promise<ReadyState> {
		const state = await waitUntil<KioskState>(
			() => this.page.evaluate(() => window.pailou.call("state", undefined)),
			(state) => state.kind === "ready" && isSo(state),
			promisedMs + waitLimitMs,
		);
		return expectKind(state, "ready");
	}
}

export type ReadyState = Extract<KioskState, { kind: "ready" }>;
