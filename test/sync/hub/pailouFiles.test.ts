import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { bookingsHeader, cinemaProgramme } from "./bookings/cinema.ts";
import { addressOf, endProcess, openCommandLine } from "./commandLine.ts";

const { folder, pailou, start } = openCommandLine();

function write(name: string, content: string): string {
	writeFileSync(join(folder, name), content);
	return name;
}

test("bookings exit with 0 when all rows are in, 3 when some are, 1 when none is; all refused rows are in a file (O8)", async () => {
	await pailou("init", "--data", "office");
	const running = await start(
		...["serve", "--data", "office", "--port", "0", "--clock", "2026-10-01T14:10:00+08:00"],
		...["--with-signer", "--log-level", "warn", "--json"],
	);
	const at = ["--data", "office", "--hub", addressOf(running)];
	assert.equal((await pailou("programme", write("programme.json", JSON.stringify(cinemaProgramme())), ...at)).code, 0);
	const all = await pailou("bookings", write("all.csv", `${bookingsHeader}\r\nA-1,1,1,101,3,0007,\n`), ...at);
	assert.deepEqual(
		[all.code, all.stdout],
		[0, "1 rows, read as UTF-8: 1 added, 0 changed, 0 the same, 0 cancelled, 0 refused.\n"],
	);

	const bad = Array.from({ length: 60 }, (_, i) => `007${i},1,1,101,=1+1,,`);
	const part = write("part.csv", [bookingsHeader, "A-2,1,1,102,1,,", ...bad].join("\n"));
	const some = await pailou("bookings", part, "--refused", "refused.csv", ...at);
	assert.equal(some.code, 3, some.stderr);
	assert.match(
		some.stdout,
		/^61 rows, read as UTF-8: 1 added, 0 changed, 0 the same, 0 cancelled, 60 refused\.\nline 3, 0070: party “=1\+1”: a party is 1 to 9 persons; correct the number/,
	);
	assert.match(some.stdout, /\n… and 10 more\. All are in refused\.csv\.\n$/);
	assert.equal(some.stdout.trimEnd().split("\n").length, 52);
	const rows = readFileSync(join(folder, "refused.csv"), "utf8").trimEnd().split("\r\n");
	assert.equal(rows.length, 61);
	assert.equal(
		rows[1],
		'"3","\'0070","party","\'=1+1","a party is 1 to 9 persons","correct the number, or book twice"',
	);

	const none = await pailou("bookings", write("none.csv", [bookingsHeader, ...bad].join("\n")), "--json", ...at);
	assert.deepEqual([none.code, JSON.parse(none.stdout).refused], [1, 60]);
	const unwritable = await pailou("bookings", part, "--refused", "nowhere/refused.csv", ...at);
	assert.deepEqual(
		[unwritable.code, unwritable.stderr],
		[1, "The file nowhere/refused.csv cannot be written. Nothing was handed over.\n"],
	);

	await pailou("bookings", write("gone.csv", `${bookingsHeader}\nA-1,1,1,101,3,0007,cancelled\n`), ...at);
	const older = await pailou("bookings", "all.csv", ...at);
	assert.deepEqual([older.code, /is cancelled, and an older file/.test(older.stdout)], [1, true]);
	const revived = await pailou("bookings", "all.csv", "--revive", ...at);
	assert.deepEqual([revived.code, /\n1 brought back to life: A-1\.\n$/.test(revived.stdout)], [0, true], "(O5)");

	assert.equal((await pailou("publish", "--venue", "1", ...at)).code, 0);
	const day = ["--venue", "1", "--day", "2026-10-01", ...at];
	const paper = await pailou("paper", ...day);
	assert.match(paper.stdout, /^2 bookings of list version 1 are in paper-1-2026-10-01\.pdf\./, paper.stderr);
	assert.equal(readFileSync(join(folder, "paper-1-2026-10-01.pdf"), "latin1").slice(0, 5), "%PDF-");
	assert.deepEqual(
		[(await pailou("paper", ...at)).code, (await pailou("paper", "--language", "fr", ...day)).code],
		[2, 2],
	);
	const number = /short number [\d ]*(\d) (\d{3}),/.exec((await pailou("voucher", "A-1", ...at)).stdout) ?? [];
	const ticks = write("ticks.txt", `${number[1]}${number[2]} 0007\n0000 9999\n`);
	const ticked = await pailou("paper", "in", ticks, "--by", "lin", ...day);
	assert.deepEqual(
		[ticked.code, ticked.stdout.split("\n")[0]],
		[3, "2 rows: 1 admitted, 0 the same as before, 0 taken back, 1 refused."],
	);
	assert.match((await pailou("standings", "--venue", "1", ...at)).stdout, /A-1 +live +3 of 3 +paper, typed by lin/);

	assert.equal((await pailou("withdraw", ...at)).code, 2);
	assert.equal((await pailou("withdraw", "--venue", "1", "--session", "102", ...at)).code, 1);
	assert.match(
		(await pailou("withdraw", "--venue", "1", "--session", "102", "--cancel-bookings", ...at)).stdout,
		/1 bookings cancelled/,
	);
	assert.equal(await endProcess(running.child, "SIGTERM"), 0);
});

test("a demonstration is written into an empty folder or a demonstration's, and never into a hub's (O14)", async () => {
	await pailou("init", "--data", "real");
	const before = readFileSync(join(folder, "real", "roots", "1.json"), "utf8");
	const real = await pailou("demo", "--data", "real");
	assert.deepEqual(
		[real.code, real.stderr],
		[1, "real is not empty and not a demonstration's. Nothing was written. Name an empty folder with --data DIR.\n"],
	);
	assert.equal(readFileSync(join(folder, "real", "roots", "1.json"), "utf8"), before);
	mkdirSync(join(folder, "photos"));
	write("photos/one.txt", "x");
	assert.equal((await pailou("demo", "--data", "photos")).code, 1);

	const made = await pailou("demo", "--data", "new");
	assert.equal(made.code, 0, made.stderr);
	assert.match(made.stdout, / 0 refused; lists: \d+ published, 0 unchanged\.\n$/);
	assert.match(
		(await pailou("demo", "--data", "new")).stdout,
		/bookings: 0 added, \d+ there before, 0 refused; lists: 0 published/,
	);
	// A hub whose folder lost all but its database is no demonstration's either.
	cpSync(join(folder, "new"), join(folder, "copied"), { recursive: true });
	rmSync(join(folder, "copied", "demonstration.txt"));
	assert.equal((await pailou("demo", "--data", "copied")).code, 1);
});
