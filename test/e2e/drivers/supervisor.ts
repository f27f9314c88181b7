import type { Page } from "playwright";

/** Who answers for the demonstration's window. */
export const supervisor = { staff: "1001", pin: "271828" } as const;

/** A window's first supervisor says who it is, with the keyboard: nothing else is shown until then. */
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

/** As a person types: slower than a barcode gun. */
export async function typeCharacters(page: Page, characters: string): Promise<void> {
	for (const character of characters) {
		await page.keyboard.press(character, { delay: 40 });
		await page.waitForTimeout(90);
	}
}
