import { join } from "node:path";
import { quantile } from "../bench/figure.ts";
import { CounterScreen, type ShownVerdict } from "../e2e/drivers/counterScreen.ts";
import { FakeCamera } from "../e2e/drivers/fakeCamera.ts";
import { type Booking, openOfficer } from "../e2e/drivers/officer.ts";
import { photographPasses } from "../e2e/drivers/phone.ts";
import { type RunningApp, startApp } from "../e2e/drivers/runningApp.ts";
import { startHub } from "../e2e/drivers/runningHub.ts";
import { setFirstSupervisor } from "../e2e/drivers/supervisor.ts";
import {
	chooseTourBookings,
	demonstrationStartsAt,
	forge,
	kioskVenue,
	otherVenue,
	type TourBookings,
} from "./tourBookings.ts";

type Step = { readonly name: string; readonly ok: boolean; readonly verdict: string; readonly ms: number };

export type TourReport = {
	readonly ok: boolean;
	readonly steps: readonly Step[];
	readonly hub: { readonly lines: number; readonly duplicates: number; readonly conflicts: number };
	readonly viewToVerdictMs: { readonly p50: number; readonly p95: number };
};

export type TourParts = {
	/** An empty folder for the data of hub and kiosk. */
	readonly folder: string;
	/** The folder for the screenshot of each step. */
	readonly pictures: string;
	/** Called after each step; null prints nothing. */
	readonly onStep: ((line: string) => void) | null;
};

/** Whether the screen matched the expected result, and what it showed. */
type StepOutcome = { readonly ok: boolean; readonly verdict: string };

/**
 * Runs the tour of README.md against the real hub and the real app. Stops at the first step with another result than
 * expected.
 */
export async function runTour(parts: TourParts): Promise<TourReport> {
	const steps: Step[] = [];
	const seen: number[] = [];
	let report: TourReport["hub"] = { lines: 0, duplicates: 0, conflicts: 0 };
	const camera = new FakeCamera(join(parts.folder, "camera.y4m"));
	const hub = await startHub(join(parts.folder, "hub"), demonstrationStartsAt);
	const officer = openOfficer(hub);
	const startedAtMs = Date.now();
	let kiosk = await install();
	let screen = new CounterScreen(kiosk);

	/** Starts the app with the clock of the demonstration, which has run on since the last start. */
	async function install(): Promise<RunningApp> {
		const clock = new Date(Date.parse(demonstrationStartsAt) + Date.now() - startedAtMs).toISOString();
		return await startApp({ data: join(parts.folder, "kiosk"), camera: camera.path, clock });
	}

	async function step(name: string, take: () => Promise<StepOutcome>): Promise<void> {
		if (steps.some((taken) => !taken.ok)) return;
		const before = Date.now();
		const outcome = await take().catch((error: unknown) => ({ ok: false, verdict: String(error) }));
		const taken = { name, ...outcome, ms: Date.now() - before };
		steps.push(taken);
		const number = String(steps.length).padStart(2, "0");
		const file = `${number}-${name.replaceAll(/[^a-z0-9]+/gi, "-").toLowerCase()}.png`;
		await kiosk.page.screenshot({ path: join(parts.pictures, file) }).catch(() => {});
		parts.onStep?.(`${taken.ok ? "✓" : "✗"} ${name}: ${taken.verdict} (${taken.ms} ms)`);
	}

	/** Holds a picture before the camera until the screen answers, and records how long that took. */
	async function hold(picture: Buffer | undefined): Promise<ShownVerdict> {
		if (picture === undefined) throw new Error("there is no picture of this pass");
		const inViewAtMs = camera.show(picture);
		const shown = await screen.next();
		seen.push(shown.atMs - inViewAtMs);
		camera.showNothing();
		return shown;
	}

	async function scan(code: string): Promise<ShownVerdict> {
		await screen.scan(code);
		return await screen.next();
	}

	try {
		let chosen: TourBookings | undefined;
		let passes: ReadonlyMap<string, Buffer> = new Map();
		const held = (booking: Booking) => hold(passes.get(booking.pass));

		await step("The kiosk is enrolled with the hub's code", async () => {
			const code = await officer.enrolmentCode(kioskVenue, "1 号窗口");
			await kiosk.page.locator('[data-screen="enrol"] input').fill(code);
			await kiosk.page.keyboard.press("Enter");
			await setFirstSupervisor(kiosk.page);
			await screen.ready();
			await kiosk.page.locator('[data-net="hub"][data-unsent="0"]').waitFor({ timeout: 20_000 });
			return { ok: true, verdict: "enrolled, its supervisor set, online, nothing unsent" };
		});
		await step("Members open their passes", async () => {
			chosen = chooseTourBookings(
				await officer.bookings({ limit: 1000, venue: kioskVenue, day: "2026-10-01" }),
				await officer.bookings({ limit: 1000, venue: otherVenue, day: "2026-10-01" }),
			);
			passes = await photographPasses(
				hub.address,
				[chosen.family, chosen.early, chosen.atOtherVenue, ...chosen.queue].map(({ pass }) => pass),
			);
			return { ok: passes.size > 0, verdict: `${passes.size} passes photographed` };
		});
		await step("The hub is stopped", async () => {
			await hub.stop();
			await kiosk.page.evaluate(() => window.pailou.call("syncNow", undefined));
			await kiosk.page.locator('[data-net="none"]').first().waitFor();
			return { ok: true, verdict: "offline, and said so" };
		});
		if (chosen === undefined) throw new Error(`the tour could not begin: ${steps.at(-1)?.verdict}`);
		const { family, early, atOtherVenue: elsewhere, queue } = chosen;

		await step("A family of three shows its pass to the camera", async () => {
			return compareWithScreen(await held(family), { verdict: "offered", remaining: 3 });
		});
		await step("Two of the three are admitted", async () => {
			return compareWithScreen(await screen.admit(2), { verdict: "admitted", persons: 2, remaining: 1 });
		});
		await step("The third comes later and is admitted by the barcode scanner", async () => {
			await kiosk.page.waitForTimeout(3500);
			return compareWithScreen(await scan(family.code), { verdict: "admitted", persons: 1, remaining: 0 });
		});
		await step("A fourth try is refused, with time and place", async () => {
			await kiosk.page.waitForTimeout(3500);
			const shown = await scan(family.code);
			const saysWhenAndWhere = /\d{2}:\d{2}/.test(shown.text) && shown.text.includes("本窗口");
			const outcome = compareWithScreen(shown, { verdict: "refused", reason: "alreadyRedeemed" });
			return { ok: outcome.ok && saysWhenAndWhere, verdict: shown.text };
		});
		await step("A forged voucher is refused", async () => {
			return compareWithScreen(await scan(forge(family.code)), { verdict: "refused", reason: "forged" });
		});
		await step("A voucher for the evening is refused as too early", async () => {
			return compareWithScreen(await held(early), { verdict: "refused", reason: "tooEarly" });
		});
		await step("A voucher for another venue is sent there", async () => {
			return compareWithScreen(await held(elsewhere), { verdict: "refused", reason: "wrongVenue" });
		});
		await step("A queue of members is admitted by the camera alone", async () => {
			let persons = 0;
			for (const member of queue) {
				const shown = await held(member);
				const last = shown.verdict === "offered" ? await answered() : shown;
				if (last.verdict !== "admitted") return { ok: false, verdict: `${member.booking}: ${last.text}` };
				persons += last.persons ?? 0;
			}
			return { ok: true, verdict: `${queue.length} parties, ${persons} persons` };
		});
		await step("The power is cut, and after it the voucher is still refused", async () => {
			await kiosk.kill();
			kiosk = await install();
			screen = new CounterScreen(kiosk);
			await screen.ready();
			return compareWithScreen(await scan(family.code), { verdict: "refused", reason: "alreadyRedeemed" });
		});
		await step("The hub is back and holds every line once", async () => {
			await hub.startAgain();
			await kiosk.page.evaluate(() => window.pailou.call("syncNow", undefined));
			await kiosk.page.locator('[data-net="hub"][data-unsent="0"]').first().waitFor({ timeout: 70_000 });
			const written = await kiosk.page.evaluate(() => window.pailou.call("state", undefined));
			const lines = await officer.lines();
			const distinct = new Set(lines.map(({ kiosk, incarnation, seq }) => `${kiosk} ${incarnation} ${seq}`)).size;
			report = { lines: lines.length, duplicates: lines.length - distinct, conflicts: await officer.conflicts() };
			const last = written.kind === "ready" ? written.recentScans[0]?.line : undefined;
			const persons = lines.reduce((sum, line) => sum + (line.kind === "redeemed" ? line.persons : 0), 0);
			const ok = last !== undefined && lines.length >= last && distinct === lines.length && report.conflicts === 0;
			return { ok, verdict: `${lines.length} lines, ${persons} persons admitted, ${report.conflicts} conflicts` };
		});

		async function answered(): Promise<ShownVerdict> {
			await screen.press("Enter");
			return await screen.next(["admitted", "refused", "trouble"]);
		}
	} finally {
		await kiosk.close().catch(() => {});
		await hub.stop();
		camera.close();
	}
	const viewToVerdictMs = { p50: Math.round(quantile(seen, 0.5)), p95: Math.round(quantile(seen, 0.95)) };
	return { ok: steps.every((taken) => taken.ok), steps, hub: report, viewToVerdictMs };
}

/** Compares the screen with the expected result. */
function compareWithScreen(shown: ShownVerdict, expected: Partial<ShownVerdict>): StepOutcome {
	const ok = Object.entries(expected).every(([name, value]) => shown[name as keyof ShownVerdict] === value);
	return { ok, verdict: [shown.verdict, shown.reason, shown.text].filter((part) => part !== null).join(" · ") };
}
