import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { z } from "zod";
import { cinemaBookings, cinemaProgramme } from "../hub/bookings/cinema.ts";
import { addressOf, endProcess, openCommandLine } from "../hub/commandLine.ts";

const { folder, pailou, start } = openCommandLine();
const clock = ["--clock", "2026-10-01T14:10:00+08:00"];

before(async () => {
	await pailou("init", "--data", "hub");
	writeFileSync(join(folder, "programme.json"), JSON.stringify(cinemaProgramme()));
	writeFileSync(join(folder, "bookings.csv"), cinemaBookings);
});

test("a hub without a signer does not start, and says how to start one", async () => {
	const ran = await pailou("serve", "--data", "hub", "--port", "0");
	assert.equal(ran.code, 1);
	assert.match(ran.stderr, /^No signer answers at .*signer\.sock\. Start it with: pailou signer --data hub\. .*\n$/);
});

test("the hub never reads the signer's keys; killed, the signer is missed, and served by again when it is back", async () => {
	const signer = await start("signer", "--data", "hub", ...clock);
	assert.match(signer.firstLine, /follows root 1, (?:[A-Z2-7]{4}-){7}/);
	const socket = join(folder, "hub/signer/signer.sock");
	assert.equal(statSync(socket).mode & 0o777, 0o600);
	const aside = join(folder, "aside");
	mkdirSync(aside, { mode: 0o700 });
	const keys = readdirSync(join(folder, "hub/signer")).filter((name) => name.endsWith(".pkcs8"));
	assert.equal(keys.length, 3);
	for (const name of keys) renameSync(join(folder, "hub/signer", name), join(aside, name));
	const hub = await start("serve", "--data", "hub", "--port", "0", "--json", ...clock);
	const at = ["--data", "hub", "--hub", addressOf(hub)];
	await pailou("programme", "programme.json", ...at);
	await pailou("bookings", "bookings.csv", ...at);
	assert.match((await pailou("publish", ...at)).stdout, /1 +2026-10-01 +1 +3/);
	for (const name of keys) renameSync(join(aside, name), join(folder, "hub/signer", name));

	await endProcess(signer.child, "SIGKILL");
	const missing = await pailou("voucher", "A-1", ...at);
	assert.match(missing.stderr, /signer does not answer just now/);
	const back = await start("signer", "--data", "hub", ...clock);
	assert.match((await pailou("voucher", "A-1", ...at)).stdout, /V1:/);
	const second = await pailou("signer", "--data", "hub");
	assert.deepEqual([second.code, /running at .* already/.test(second.stderr)], [1, true]);
	assert.equal(await endProcess(hub.child, "SIGTERM"), 0);
	assert.equal(await endProcess(back.child, "SIGTERM"), 0);
});

test("the log shows what was signed, and a cut one is noticed by all who look", async () => {
	const whole = await pailou("signer", "log", "--data", "hub");
	assert.match(whole.stdout, /allocation +venue 1, 2026-10-01 +1 .*3 signatures; the log is whole/s);
	const json = z
		.object({ count: z.number() })
		.parse(JSON.parse((await pailou("signer", "log", "--data", "hub", "--json")).stdout));
	assert.equal(json.count, 3);
	const log = join(folder, "hub/signer/signer.log");
	const bytes = readFileSync(log);
	truncateSync(log, bytes.lastIndexOf(0x0a, bytes.length - 2) + 1);
	const cut = await pailou("signer", "log", "--data", "hub");
	assert.deepEqual([cut.code, /It was cut: 3 signatures were given, and it ends after 2/.test(cut.stderr)], [1, true]);
	const started = await pailou("signer", "--data", "hub");
	assert.deepEqual([started.code, /log was cut or changed/.test(started.stderr)], [1, true]);
	writeFileSync(log, bytes.toString().replace("venue 1, 2026-10-01", "venue 9, 2026-10-01"));
	assert.match(
		(await pailou("signer", "log", "--data", "hub")).stderr,
		/Line [12] .*not|Line 1 was changed|Line 2 was changed/,
	);
	writeFileSync(log, bytes);
});

test("a signer that a hub started ends with it, even when the hub is killed", async () => {
	const hub = await start("serve", "--data", "hub", "--port", "0", "--with-signer", "--json", ...clock);
	hub.child.kill("SIGKILL");
	await once(hub.child, "exit");
	for (let tries = 0; ; tries++) {
		const alone = await pailou("serve", "--data", "hub", "--port", "0");
		if (/No signer answers/.test(alone.stderr)) break;
		assert.ok(tries < 10, `the signer is still there: ${alone.stderr}`);
	}
});

test("a demonstration's hub starts its own signer, unless it is told not to", async () => {
	assert.equal((await pailou("demo", "--data", "demo")).code, 0);
	const without = await pailou("serve", "--data", "demo", "--port", "0", "--without-signer");
	assert.match(without.stderr, /No signer answers/);
	const hub = await start("serve", "--data", "demo", "--port", "0", "--json", ...clock);
	const ran = await pailou("demo", "--data", "demo");
	assert.match(ran.stdout, /0 published/, ran.stderr);
	const listed = await pailou("voucher", "ND26-000001", "--data", "demo", "--hub", addressOf(hub));
	assert.equal(listed.code, 0, listed.stderr);
	assert.equal(await endProcess(hub.child, "SIGTERM"), 0);
});
