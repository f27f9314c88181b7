import { join } from "node:path";
import { setTimeout as pass } from "node:timers/promises";
import SqliteDatabase from "better-sqlite3";
import { defaultSettings } from "../../core/contract/settings.ts";
import { StaffId } from "../../core/identity.ts";
import type { RunningApp } from "../e2e/drivers/runningApp.ts";
import type { RunningHub } from "../e2e/drivers/runningHub.ts";
import { supervisor } from "../e2e/drivers/supervisor.ts";
import { VirtualPrinter } from "../printer/virtualPrinter.ts";
import { createFigure, type Figure, quantile } from "./figure.ts";

const rounds = 5;

export type HealParts = {
	readonly data: string;
	readonly hub: RunningHub;
	readonly start: () => Promise<RunningApp>;
};

/** A device is taken away and given back → the kiosk is at work with it again, without a hand: printer, network, database. */
export async function measureHealing({ data, hub, start }: HealParts): Promise<Figure[]> {
	const times: number[] = [];
	for (let i = 0; i < rounds; i++) times.push(await measureDatabase(data, start));
	const kiosk = await start();
	try {
		await kiosk.page.locator('[data-net="hub"]').first().waitFor({ timeout: 30_000 });
		for (let i = 0; i < rounds; i++) times.push(await measureNetwork(kiosk, hub));
		times.push(...(await measurePrinter(kiosk)));
	} finally {
		await kiosk.close();
	}
	return [createFigure("heal.p95", quantile(times, 0.95), null, "≤ 5,000 ms")];
}

/** Another process holds the database as the app starts; it lets go → the counter is on the screen. */
async function measureDatabase(data: string, start: () => Promise<RunningApp>): Promise<number> {
	const holder = new SqliteDatabase(join(data, "pailou.sqlite"));
	holder.pragma("locking_mode = EXCLUSIVE");
	holder.exec("BEGIN EXCLUSIVE");
	const kiosk = await start();
	try {
		await kiosk.page.locator('[data-trouble="storeLocked"]').waitFor();
		// So that the release falls anywhere between two attempts.
		await pass(1500 * Math.random());
		holder.exec("ROLLBACK");
		holder.close();
		return await timeUntil(() => kiosk.page.locator('[data-screen="counter"]').waitFor());
	} finally {
		await kiosk.close();
	}
}

/** The hub cannot be reached; it can again → the counter says that it is on line. */
async function measureNetwork({ page }: RunningApp, hub: RunningHub): Promise<number> {
	await hub.stop();
	await page.locator('[data-net="none"]').first().waitFor();
	await pass(4000 + 2000 * Math.random());
	await hub.startAgain();
	return await timeUntil(() => page.locator('[data-net="hub"]').first().waitFor());
}

/** The printer has no power; it is switched on again → it is shown as ready. */
async function measurePrinter({ page }: RunningApp): Promise<number[]> {
	const device = new VirtualPrinter();
	const port = await device.listen();
	const by = { staff: StaffId.parse(supervisor.staff), pin: supervisor.pin };
	const settings = { ...defaultSettings, printer: { kind: "tcp", host: "127.0.0.1", port } } as const;
	await page.evaluate(
		async ([by, settings]) => {
			await window.pailou.call("openSetup", { by });
			await window.pailou.call("changeSettings", settings);
			await window.pailou.call("closeSetup", undefined);
		},
		[by, settings] as const,
	);
	const times: number[] = [];
	try {
		await page.locator("[data-printer=ready]").waitFor();
		for (let i = 0; i < rounds; i++) {
			await device.close();
			await page.locator("[data-printer=offline]").waitFor();
			await pass(2000 * Math.random());
			await device.listen(port);
			times.push(await timeUntil(() => page.locator("[data-printer=ready]").waitFor()));
		}
	} finally {
		await device.close();
	}
	return times;
}

async function timeUntil(work: () => Promise<void>): Promise<number> {
	const beforeMs = performance.now();
	await work();
	return performance.now() - beforeMs;
}
