import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { demonstrationStartsAt } from "../demonstration/tourBookings.ts";
import { expectKind } from "../expectKind.ts";
import { CounterScreen } from "./drivers/counterScreen.ts";
import { enrolFolder } from "./drivers/enrolFolder.ts";
import { type RunningApp, startApp } from "./drivers/runningApp.ts";
import { type RunningHub, startHub } from "./drivers/runningHub.ts";
import { supervisor, typeCharacters } from "./drivers/supervisor.ts";

let folder: string;
let hub: RunningHub;
before(async () => {
	folder = mkdtempSync(join(tmpdir(), "pailou-clock-"));
	hub = await startHub(join(folder, "hub"), demonstrationStartsAt);
});
after(async () => {
	await hub.stop();
	rmSync(folder, { recursive: true, force: true });
});

const startIn = (data: string, clock: string) => startApp({ data, camera: null, clock });
const picture = (kiosk: RunningApp, name: string) =>
	process.env.PAILOU_PICTURES
		? kiosk.page.screenshot({ path: `${process.env.PAILOU_PICTURES}/${name}.png` })
		: Promise.resolve();

test("a kiosk whose clock lost its date: the supervisor sets and confirms it with keyboard and PIN, and it works", async () => {
	const data = join(folder, "kiosk");
	await enrolFolder(hub, data);
	// The hub would set the clock right before anybody is asked.
	await hub.stop();
	const kiosk = await startIn(data, "2026-09-30T14:20:00+08:00");
	const screen = kiosk.page.locator('[data-screen="clock"]');
	await screen.waitFor();
	await picture(kiosk, "clock");
	const refused = await kiosk.page.evaluate(() => window.pailou.call("scan", { text: "X", source: "wedge" }));
	assert.equal(expectKind(refused, "refused").refusal.reason, "clockUnsure");
	for (const key of ["ArrowLeft", "ArrowUp"]) {
		await kiosk.page.keyboard.press(key);
		await kiosk.page.waitForTimeout(150);
	}
	await picture(kiosk, "clock-set");
	await kiosk.page.keyboard.press("Enter");
	await typeCharacters(kiosk.page, "314159");
	await kiosk.page.keyboard.press("Enter");
	await kiosk.page.locator(".panel-message b").waitFor();
	await picture(kiosk, "clock-wrong-pin");
	await typeCharacters(kiosk.page, supervisor.pin);
	await kiosk.page.keyboard.press("Enter");
	await new CounterScreen(kiosk).ready();
	await picture(kiosk, "clock-after");
	const state = await kiosk.page.evaluate(() => window.pailou.call("state", undefined));
	const wantedMs = Date.parse("2026-10-01T14:20:00+08:00");
	assert.ok(state.nowMs >= wantedMs && state.nowMs < wantedMs + 60_000, new Date(state.nowMs).toISOString());
	await hub.startAgain();
	await kiosk.page.locator("[data-clock-doubt=movedByHub]").waitFor({ timeout: 60_000 });
	await picture(kiosk, "clock-moved");
	await kiosk.close();

	const next = await startIn(data, "2026-10-01T14:21:30+08:00");
	await new CounterScreen(next).ready();
	await next.close();
});

test("a kiosk whose clock shows 1970 asks before enrolment, and 1970 cannot be confirmed", async () => {
	const kiosk = await startIn(join(folder, "new"), "1970-01-01T08:00:00+08:00");
	const screen = kiosk.page.locator('[data-screen="clock"]');
	await screen.waitFor();
	await kiosk.page.keyboard.press("Enter");
	await kiosk.page.locator('[data-screen="clock"][data-outcome="refused"]').waitFor();
	await picture(kiosk, "clock-refused");
	await kiosk.close();
});
