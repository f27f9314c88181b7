import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { openPrinter } from "../../main/printing/printer.ts";
import { openPrinting } from "../../main/printing/printQueue.ts";
import { systemClock } from "../../sync/system.ts";
import { admission, parts } from "./aPrinting.ts";
import { aTicket } from "./aTicket.ts";

/** Prints a few tickets, each fact on the disk before it is told; run in a process of its own, to be killed. */
const [port = "", path = ""] = process.argv.slice(2);
const printing = openPrinting({
	book: new Map(),
	printer: openPrinter(
		{ connection: { kind: "tcp", host: "127.0.0.1", port: Number(port) }, paper: 80 },
		parts,
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
	ticketOf: ({ line }, copy) => ({ ...aTicket, line, copy }),
	clock: systemClock,
	lookEveryMs: 30,
	changed() {},
});
for (const line of [1, 2, 3]) printing.queueTicket(admission(line));
