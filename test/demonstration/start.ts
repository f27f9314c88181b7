import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { enrolFolder } from "../e2e/drivers/enrolFolder.ts";
import { openOfficer } from "../e2e/drivers/officer.ts";
import { environment } from "../e2e/drivers/runningApp.ts";
import { type RunningHub, startHub } from "../e2e/drivers/runningHub.ts";
import { supervisor } from "../e2e/drivers/supervisor.ts";
import { build } from "../machine/build.ts";
import { hasDisplay } from "../machine/display.ts";
import { electronRuntime } from "../machine/electron/electron.ts";
import { ensurePackages } from "../machine/packages.ts";
import { runScript } from "../machine/script.ts";
import { chooseTourBookings, demonstrationStartsAt, kioskVenue, otherVenue } from "./tourBookings.ts";

await runScript(async () => {
	if (!hasDisplay()) {
		process.stderr.write(
			"There is no display here, so the tour runs instead: the same kiosk, with a screenshot of each step.\n",
		);
		await import("./tour.ts");
		return;
	}
	await ensurePackages("electron", "fonts");
	await build();
	const runtime = await electronRuntime();
	const folder = mkdtempSync(join(tmpdir(), "pailou-start-"));
	const hub = await startHub(join(folder, "hub"), demonstrationStartsAt);
	const startedAtMs = Date.now();
	try {
		const data = join(folder, "kiosk");
		await enrolFolder(hub, data);
		await printAddresses(hub);
		const clock = new Date(Date.parse(demonstrationStartsAt) + Date.now() - startedAtMs).toISOString();
		const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
		const app = spawn(runtime.executable, [...runtime.appArguments, ...sandbox], {
			stdio: ["ignore", "ignore", "pipe"],
			env: environment({ data, camera: null, clock }, runtime.sqliteBinding),
		});
		createInterface({ input: app.stderr }).on("line", printUnlessChromium);
		const stop = () => app.kill("SIGTERM");
		process.once("SIGINT", stop).once("SIGTERM", stop);
		await once(app, "exit");
	} finally {
		await hub.stop();
		rmSync(folder, { recursive: true, force: true });
	}
});

/** Chromium logs every missing bus and graphics card; only the app's own lines are printed. */
function printUnlessChromium(line: string): void {
	if (!/^\[\d+:\d+\/|^\(node:\d+\) ExperimentalWarning|^\(Use `electron/.test(line)) process.stderr.write(`${line}\n`);
}

async function printAddresses(hub: RunningHub): Promise<void> {
	const officer = openOfficer(hub);
	const here = await officer.bookings({ limit: 1000, venue: kioskVenue, day: "2026-10-01" });
	const there = await officer.bookings({ limit: 1000, venue: otherVenue, day: "2026-10-01" });
	const { family, early, atOtherVenue: elsewhere } = chooseTourBookings(here, there);
	const lines = [
		"",
		`The hub:                      ${hub.address}   (ends with this command; its data is deleted)`,
		`A pass, for three, now:       ${hub.address}${family.pass}`,
		`A pass for this evening:      ${hub.address}${early.pass}`,
		`A pass for another venue:     ${hub.address}${elsewhere.pass}`,
		"",
		"Hold a pass before the camera; or copy its code and paste it into the kiosk (Ctrl+V), where it counts as scanned:",
		family.code,
		"",
		`Its supervisor, for voids and overrides:  ${supervisor.staff}, PIN ${supervisor.pin}`,
		`It is 1 October 2026, 14:10, in this demonstration. What the hub knows:`,
		`  npm run pailou -- standings --venue ${kioskVenue} --hub ${hub.address} --token ${join(hub.folder, "officer.token")}`,
		"",
	];
	process.stdout.write(`${lines.join("\n")}\n`);
}
