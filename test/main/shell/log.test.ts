import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { makeShortNumber } from "../../../core/allocation/shortNumber.ts";
import { openLog } from "../../../main/shell/log.ts";
import { describeError } from "../../../sync/log.ts";
import { duringAdmissionMs, keyPair, mintCode, voucher } from "../../core/venueDay.ts";
import { withTempFolder } from "../offlineKiosk.ts";

const nowMs = () => duringAdmissionMs;

test("an event is one line: time, level, name and details", () =>
	withTempFolder((folder) => {
		const log = openLog({ folder, nowMs, copiesToStderr: false });
		log.warn("pageLost", { reason: "crashed", delayMs: 2000, isFirst: true, why: null });
		log.info("started");
		const at = new Date(duringAdmissionMs).toISOString();
		assert.deepEqual(readFileSync(join(folder, "kiosk.log"), "utf8").split("\n"), [
			`${at} warn pageLost {"reason":"crashed","delayMs":2000,"isFirst":true,"why":null}`,
			`${at} info started`,
			"",
		]);
	}));

test("the log is readable by its owner alone", { skip: process.platform === "win32" }, () =>
	withTempFolder((folder) => {
		openLog({ folder, nowMs, copiesToStderr: false }).info("started");
		assert.equal(statSync(join(folder, "kiosk.log")).mode & 0o777, 0o600);
	}),
);

test("five files are kept, the newest lines in the first", () =>
	withTempFolder((folder) => {
		const log = openLog({ folder, nowMs, copiesToStderr: false, maxFileBytes: 1000 });
		for (let i = 0; i < 300; i++) log.info("event", { i });
		const names = readdirSync(folder).sort();
		assert.deepEqual(names, ["kiosk.1.log", "kiosk.2.log", "kiosk.3.log", "kiosk.4.log", "kiosk.log"]);
		for (const name of names) assert.ok(statSync(join(folder, name)).size < 1100, name);
		const lines = ["kiosk.4.log", "kiosk.3.log", "kiosk.2.log", "kiosk.1.log", "kiosk.log"]
			.flatMap((name) => readFileSync(join(folder, name), "utf8").trim().split("\n"))
			.map((line) => Number(/"i":(\d+)/.exec(line)?.[1]));
		assert.deepEqual(
			lines,
			lines.map((_, at) => 300 - lines.length + at),
		);
	}));

test("the recent log spans a rotation and begins with a whole line", () =>
	withTempFolder((folder) => {
		const log = openLog({ folder, nowMs, copiesToStderr: false, maxFileBytes: 150_000 });
		assert.equal(log.readRecentLog(), "");
		for (let i = 0; i < 6000; i++) log.info("event", { i });
		const recent = log.readRecentLog();
		assert.ok(recent.length > 195_000 && recent.length <= 200_000, String(recent.length));
		const lines = recent.trimEnd().split("\n");
		for (const line of lines) assert.match(line, /^2026-\S+ info event \{"i":\d+\}$/);
		assert.match(lines.at(-1) ?? "", /"i":5999\}$/);
	}));

test("what looks like a voucher, a card, a PIN, a key or a name is masked in any place of a line", () =>
	withTempFolder((folder) => {
		const log = openLog({ folder, nowMs, copiesToStderr: false });
		const hex = keyPair("device").publicKey;
		const secrets = [
			mintCode(),
			mintCode().slice(0, 30),
			voucher.id,
			hex,
			Buffer.from(hex, "hex").toString("base64"),
			Buffer.from(hex, "hex").toString("base64url"),
			makeShortNumber("4071935286"),
			"4071 9352 864",
			"483920",
			"7391",
			"ABCD-23456789.00112233445566778899aabbccddeeff@https://hub.example",
			"abcd-23456789",
			"陈小明",
		];
		for (const secret of secrets) log.error("event", { reason: secret, detail: `refused: ${secret} twice` });
		log.error("event", { pin: "12", card: 7391, name: "Chen Xiaoming", code: "x", key: "k" });
		const written = readFileSync(join(folder, "kiosk.log"), "utf8");
		for (const secret of [...secrets, "Chen", "7391", '"12"']) {
			assert.ok(!written.includes(secret), `${secret} was written:\n${written}`);
		}
	}));

test("codes, days, addresses, durations and stacks are not masked", () =>
	withTempFolder((folder) => {
		const log = openLog({ folder, nowMs, copiesToStderr: false });
		const error = Object.assign(new Error("7391"), { code: "ENOSPC" });
		const details = {
			day: "2026-10-01",
			kiosk: "k0123456789ab",
			reason: "tooManyRequests",
			at: "2026-10-01T09:30:00.000Z",
			address: "http://127.0.0.1:8443/v1/rows",
			durationMs: 12_345,
			...describeError(error),
		};
		log.error("event", details);
		const [, written = ""] = /event (.*)\n/.exec(readFileSync(join(folder, "kiosk.log"), "utf8")) ?? [];
		assert.deepEqual(JSON.parse(written), details);
	}));
