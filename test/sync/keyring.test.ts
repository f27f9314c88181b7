import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { StoreError } from "../../main/store/database.ts";
import { readIdentity } from "../../main/store/identity.ts";
import { answer } from "../answer.ts";
import { withTempFolder } from "../main/offlineKiosk.ts";
import { createTestKeyring } from "../main/testKeyring.ts";
import { openTestDevice, type TestDeviceOptions } from "./drivers/testDevice.ts";
import { openCinemaHub, type TestHub } from "./hub/testHub.ts";

/** Whether these bytes lie anywhere in the folder's files. */
function isOnDisk(folder: string, secret: Buffer): boolean {
	return readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(secret));
}

async function troubleOf(hub: TestHub, options: TestDeviceOptions): Promise<string> {
	try {
		await openTestDevice(hub, options).close();
		return "none";
	} catch (error) {
		return error instanceof StoreError ? error.kind : `unnamed: ${error}`;
	}
}

test("an enrolled kiosk's key is not on the disk in the clear, and works after a restart", () =>
	withTempFolder(async (folder) => {
		const hub = await openCinemaHub();
		const options = { path: `${folder}/pailou.sqlite`, keyring: createTestKeyring(), allowsPlainKeys: false };
		const first = openTestDevice(hub, options);
		assert.deepEqual(await first.enrol(), { kind: "enrolled" });
		assert.equal(first.ready().keys, "keyring");
		const stored = readIdentity(first.database) ?? assert.fail("no identity");
		const pkcs8 = options.keyring.unprotect(stored.privateKey);
		assert.ok(isOnDisk(folder, stored.privateKey));
		assert.ok(!isOnDisk(folder, pkcs8) && !isOnDisk(folder, pkcs8.subarray(-32)));
		await first.close();

		const second = openTestDevice(hub, options);
		await answer(second.device, "syncNow", undefined);
		assert.deepEqual([second.ready().status.net, second.ready().status.unsent], ["hub", 0]);
		assert.ok(!second.lines().some((line) => line.kind === "keysPlain"));
		await second.close();
	}));

test("without a keyring enrolment is refused before the hub is asked, and the code is good afterwards", async () => {
	const hub = await openCinemaHub();
	const shut = {
		...createTestKeyring(),
		protect: () => {
			throw new Error("the keyring is locked");
		},
	};
	for (const keyring of [null, shut]) {
		const device = openTestDevice(hub, { keyring, allowsPlainKeys: false });
		device.network.condition = "down";
		assert.deepEqual(await device.enrol(), { kind: "failed", why: "keyringMissing" });
		await device.close();
	}
});

test("an operator who insists gets plain keys, which the state shows and the journal says once", () =>
	withTempFolder(async (folder) => {
		const hub = await openCinemaHub();
		const options = { path: `${folder}/pailou.sqlite` };
		for (const time of ["first", "second", "third"]) {
			const device = openTestDevice(hub, options);
			if (device.state().kind === "unenrolled") await device.enrol();
			assert.equal(device.ready().keys, "plain", time);
			assert.equal(device.lines().filter((line) => line.kind === "keysPlain").length, 1, time);
			await device.close();
		}
	}));

test("a key that lay in plain text is protected at the next start with a keyring, and wiped from every file", () =>
	withTempFolder(async (folder) => {
		const hub = await openCinemaHub();
		const path = `${folder}/pailou.sqlite`;
		const before = openTestDevice(hub, { path });
		await before.enrol();
		const pkcs8 = readIdentity(before.database)?.privateKey ?? assert.fail("no identity");
		assert.ok(isOnDisk(folder, pkcs8));
		await before.close();

		const keyring = createTestKeyring();
		const after = openTestDevice(hub, { path, keyring, allowsPlainKeys: false });
		assert.equal(after.ready().keys, "keyring");
		assert.ok(!isOnDisk(folder, pkcs8.subarray(-32)));
		await answer(after.device, "syncNow", undefined);
		assert.equal(after.ready().status.unsent, 0);
		await after.close();

		assert.equal(await troubleOf(hub, { path, keyring: null }), "keyringMissing");
		assert.equal(await troubleOf(hub, { path, keyring: createTestKeyring() }), "identityMissing");
		assert.equal(await troubleOf(hub, { path, keyring }), "none");
	}));
