import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { StaffId } from "../../core/identity.ts";
import { demonstrationStartsAt } from "../demonstration/tourBookings.ts";
import { createVirtualSerialPort, type VirtualSerialPort } from "../main/scanning/virtualSerialPort.ts";
import { enrolFolder } from "./drivers/enrolFolder.ts";
import { FakeCamera } from "./drivers/fakeCamera.ts";
import { type RunningApp, startApp } from "./drivers/runningApp.ts";
import { startHub } from "./drivers/runningHub.ts";
import { SelfServiceKiosk, switchToSelfService } from "./drivers/selfServiceKiosk.ts";
import { supervisor } from "./drivers/supervisor.ts";
import { waitUntil } from "./drivers/waitUntil.ts";

/** What is promised: the right words, and work again, each within five seconds. */
const promisedMs = 5000;

let folder: string;
let camera: FakeCamera;
let scanner: VirtualSerialPort;
let kiosk: RunningApp;
before(async () => {
	folder = mkdtempSync(join(tmpdir(), "pailou-heal-"));
	const hub = await startHub(join(folder, "hub"), demonstrationStartsAt);
	await enrolFolder(hub, join(folder, "kiosk"));
	await hub.stop();
	camera = new FakeCamera(join(folder, "camera.y4m"));
	scanner = createVirtualSerialPort();
	kiosk = await startApp({ data: join(folder, "kiosk"), camera: camera.path, clock: demonstrationStartsAt });
	await kiosk.page.locator('[data-screen="counter"] [data-camera="on"] video').waitFor();
});
after(async () => {
	await kiosk.close();
	camera.close();
	scanner.close();
	rmSync(folder, { recursive: true, force: true });
});

/** The process of Chromium that captures the camera. */
async function captureProcess(): Promise<number> {
	const pid = await kiosk.app.evaluate(
		({ app }) => app.getAppMetrics().find(({ serviceName }) => serviceName?.includes("video_capture"))?.pid ?? null,
	);
	return pid ?? assert.fail("no process captures the camera");
}

/** The camera's capture stops and goes on; its track lives meanwhile. */
async function withoutFrames(work: () => Promise<void>): Promise<void> {
	const pid = await captureProcess();
	process.kill(pid, "SIGSTOP");
	try {
		await work();
	} finally {
		process.kill(pid, "SIGCONT");
	}
}

test("at the counter a camera that gives no more frames is said so within five seconds, and is on again by itself (D1)", async () => {
	const { page } = kiosk;
	await withoutFrames(async () => {
		await page.locator('[data-camera="stalled"]').waitFor({ timeout: promisedMs });
		assert.match(await page.locator("[data-camera]").innerText(), /摄像头没有画面/);
		// Opened again every three seconds, and out of order as long as no frame comes.
		await page.waitForTimeout(8000);
		assert.equal(await page.locator('[data-camera="on"]').count(), 0);
	});
	await page.locator('[data-camera="on"] video').waitFor({ timeout: promisedMs });
});

test("at the counter a serial scanner that is pulled out is said so within five seconds, and read again once it is back (D5)", async () => {
	const { page } = kiosk;
	const first = await scanner.plugIn();
	await page.evaluate(
		async ({ by, path }) => {
			const { pailou } = window;
			const state = await pailou.call("state", undefined);
			if (state.kind !== "ready") throw new Error("the kiosk is not enrolled");
			if (state.supervisors.length === 0) await pailou.call("setSupervisor", { ...by, by: null });
			await pailou.call("openSetup", { by });
			await pailou.call("changeSettings", { ...state.settings, serial: { path, baudRate: 9600 } });
			await pailou.call("closeSetup", undefined);
		},
		{ by: { staff: StaffId.parse(supervisor.staff), pin: supervisor.pin }, path: scanner.path },
	);
	await waitUntil(readSerial, (serial) => serial === "open", promisedMs);
	await first.unplug();
	await page.locator('[data-scanner="absent"]').waitFor({ timeout: promisedMs });
	assert.match(await page.locator("[data-scanner]").innerText(), /扫码器断开了/);
	const second = await scanner.plugIn();
	await page.locator("[data-scanner]").waitFor({ state: "detached", timeout: promisedMs });
	await second.send("]Q1NO VOUCHER\r");
	await page.locator('[data-verdict="refused"]').waitFor({ timeout: promisedMs });
	await second.unplug();
});

test("at self-service a camera that gives no more frames closes the kiosk and calls for staff, until its frames come (D1)", async () => {
	const { page } = kiosk;
	await switchToSelfService(page);
	const member = new SelfServiceKiosk(page);
	await page.locator('[data-screen="self-service"] [data-camera="on"]').waitFor();
	await withoutFrames(async () => {
		await page.getByText("本机的摄像头没有画面").first().waitFor({ timeout: promisedMs });
		await waitUntil(readCalls, (calls) => calls.includes("camera stalled"), promisedMs);
	});
	await page.locator('[data-screen="self-service"] [data-camera="on"]').waitFor({ timeout: promisedMs });
	await waitUntil(readCalls, (calls) => !calls.includes("camera stalled"), promisedMs);
	await member.shows("waiting", "attract");
});

test("a serial scanner that is pulled out is said so within five seconds, and read again once it is back (D5)", async () => {
	const { page } = kiosk;
	const first = await scanner.plugIn();
	await switchToSelfService(page, { serial: { path: scanner.path, baudRate: 9600 } });
	await waitUntil(readSerial, (serial) => serial === "open", promisedMs);
	await first.unplug();
	await waitUntil(readSerial, (serial) => serial === "absent", promisedMs);
	const second = await scanner.plugIn();
	await waitUntil(readSerial, (serial) => serial === "open", promisedMs);
	await second.send("]Q1NO VOUCHER\t\r");
	const { reason } = await new SelfServiceKiosk(page).shows("refused");
	assert.equal(reason, "malformed");
	await second.unplug();
});

async function readCalls(): Promise<readonly string[]> {
	const state = await kiosk.page.evaluate(() => window.pailou.call("state", undefined));
	return state.kind === "ready" ? state.wanted.map(({ of, why }) => `${of} ${why}`) : [];
}

async function readSerial(): Promise<string> {
	const state = await kiosk.page.evaluate(() => window.pailou.call("state", undefined));
	if (state.kind !== "ready") return state.kind;
	return state.serial.kind === "trouble" ? state.serial.why : state.serial.kind;
}
