import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { root } from "../../../machine/folders.ts";
import { addressOf } from "../commandLine.ts";
import { createTestDataFolder } from "./testDataFolder.ts";

/** `npm run pailou -- serve`, as people type it, with its signer. */
async function startWithNpm(data: string) {
	const words = ["serve", "--data", data, "--port", "0", "--with-signer", "--json", "--log-level", "error"];
	const pages = ["--pages", join(root, "renderer")];
	const child = spawn("npm", ["run", "--silent", "pailou", "--", ...words, ...pages], {
		cwd: root,
		detached: true,
		stdio: ["ignore", "pipe", "inherit"],
	});
	const [firstLine] = await once(createInterface({ input: child.stdout }), "line");
	return { child, address: addressOf({ child, firstLine }) };
}

const isUp = (address: string) =>
	fetch(`${address}/v1/root`).then(
		({ ok }) => ok,
		() => false,
	);

async function waitUntil(what: string, isSo: () => Promise<boolean> | boolean): Promise<void> {
	for (let tries = 0; tries < 300; tries++) {
		if (await isSo()) return;
		await wait(100);
	}
	assert.fail(what);
}

for (const signal of ["SIGTERM", "SIGINT", "SIGKILL"] as const) {
	test(`after ${signal} to npm neither the hub nor its signer goes on (H8)`, { timeout: 120_000 }, async () => {
		const data = createTestDataFolder();
		const { child, address } = await startWithNpm(data);
		assert.ok(await isUp(address));
		const npm = child.pid ?? assert.fail("npm did not start");
		// A terminal's Ctrl+C reaches the whole group, and npm waits for what it started.
		process.kill(signal === "SIGINT" ? -npm : npm, signal);
		await waitUntil("the hub goes on", async () => !(await isUp(address)));
		await waitUntil("the hub's database is not closed", () => !existsSync(join(data, "hub.sqlite-wal")));
		await waitUntil("the signer goes on", () => !existsSync(join(data, "signer", "signer.sqlite-wal")));
	});
}
