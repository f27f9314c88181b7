import type { PaperWidth, PrinterSettings } from "../../core/contract/printer.ts";
import type { Ticket } from "../../core/contract/ticket.ts";
import type { Timers } from "../../sync/clock.ts";
import type { Bitmap } from "./bitmap.ts";
import { openEscPos, type PrinterTimeouts } from "./escPos.ts";
import { openFileTransport } from "./fileTransport.ts";
import type { Printer } from "./printer.ts";
import { openSystemPrinter, type SystemPrinting } from "./systemPrinter.ts";
import { openTcpTransport } from "./tcpTransport.ts";

export type PrinterParts = {
	/** The ticket's page in the dots of such paper; null when it could not be drawn. */
	readonly draw: (ticket: Ticket, paper: PaperWidth) => Promise<Bitmap | null>;
	readonly system: SystemPrinting;
	readonly patience: PrinterTimeouts;
};

/** Null for a window without a printer. */
export function openPrinter(
	{ connection, paper }: PrinterSettings,
	parts: PrinterParts,
	timers: Timers,
): Printer | null {
	const { patience } = parts;
	switch (connection.kind) {
		case "none":
			return null;
		case "tcp":
			return openEscPos({
				open: () => openTcpTransport(connection, patience.connectMs),
				timers,
				...drawOn(paper, parts),
			});
		case "file":
			return openEscPos({
				open: () => openFileTransport(connection.path, patience.connectMs),
				timers,
				...drawOn(paper, parts),
			});
		case "system":
			return openSystemPrinter(parts.system, connection.name, paper);
		default:
			return connection satisfies never;
	}
}

function drawOn(paper: PaperWidth, { draw, patience }: PrinterParts) {
	return { draw: (ticket: Ticket) => draw(ticket, paper), patience };
}
