import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { TicketFact } from "../../core/journal/ticketLedger.ts";
import { admissionOf, openTestPrintQueue, openVirtualTcpPrinter, waitLimitMs, waitUntil } from "./testPrintQueue.ts";

const program = join(import.meta.dirname, "printUntilKilled.ts");

/** A new process and two tickets: the start of Node alone takes many seconds on a busy machine. */
const processLimitMs = 6 * waitLimitMs;

/** Runs the process until it prints `text`, waits so many milliseconds more, and kills it as a power cut would. */
async function printAndKill(port: number, path: string, text: string, moreMs: number): Promise<void> {
	const child = spawn(process.execPath, [program, String(port), path], { stdio: ["ignore", "pipe", "inherit"] });
	let output = "";
	child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
		output += chunk;
	});
	await waitUntil(() => output.includes(text), processLimitMs);
	if (moreMs > 0) await new Promise((resolve) => setTimeout(resolve, moreMs));
	child.kill("SIGKILL");
	await once(child, "close");
}

for (const [moment, text, moreMs] of [
	["the moment it was journalled as sent", "sent 2", 0],
	["while it is being printed", "sent 2", 40],
	["the moment it was journalled as printed", "printed 2", 0],
] as const) {
	test(`killed ${moment}: after the restart a sent ticket is asked about, and none is printed automatically`, async (t) => {
		const folder = mkdtempSync(join(tmpdir(), "pailou-print-"));
		t.after(() => rmSync(folder, { recursive: true }));
		const path = join(folder, "facts");
		const { device, port, printer } = await openVirtualTcpPrinter(t, { buffer: 1024, bytesATurn: 256 });
		await printAndKill(port, path, text, moreMs);
		const before = readFileSync(path, "utf8")
			.split("\n")
			.filter(Boolean)
			.map((line): TicketFact => JSON.parse(line));
		const cutOff = device.paper.cutOff.length;
		const printing = openTestPrintQueue(t, { printer, admitted: [1, 2, 3], before });
		const last = before.at(-1);
		assert.ok(last !== undefined);
		const open = printing.unsettled().map(({ admission: { line }, why }) => `${line} ${why}`);
		const expected = [1, 2, 3].flatMap((line) => {
			if (before.some((fact) => fact.admission.line === line && fact.step === "printed")) return [];
			return [`${line} ${last.step === "sent" && last.admission.line === line ? "inDoubt" : "unsent"}`];
		});
		assert.deepEqual(open, expected);
		assert.equal(open.includes("1 inDoubt"), false, "the first was printed long before");
		// A reprint by the clerk comes out at once: the printer works, and had time to print what was not asked for.
		printing.reprint(admissionOf(1));
		await waitUntil(() => printing.formatFacts().includes("1 printed 2"));
		// Tickets that were partly in the printer may have come out too: the printer completes them by itself, the
		// kiosk sends none again.
		assert.ok(device.paper.cutOff.length <= cutOff + 2);
		assert.deepEqual(
			printing
				.formatFacts()
				.slice(before.length)
				.filter((fact) => !fact.startsWith("1 ")),
			[],
		);
	});
}
