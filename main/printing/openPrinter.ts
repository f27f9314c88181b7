import type { PaperWidth, PrintDots, PrinterSettings } from "../../core/contract/printer.ts";
import type { Ticket } from "../../core/contract/ticket.ts";
import type { Timers } from "../../sync/clock.ts";
import type { Bitmap } from "./bitmap.ts";
import { openEscPos, type PrinterTimeouts } from "./escPos.ts";
import { openFileTransport } from "./fileTransport.ts";
import type { Printer } from "./printer.ts";
import { openSystemPrinter, type SystemPrinting } from "./systemPrinter.ts";
import { openTcpTransport } from "./tcpTransport.ts";

export type PrinterParts = {
	/** Renders the ticket's page as a bitmap for this paper; null when it could not be rendered. `dots` is null for what is usual. */
	readonly draw: (ticket: Ticket, paper: PaperWidth, dots: PrintDots | null) => Promise<Bitmap | null>;
	readonly system: SystemPrinting;
	readonly timeouts: PrinterTimeouts;
};

/** The driver for these settings; null for a kiosk without a printer. */
export function openPrinter(
	{ connection, paper, dots = null }: PrinterSettings,
	{ draw, system, timeouts }: PrinterParts,
	timers: Timers,
): Printer | null {
	const escPos = { draw: (ticket: Ticket) => draw(ticket, paper, dots), timeouts, timers };
	switch (connection.kind) {
		case "none":
			return null;
		case "tcp":
			return openEscPos({ ...escPos, open: () => openTcpTransport(connection, timeouts.connectMs) });
		case "file":
			return openEscPos({ ...escPos, open: () => openFileTransport(connection.path) });
		case "system":
			return openSystemPrinter({ system, name: connection.name, paper, timeouts, timers });
		default:
			return connection satisfies never;
	}
}
