import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import SqliteDatabase from "better-sqlite3";
import { exitCodes } from "../../../main/shell/exitCodes.ts";
import { demonstrationStartsAt, kioskVenue } from "../../demonstration/tourBookings.ts";
import { expectKind } from "../../expectKind.ts";
import { CounterScreen } from "../drivers/counterScreen.ts";
import { keyringUnlockPath } from "../drivers/keyringScript.ts";
import { openOfficer } from "../drivers/officer.ts";
import { startApp } from "../drivers/runningApp.ts";
import { type RunningHub, startHub } from "../drivers/runningHub.ts";
import { setFirstSupervisor } from "../drivers/supervisor.ts";
import { enrolByTyping } from "../drivers/testVenue.ts";

let folder: string;
let hub: RunningHub;
before(async () => {
	folder = mkdtempSync(join(tmpdir(), "pailou-keyring-"));
	hub = await startHub(join(folder, "hub"), demonstrationStartsAt);
});
after(async () => {
	await hub.stop();
	rmSync(folder, { recursive: true, force: true });
});

/** The prefix of every Ed25519 private key in PKCS #8 (RFC 8410), before its 32 secret bytes. */
const pkcs8Start = Buffer.from("302e020100300506032b657004220420", "hex");

test("with a real keyring a kiosk enrols, restarts and works, and no file holds its key in plain text", async () => {
	const data = join(folder, "kiosk");
	const keyringFolder = join(folder, "keyring");
	mkdirSync(keyringFolder);
	const settings = { data, camera: null, clock: demonstrationStartsAt, keys: "keyring", keyringFolder } as const;
	const first = await startApp(settings);
	await enrolByTyping(first.page, await openOfficer(hub).enrolmentCode(kioskVenue, "1 号窗口"));
	await setFirstSupervisor(first.page);
	await new CounterScreen(first).ready();
	await first.page.locator('[data-net="hub"][data-unsent="0"]').first().waitFor({ timeout: 20_000 });
	await first.close();

	const second = await startApp(settings);
	const screen = new CounterScreen(second);
	await screen.ready();
	const state = await second.page.evaluate(() => window.pailou.call("state", undefined));
	assert.equal(expectKind(state, "ready").keys, "keyring");
	await screen.scan("RUBBISH, WHICH IS A LINE THAT MUST BE SIGNED");
	assert.equal((await screen.next()).reason, "malformed");
	await second.page.evaluate(() => window.pailou.call("syncNow", undefined));
	await second.page.locator('[data-net="hub"][data-unsent="0"]').first().waitFor({ timeout: 20_000 });
	await second.close();

	const names = readdirSync(data).filter((name) => name.startsWith("pailou.sqlite"));
	assert.ok(names.length > 0);
	for (const name of names) assert.ok(!readFileSync(join(data, name)).includes(pkcs8Start), name);
	const database = new SqliteDatabase(join(data, "pailou.sqlite"), { readonly: true });
	assert.deepEqual(database.prepare("SELECT keyState FROM identity").pluck().all(), ["keyring"]);
	database.close();

	const shut = await startApp({ data, camera: null, clock: demonstrationStartsAt, keys: "keyring" });
	const trouble = shut.page.locator('[data-screen="trouble"]');
	await trouble.waitFor();
	assert.equal(await trouble.getAttribute("data-trouble"), "keyringMissing");
	await shut.close();
});

test("a keyring that is locked when the app starts is said so, and once it is unlocked the app starts again by itself (D2)", async () => {
	const data = join(folder, "late");
	const keyringFolder = join(folder, "lateKeyring");
	mkdirSync(keyringFolder);
	const settings = { data, camera: null, clock: demonstrationStartsAt, keys: "keyring", keyringFolder } as const;
	const first = await startApp(settings);
	await enrolByTyping(first.page, await openOfficer(hub).enrolmentCode(kioskVenue, "3 号窗口"));
	await setFirstSupervisor(first.page);
	await first.close();

	// Supervised, it ends, and whoever supervises it starts it again.
	const locked = await startApp({ ...settings, isKeyringLate: true, switches: ["--supervised"] });
	const trouble = locked.page.locator('[data-screen="trouble"][data-trouble="keyringMissing"]');
	await trouble.waitFor({ timeout: 5000 });
	assert.match(await trouble.innerText(), /自动重开/);
	const ended = once(locked.app.process(), "exit", { signal: AbortSignal.timeout(5000) });
	writeFileSync(keyringUnlockPath(keyringFolder), "");
	assert.deepEqual((await ended)[0], exitCodes.store);
	const again = await startApp(settings);
	await new CounterScreen(again).ready();
	await again.close();
});

test("without a keyring enrolment is refused with the remedy, and the code stays valid", async () => {
	const data = join(folder, "poor");
	const code = await openOfficer(hub).enrolmentCode(kioskVenue, "2 号窗口");
	const refused = await startApp({ data, camera: null, clock: demonstrationStartsAt, keys: "keyring" });
	await enrolByTyping(refused.page, code);
	const screen = refused.page.locator('[data-enrol="keyringMissing"]');
	await screen.waitFor();
	assert.match(await screen.innerText(), /密钥环[\s\S]*登记码没有被用掉/);
	if (process.env.PAILOU_PICTURES)
		await refused.page.screenshot({ path: `${process.env.PAILOU_PICTURES}/keyring.png` });
	await refused.close();

	const insisted = await startApp({ data, camera: null, clock: demonstrationStartsAt });
	await enrolByTyping(insisted.page, code);
	await setFirstSupervisor(insisted.page);
	await new CounterScreen(insisted).ready();
	await insisted.page.locator(".header-plain").waitFor();
	await insisted.close();
});
