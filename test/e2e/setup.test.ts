import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdirSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { ReadyState } from "../../core/contract/contract.ts";
import { demonstrationStartsAt } from "../demonstration/tourBookings.ts";
import { assertKind } from "../expectKind.ts";
import { blackShare, dotsOfPng } from "../printer/dots.ts";
import { VirtualPrinter } from "../printer/virtualPrinter.ts";
import { CounterScreen } from "./drivers/counterScreen.ts";
import { type RunningApp, startApp } from "./drivers/runningApp.ts";
import { runPailou } from "./drivers/runningHub.ts";
import { SetupScreen } from "./drivers/setupScreen.ts";
import { supervisor } from "./drivers/supervisor.ts";
import { openTestVenue, type TestVenue } from "./drivers/testVenue.ts";
import { printerMendedMs, staffCallMs, waitLimitMs, waitUntil } from "./drivers/waitUntil.ts";

const { staff, pin } = supervisor;
/** A kiosk whose clock was set back admits no one. */
const laterClock = new Date(Date.parse(demonstrationStartsAt) + 20 * 60_000).toISOString();
const volumes = join(tmpdir(), `pailou-volumes-${process.pid}`);
const stick = join(volumes, "PAILOU");

let venue: TestVenue;
let kiosk: RunningApp;
let setupScreen: SetupScreen;
let screen: CounterScreen;
let device: VirtualPrinter;
let port: number;
before(async () => {
	mkdirSync(stick, { recursive: true });
	venue = await openTestVenue({ volumes });
	device = new VirtualPrinter();
	port = await device.listen();
	useApp(venue.kiosk);
});
after(async () => {
	await kiosk.close().catch(() => {});
	await venue.close();
	await device.close();
});

function useApp(installed: RunningApp): void {
	kiosk = installed;
	setupScreen = new SetupScreen(installed.page);
	screen = new CounterScreen(installed);
}

/** The page is freshly loaded and has shown no verdict yet. */
async function openSetup(): Promise<void> {
	await setupScreen.open(pin);
	screen = new CounterScreen(kiosk);
}

/** Pasted, because a machine under load breaks up a scanner's burst, and this test is about printing. */
async function paste(code: string): Promise<void> {
	await kiosk.page.evaluate((text) => {
		const data = new DataTransfer();
		data.setData("text/plain", text);
		document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
	}, code);
}

async function admit(party: number, booking = venue.booking(party)): Promise<number> {
	const { code } = await booking;
	await screen.ready();
	await kiosk.page.locator("[data-camera=on]").waitFor();
	await paste(code);
	const shown = await screen.next(["offered", "admitted", "refused"]);
	const { verdict, line } = shown.verdict === "offered" ? await screen.admit(party) : shown;
	assert.equal(verdict, "admitted", shown.text);
	assert.ok(line !== null);
	return line;
}

/** Waits until the journal holds these entries for an admission's ticket. */
async function waitForPrintedLine(line: number, wanted: readonly string[]): Promise<void> {
	async function readSteps(): Promise<readonly string[]> {
		await kiosk.page.evaluate(() => window.pailou.call("syncNow", undefined));
		return (await venue.officer.lines()).flatMap((entry) =>
			entry.kind === "ticket" && entry.admission.line === line ? [`${entry.step} ${entry.copy}`] : [],
		);
	}
	assert.deepEqual(await waitUntil(readSteps, (steps) => steps.length >= wanted.length), wanted);
}

/** Waits until so many tickets are cut off, perhaps by a printer that was just given paper. */
async function waitForTickets(count: number): Promise<void> {
	await waitUntil(
		async () => device.paper.cutOff.length,
		(tickets) => tickets === count,
		printerMendedMs + waitLimitMs,
	);
}

test("a wrong PIN opens nothing and shows how many tries are left; a barcode scanner types none of it", async () => {
	await setupScreen.ask();
	await screen.scan("1234567890123456");
	// Shortly after a code, late text of an input method is kept out of the field too.
	await kiosk.page.waitForTimeout(2000);
	assert.equal(await kiosk.page.locator("#setup-pin").inputValue(), "");
	await setupScreen.enter("135790");
	await kiosk.page.locator(".setup-bad", { hasText: "4" }).waitFor();
	assert.equal((await setupScreen.state(() => true)).setupOpenedBy, null);
});

test("the right PIN opens set-up from the keyboard, and Escape goes back to work", async () => {
	await setupScreen.ask();
	await kiosk.page.locator("#setup-pin").pressSequentially(pin, { delay: 120 });
	await kiosk.page.keyboard.press("Enter");
	await kiosk.page.locator("[data-setup=open]").waitFor();
	assert.equal((await setupScreen.state(() => true)).setupOpenedBy, staff);
	await screen.press("Escape");
	await kiosk.page.locator("[data-screen=counter]").waitFor();
	await setupScreen.state((state) => state.setupOpenedBy === null);
});

test("everything in set-up can be reached with Tab and chosen with the space bar", async () => {
	await openSetup();
	const seen = new Set<string>();
	for (let i = 0; i < 24; i++) {
		await screen.press("Tab");
		const at = await kiosk.page.evaluate(() => document.activeElement?.getAttribute("data-choice") ?? "");
		seen.add(at);
		if (at === "selfService") break;
	}
	assert.ok(seen.has("selfService"));
	await screen.press(" ");
	await setupScreen.state(({ settings }) => settings.mode === "selfService");
	await setupScreen.choose("counter");
	assert.equal((await setupScreen.state(() => true)).settings.mode, "counter");
	await setupScreen.close();
});

test("a printer on the network prints a test", async () => {
	await openSetup();
	await setupScreen.show("printer");
	await setupScreen.choose("tcp");
	assert.equal((await setupScreen.state(() => true)).settings.printer.kind, "none", "it is not configured yet");
	await setupScreen.type("#printer-host", "127.0.0.1");
	await setupScreen.type("#printer-port", String(port));
	const { settings } = await setupScreen.state(
		({ settings: { printer } }) => printer.kind === "tcp" && printer.port === port,
	);
	assert.deepEqual(settings.printer, { kind: "tcp", host: "127.0.0.1", port });
	await kiosk.page.locator(".setup-try .setup-main").click();
	await waitForTickets(1);
	await kiosk.page.locator(".setup-try .setup-good").waitFor();
	await setupScreen.close();
});

test("a family's ticket comes out once", async () => {
	const before = device.paper.cutOff.length;
	const line = await admit(3);
	await waitForTickets(before + 1);
	const ticket = device.paper.cutOff.at(-1);
	assert.ok(ticket !== undefined);
	const share = blackShare(dotsOfPng(ticket));
	assert.ok(share > 0.05 && share < 0.4, `${share} of it is black`);
	await waitForPrintedLine(line, ["sent 1", "printed 1"]);
	assert.equal(device.paper.cutOff.length, before + 1);
});

test("without paper the kiosk shows it, and the ticket is printed with the new roll", async () => {
	const before = device.paper.cutOff.length;
	device.load(0);
	const line = await admit(1);
	const { printer } = await setupScreen.state((state) => state.printer.kind === "trouble");
	assertKind(printer, "trouble");
	assert.deepEqual([printer.why, printer.waiting], ["paperOut", 1]);
	const isCalled = ({ wanted }: ReadyState) => wanted.some(({ of, why }) => of === "printer" && why === "paperOut");
	await setupScreen.state(isCalled, staffCallMs);
	device.load(100_000);
	await waitForTickets(before + 1);
	const isSettled = ({ printer: mended, wanted }: ReadyState) => mended.kind === "ready" && wanted.length === 0;
	await setupScreen.state(isSettled, printerMendedMs + staffCallMs);
	await waitForPrintedLine(line, ["sent 1", "printed 1"]);
});

test("a USB stick takes the journal to the hub and brings the lists back", async () => {
	const pair = await venue.booking(2);
	await venue.hub.stop();
	await admit(2, Promise.resolve(pair));
	await openSetup();
	await setupScreen.show("stick");
	await kiosk.page.locator(".setup-card .setup-main").click();
	await kiosk.page.locator(".setup-good").waitFor();
	const [journal = ""] = readdirSync(stick);
	await venue.hub.startAgain();
	const hub = ["--hub", venue.hub.address, "--data", venue.hub.folder];
	const output = await runPailou("carry", "in", join(stick, journal), ...hub);
	const id = /carry out (\S+)/.exec(output)?.[1] ?? "";
	await runPailou("carry", "out", id, "--out", join(stick, "lists.pailou"), ...hub);
	await kiosk.page.locator(".setup-list li", { hasText: "lists.pailou" }).getByRole("button").click();
	await kiosk.page.locator(".setup-good", { hasText: /名单/ }).waitFor();
	const { lines } = await venue.officer
		.lines()
		.then((all) => ({ lines: all.filter(({ kind }) => kind === "redeemed") }));
	assert.ok(lines.length >= 3);
	await setupScreen.close();
});

test("a ticket cut short by a power cut is asked about, and printed once more when it is not there", async () => {
	device.load(60);
	const line = await admit(4);
	await waitUntil(
		async () => device.paper.left,
		(left) => left === 0,
	);
	await kiosk.kill();
	const machine = { data: join(venue.folder, "kiosk"), camera: venue.camera.path, clock: laterClock, volumes };
	useApp(await startApp(machine));
	const { ticketsInDoubt } = await setupScreen.state((state) => state.ticketsInDoubt.length > 0);
	const [doubt] = ticketsInDoubt;
	assert.ok(doubt !== undefined);
	assert.deepEqual([doubt.line, doubt.persons], [line, 4]);
	const before = device.paper.cutOff.length;
	device.load(100_000);
	const { incarnation } = doubt;
	const answer = await kiosk.page.evaluate((asked) => window.pailou.call("settleTicket", asked), {
		line,
		incarnation,
		isThere: false,
	});
	assert.deepEqual(answer, { kind: "noted" });
	await waitForTickets(before + 1);
	await waitForPrintedLine(line, ["sent 1", "failed 1", "sent 2", "printed 2"]);
	assert.deepEqual((await setupScreen.state(() => true)).ticketsInDoubt, []);
	assert.equal(device.paper.cutOff.length, before + 1);
});

test("leaving the kiosk ends the app", async () => {
	await openSetup();
	await setupScreen.show("leave");
	const ended = once(kiosk.app.process(), "exit");
	await kiosk.page.locator(".setup-body .setup-buttons button").click();
	// The app may exit before it has confirmed the click.
	const clicked = kiosk.page.locator(".setup-grave").click();
	await Promise.all([ended, clicked.catch(() => {})]);
});
