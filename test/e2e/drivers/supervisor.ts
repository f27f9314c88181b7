import type { Page } from "playwright";

/** The supervisor of the demonstration's kiosk. */
export const supervisor = { staff: "1001", pin: "271828" } as const;

/** Sets a kiosk's first supervisor by keyboard; the kiosk shows nothing else until there is one. */
export async function setFirstSupervisor(
	page: Page,
	staff: string = supervisor.staff,
	pin: string = supervisor.pin,
): Promise<void> {
	await page.locator('[data-screen="supervisor"]').waitFor();
	for (const typed of [staff, pin, pin]) {
		await typeCharacters(page, typed);
		await page.keyboard.press("Enter", { delay: 40 });
		await page.waitForTimeout(110);
	}
	await page.locator('[data-screen="supervisor"]').waitFor({ state: "detached" });
}

/** Types as a person: slower than a barcode scanner. */
export async function typeCharacters(page: Page, characters: string): Promise<void> {
	for (const character of characters) {
		await page.keyboard.press(character, { delay: 40 });
		await page.waitForTimeout(90);
	}
}
