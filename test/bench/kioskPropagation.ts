import { setTimeout as pass } from "node:timers/promises";
import type { InputOf } from "../../core/contract/contract.ts";
import { StaffId } from "../../core/identity.ts";
import { CounterScreen } from "../e2e/drivers/counterScreen.ts";
import { type Booking, type Officer, openOfficer } from "../e2e/drivers/officer.ts";
import type { RunningApp } from "../e2e/drivers/runningApp.ts";
import type { RunningHub } from "../e2e/drivers/runningHub.ts";
import { SetupScreen } from "../e2e/drivers/setupScreen.ts";
import { supervisor } from "../e2e/drivers/supervisor.ts";
import { createFigure, type Figure, quantile } from "./figure.ts";

const openings = 20;
const pollMs = 20;

/** How soon what happened in the main process is known elsewhere: on the screen, and at the hub. One booking is voided each time. */
export async function measurePropagation(
	kiosk: RunningApp,
	hub: RunningHub,
	bookings: readonly Booking[],
): Promise<Figure[]> {
	const voids = await measureVoids(kiosk, openOfficer(hub), bookings);
	const opened = await measureSetup(kiosk);
	return [
		createFigure("setup.open", quantile(opened, 0.95), null, "≤ 1,000 ms"),
		createFigure("void.told", quantile(voids, 0.95), null, "≤ 1,000 ms"),
	];
}

/** The last digit of the right PIN is confirmed → set-up is on the screen. The hashing of the PIN is a part of it. */
async function measureSetup({ page }: RunningApp): Promise<number[]> {
	const setup = new SetupScreen(page);
	const times: number[] = [];
	for (let i = 0; i < openings; i++) {
		await setup.ask();
		await setup.typePin(supervisor.pin);
		const before = performance.now();
		await setup.confirmPin();
		await page.locator("[data-setup=open]").waitFor();
		times.push(performance.now() - before);
	}
	await setup.close();
	return times;
}

/** The answer to a void is there → the side panel shows the admission as voided, and the hub holds the line. */
async function measureVoids(kiosk: RunningApp, officer: Officer, bookings: readonly Booking[]): Promise<number[]> {
	const { page } = kiosk;
	const screen = new CounterScreen(kiosk);
	await screen.ready();
	const times: number[] = [];
	for (const { code, party } of bookings) {
		await screen.scan(code);
		const shown = await screen.next(["offered", "admitted"]);
		const admitted = shown.verdict === "offered" ? await screen.admit(party) : shown;
		const { line } = admitted;
		if (line === null) throw new Error(`not admitted: ${admitted.text}`);
		const by = { staff: StaffId.parse(supervisor.staff), pin: supervisor.pin };
		const input: InputOf<"voidLine"> = { line, why: "other", by };
		const voided = await page.evaluate((asked) => window.pailou.call("voidLine", asked), input);
		if (voided.kind !== "voided") throw new Error(`not voided: ${JSON.stringify(voided)}`);
		const before = performance.now();
		await Promise.all([
			page.locator(`.recent li[data-line="${line}"][data-voided=true]`).waitFor(),
			waitForVoid(officer, line),
		]);
		times.push(performance.now() - before);
		await screen.press("Escape");
	}
	return times;
}

async function waitForVoid(officer: Officer, line: number): Promise<void> {
	while (!(await officer.lines()).some((entry) => entry.kind === "voided" && entry.line === line)) await pass(pollMs);
}
