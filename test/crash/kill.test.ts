import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { test } from "node:test";
import { fromHex } from "../../core/bytes/bytes.ts";
import { emptyJournalHead, isNextInChain, readLine } from "../../core/journal/journal.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import { keyPair } from "../core/venueDay.ts";
import { assertKind } from "../expectKind.ts";
import { openOfflineKiosk, withTempFolder } from "../main/offlineKiosk.ts";
import { readEntry } from "../readEntry.ts";

const program = join(import.meta.dirname, "scanUntilKilled.ts");
const publicKey = fromHex(keyPair("device").publicKey) as Uint8Array;
const rounds = 25;

/** Scans in a process of its own, kills it after so many lines, and returns the admissions it printed. */
async function scanAndKill(path: string, afterLines: number): Promise<{ id: string; line: number }[]> {
	const child = spawn(process.execPath, [program, path, "150"], { stdio: ["ignore", "pipe", "inherit"] });
	const printed: { id: string; line: number }[] = [];
	let rest = "";
	child.stdout.setEncoding("utf8").on("data", (text: string) => {
		const lines = (rest + text).split("\n");
		rest = lines.pop() ?? "";
		for (const line of lines) {
			const [word, id = "", number] = line.split(" ");
			if (word === "admitted") printed.push({ id, line: Number(number) });
			if (printed.length >= afterLines) child.kill("SIGKILL");
		}
	});
	await once(child, "close");
	return printed;
}

test("killed at any moment, twenty-five times over: every admission that was shown is on the disk, whole and chained", async () => {
	await withTempFolder(async (folder) => {
		const path = join(folder, "pailou.sqlite");
		const printed = new Set<string>();
		for (let round = 0; round < rounds; round++) {
			for (const admitted of await scanAndKill(path, 1 + ((round * 7) % 40)))
				printed.add(`${admitted.id} ${admitted.line}`);
			const { journal, database, checkIn } = openOfflineKiosk(path, []);
			let head = emptyJournalHead;
			const redeemed = new Map<string, number>();
			for (const line of journal.linesFrom(1, 100_000)) {
				const reading = readLine(line, publicKey, crypto);
				assertKind(reading, "line");
				assert.ok(isNextInChain(head, reading.link), `round ${round}: the chain is unbroken`);
				head = { seq: reading.link.seq, digest: reading.digest };
				const entry = readEntry(line);
				if (entry.kind === "redeemed") redeemed.set(entry.row, (redeemed.get(entry.row) ?? 0) + entry.persons);
			}
			const lines = new Set(journal.linesFrom(1, 100_000).map((line) => readEntry(line).seq));
			for (const one of printed)
				assert.ok(lines.has(Number(one.split(" ")[1])), `round ${round}: ${one} is on the disk`);
			for (const [row, persons] of redeemed) assert.ok(persons <= 2, `round ${round}: ${row} admitted ${persons} of 2`);
			assert.equal(checkIn.scan("x", "typed").kind, "refused", "and the kiosk works");
			database.close();
		}
		assert.ok(printed.size > rounds, "admissions were shown");
	});
});
