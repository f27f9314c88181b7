import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { z } from "zod";
import { readEnrolmentCode } from "../../../core/protocol/enrolmentCode.ts";
import { commands } from "../../../sync/hub/cli/commands.ts";
import { formatCommandHelp, formatHelp } from "../../../sync/hub/cli/help.ts";
import { cinemaBookings, cinemaProgramme } from "./bookings/cinema.ts";
import { addressOf, endProcess, openCommandLine } from "./commandLine.ts";

const { folder, pailou, start } = openCommandLine();

/** A hub with its signer beside it. */
async function serve(data: string): Promise<{ readonly hub: string; readonly child: ChildProcess }> {
	const clock = ["--clock", "2026-10-01T14:10:00+08:00"];
	const running = await start(
		"serve",
		"--data",
		data,
		"--port",
		"0",
		...clock,
		"--with-signer",
		"--log-level",
		"warn",
		"--json",
	);
	return { hub: addressOf(running), child: running.child };
}

test("--help lists every command, and help COMMAND shows an example of each", async () => {
	const [all, one] = await Promise.all([pailou("--help"), pailou("help", "journal")]);
	assert.deepEqual([all.code, one.code], [0, 0]);
	assert.equal(all.stdout, `${formatHelp(commands)}\n`);
	assert.match(one.stdout, /--after N/);
	for (const command of commands) {
		assert.match(all.stdout, new RegExp(`^  ${command.name}\\b`, "m"));
		assert.match(formatCommandHelp(command), new RegExp(`Example:\n  pailou ${command.name}`));
	}
});

test("what is typed wrongly is answered by a sentence and exit 2", async () => {
	const wrong = [
		[],
		["dance"],
		["venues", "--bogus"],
		["bookings"],
		["standings"],
		["enrol", "--venue", "one", "--label", "x"],
		["help", "dance"],
		["keys"],
		["keys", "dance"],
		["keys", "init", "--data", "nobodyToAsk"],
		["keys", "rotate", "--data", "made", "--role", "king"],
		["keys", "sign", "x.json"],
		["serve", "--data", "made", "--clock", "noon"],
		["serve", "--data", "made", "--log-level", "loud"],
	];
	await pailou("init", "--data", "made");
	for (const ran of await Promise.all(wrong.map((words) => pailou(...words)))) {
		assert.equal(ran.code, 2, ran.stderr);
		assert.match(ran.stderr, /^.+\.\n$/);
		assert.equal(ran.stdout, "");
	}
});

test("a hub told to log to a file does so from its start to its end, and its signer logs to a file beside it", async () => {
	await pailou("init", "--data", "logged");
	const running = await start(
		...["serve", "--data", "logged", "--port", "0", "--with-signer", "--json", "--log", "logs/hub.log"],
		...["--log-level", "info"],
	);
	await fetch(`${addressOf(running)}/v1/health`);
	assert.equal(await endProcess(running.child, "SIGTERM"), 0);
	assert.deepEqual(readdirSync(join(folder, "logs")), ["hub-signer.1.log", "hub.1.log"]);
	const readLog = (name: string) => {
		const lines = readFileSync(join(folder, "logs", name), "utf8")
			.trimEnd()
			.split("\n");
		return lines.map((line) => JSON.parse(line)).map(({ program, event, route }) => [program, event, route]);
	};
	assert.deepEqual(readLog("hub.1.log"), [
		["hub", "httpServer", undefined],
		["hub", "hubStarted", undefined],
		["hub", "request", "/v1/health"],
		["hub", "hubStopped", undefined],
	]);
	assert.deepEqual(readLog("hub-signer.1.log"), [
		["signer", "signerStarted", undefined],
		["signer", "signerStopped", undefined],
	]);
	const ran = await pailou("serve", "--data", "logged", "--log", "logs/hub.1.log/hub.log");
	assert.deepEqual([ran.code, /logs\/hub\.1\.log\/hub\.log cannot be opened/.test(ran.stderr)], [1, true], ran.stderr);
});

test("init makes keys that only their owner reads, and never writes over them", async () => {
	const { code, stdout: out } = await pailou("init", "--data", "new", "--json");
	assert.equal(code, 0);
	assert.match(z.object({ rootDigest: z.string() }).parse(JSON.parse(out)).rootDigest, /^[0-9a-f]{64}$/);
	const secrets = ["officer.token"];
	for (const sub of ["keys", "signer", "offline"]) {
		assert.equal(statSync(join(folder, "new", sub)).mode & 0o777, 0o700);
		const names = readdirSync(join(folder, "new", sub)).filter((name) => name !== "root.json");
		secrets.push(...names.map((name) => join(sub, name)));
	}
	const roots = ["offline/passphrase", "offline/root-1.key", "offline/root-2.key", "offline/root-3.key"];
	assert.deepEqual(
		secrets.map((secret) => secret.replace(/-[0-9a-f]{16}/, "")).toSorted(),
		[
			"keys/links.key",
			"keys/timestamp.pkcs8",
			"officer.token",
			...roots,
			...signed.map((role) => `signer/${role}.pkcs8`),
		].toSorted(),
	);
	for (const secret of secrets) assert.equal(statSync(join(folder, "new", secret)).mode & 0o777, 0o600);
	const again = await pailou("init", "--data", "new");
	assert.equal(again.code, 1);
	assert.match(again.stderr, /hub in new already/);
});

const signed = ["allocator", "issuer", "roster"];

test("a hub that is not there is said to be not there, with exit 1", async () => {
	assert.match((await pailou("serve", "--data", "nowhere")).stderr, /pailou init --data nowhere/);
	await pailou("init", "--data", "silent");
	const ran = await pailou("venues", "--data", "silent", "--hub", "http://127.0.0.1:9");
	assert.equal(ran.code, 1);
	assert.match(ran.stderr, /No hub answers at http:\/\/127\.0\.0\.1:9/);
});

test("an officer's day: a programme, bookings, lists, a window's code and a voucher; then the hub stops cleanly", async () => {
	await pailou("init", "--data", "day");
	const { hub, child } = await serve("day");
	const at = ["--data", "day", "--hub", hub];
	writeFileSync(join(folder, "programme.json"), JSON.stringify(cinemaProgramme()));
	writeFileSync(join(folder, "bookings.csv"), `${cinemaBookings}A-9,1,1,101,30,,\n`);
	assert.match((await pailou("programme", "programme.json", ...at)).stdout, /2 venues, 2 days, 3 sessions/);
	assert.match(
		(await pailou("bookings", "bookings.csv", ...at)).stdout,
		/^5 rows, read as UTF-8: 4 added.*1 refused\.\nline 6, A-9: party “30”: a party is/s,
	);
	assert.match((await pailou("publish", "--venue", "1", ...at)).stdout, /1 +2026-10-01 +1 +3/);
	const { code } = z
		.object({ code: z.string() })
		.parse(JSON.parse((await pailou("enrol", "--venue", "1", "--label", "1 号窗口", "--json", ...at)).stdout));
	assert.equal(readEnrolmentCode(code)?.hub, hub);
	assert.match((await pailou("voucher", "A-1", ...at)).stdout, /V1:.*\nhttp.*\/pass\/#[\w-]{22}\n/);
	const missing = await pailou("voucher", "A-99", ...at);
	assert.deepEqual([missing.code, missing.stdout], [1, ""]);
	for (const words of [["venues"], ["kiosks"], ["conflicts"], ["alarms"], ["standings", "--venue", "1"]]) {
		const [text, json] = await Promise.all([pailou(...words, ...at), pailou(...words, "--json", ...at)]);
		assert.deepEqual([text.code, json.code], [0, 0], text.stderr + json.stderr);
		assert.ok(JSON.parse(json.stdout));
	}
	assert.match((await pailou("alarm", "1", ...at)).stderr, /no alarm of this number/);
	assert.equal(await endProcess(child, "SIGTERM"), 0);
	assert.ok(!existsSync(join(folder, "day", "hub.sqlite-wal")), "the database was closed");
});
