import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { FuseState, FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import type Electron from "electron";
import { _electron } from "playwright";
import { exitCodes } from "../../../main/shell/exitCodes.ts";
import { packageApp } from "../../machine/package.ts";
import { inheritedEnvironment } from "../drivers/runningApp.ts";

let executable: string;
let folder: string;
before(async () => {
	executable = await packageApp({ isInspectable: true });
	folder = mkdtempSync(join(tmpdir(), "pailou-packaged-"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

test("the packaged app starts, opens its database and asks to be enrolled", async () => {
	const app = await _electron.launch({
		executablePath: executable,
		args: [`--user-data-dir=${folder}`],
		env: { ...inheritedEnvironment(), PAILOU_CLOCK: "2001-01-01T00:00:00Z" },
	});
	try {
		const page = await app.firstWindow();
		await page.locator('[data-screen="enrol"]').waitFor();
		const state = await page.evaluate(() => window.pailou.call("state", undefined));
		assert.equal(state.kind, "unenrolled");
		assert.ok(Math.abs(state.nowMs - Date.now()) < 60_000, "settings for development mean nothing to it");
		assert.ok(await app.evaluate(({ app: packaged }) => packaged.isPackaged));
		assert.ok(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isKiosk()));
		assert.match(await app.evaluate(openMissingPort), /No such file or directory/);
	} finally {
		await app.close();
	}
});

/** Runs in the app: what the archived serial library, with its binary, answers for a port that does not exist. */
async function openMissingPort({ app }: typeof Electron): Promise<string> {
	const { createRequire } = process.getBuiltinModule("node:module");
	const { SerialPort } = createRequire(`${app.getAppPath()}/package.json`)("serialport");
	const opening: Promise<unknown> = SerialPort.binding.open({ path: "/dev/no-such-port", baudRate: 9600 });
	return await opening.then(() => "opened", String);
}

test("the packaged app does not run as Node, and runs only its own archive", async () => {
	const fuses = await getCurrentFuseWire(executable);
	assert.equal(fuses[FuseV1Options.RunAsNode], FuseState.DISABLE);
	assert.equal(fuses[FuseV1Options.EnableNodeOptionsEnvironmentVariable], FuseState.DISABLE);
	assert.equal(fuses[FuseV1Options.OnlyLoadAppFromAsar], FuseState.ENABLE);
	assert.equal(fuses[FuseV1Options.EnableEmbeddedAsarIntegrityValidation], FuseState.ENABLE);
});

test("beside the packaged app is a systemd unit that restarts it unless it was left on purpose", () => {
	const unit = readFileSync(join(dirname(executable), "pailou.service"), "utf8");
	const setting = (name: string) => new RegExp(`^${name}=(.*)$`, "m").exec(unit)?.[1] ?? "";
	assert.equal(setting("Restart"), "always");
	assert.equal(setting("RestartPreventExitStatus"), `${exitCodes.alreadyRunning} ${exitCodes.leftKiosk}`);
	// The path of the deb: /opt and the product's name.
	assert.equal(setting("ExecStart"), `/opt/Pailou/${basename(executable)} --supervised`);
});
