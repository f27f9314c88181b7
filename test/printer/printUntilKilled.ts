import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { openPrinter } from "../../main/printing/openPrinter.ts";
import { openPrintQueue } from "../../main/printing/printQueue.ts";
import { silentLog } from "../../sync/log.ts";
import { systemClock } from "../../sync/system.ts";
import { admissionOf, printerParts } from "./testPrintQueue.ts";
import { testTicket } from "./testTicket.ts";

/**
 * Prints a few tickets, each journal line on the disk before it is reported on stdout; run in a process of its own, to
 * be killed.
 */
const [port = "", path = ""] = process.argv.slice(2);
const printing = openPrintQueue({
	ledger: new Map(),
	printer: openPrinter(
		{ connection: { kind: "tcp", host: "127.0.0.1", port: Number(port) }, paper: 80 },
		printerParts,
		systemClock,
	),
	write(fact) {
		const file = openSync(path, "a");
		writeSync(file, `${JSON.stringify(fact)}\n`);
		fsyncSync(file);
		closeSync(file);
		process.stdout.write(`${fact.step} ${fact.admission.line}\n`);
		return true;
	},
	ticketOf: ({ line }, copy) => ({ ...testTicket, line, copy }),
	clock: systemClock,
	queryEveryMs: 30,
	log: silentLog,
	onChange() {},
});
for (const line of [1, 2, 3]) printing.queueTicket(admissionOf(line));
