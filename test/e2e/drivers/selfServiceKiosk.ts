import { inspect } from "node:util";
import type { Locator, Page } from "playwright";
import type { Settings } from "../../../core/contract/settings.ts";
import { StaffId } from "../../../core/identity.ts";
import { supervisor } from "./supervisor.ts";
import { waitLimitMs } from "./waitUntil.ts";

const by = { staff: StaffId.parse(supervisor.staff), pin: supervisor.pin };

/** Switches a counter to a self-service kiosk, as a supervisor does in set-up. */
export async function switchToSelfService(page: Page, other: Partial<Settings> = {}): Promise<void> {
	await page.evaluate(
		async ({ by, other }) => {
			const { pailou } = window;
			const state = await pailou.call("state", undefined);
			if (state.kind !== "ready") throw new Error("the kiosk is not enrolled");
			if (state.supervisors.length === 0) await pailou.call("setSupervisor", { ...by, by: null });
			await pailou.call("openSetup", { by });
			await pailou.call("changeSettings", { ...state.settings, mode: "selfService", ...other });
			await pailou.call("closeSetup", undefined);
		},
		{ by, other },
	);
	await page.locator('[data-screen="self-service"]').waitFor();
}

/** A supervisor opens set-up and leaves it open. */
export async function openSetup(page: Page): Promise<void> {
	await page.evaluate((by) => window.pailou.call("openSetup", { by }), by);
}

/** What the screen shows, read from its data attributes; `text` is for the message of a failed test. */
export type ShownScreen = Readonly<Record<string, string>> & { readonly text: string };

function readScreen(root: Locator): Promise<ShownScreen> {
	return root.evaluate(
		(element) => {
			if (!(element instanceof HTMLElement)) throw new Error("the screen is no element of HTML");
			const text = element.innerText.replace(/[\u200b\u00a0]/g, " ").replace(/\s+/g, " ");
			return {
				...Object.fromEntries(Object.entries(element.dataset).map(([name, value = ""]) => [name, value])),
				text,
			};
		},
		undefined,
		{ timeout: waitLimitMs },
	);
}

/** A member at a self-service kiosk. */
export class SelfServiceKiosk {
	readonly page: Page;

	constructor(page: Page) {
		this.page = page;
	}

	/** Waits until the screen shows one of these verdicts. */
	shows(...verdicts: readonly string[]): Promise<ShownScreen> {
		return this.showsAfter(0, ...verdicts);
	}

	/** Like `shows`, after a screen that is to stay for so many milliseconds. */
	async showsAfter(stayMs: number, ...verdicts: readonly string[]): Promise<ShownScreen> {
		const selector = verdicts.map((verdict) => `[data-screen="self-service"][data-verdict="${verdict}"]`).join(", ");
		const root = this.page.locator(selector);
		await root.waitFor({ timeout: stayMs + waitLimitMs }).catch(async (error: Error) => {
			const shown = await readScreen(this.page.locator("[data-screen]").first());
			throw new Error(`"${verdicts.join('" or "')}" did not come; the screen shows ${inspect(shown)}`, {
				cause: error,
			});
		});
		return await readScreen(root);
	}

	async tap(touch: string): Promise<void> {
		await this.page.locator(`[data-touch="${touch}"]`).click();
	}

	/** Waits as a person does: a touch right after a screen appears is ignored. */
	async hesitate(): Promise<void> {
		await this.page.waitForTimeout(800);
	}
}
