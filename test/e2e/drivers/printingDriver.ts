import type { PaperWidth, PrinterSettings } from "../../../core/contract/printer.ts";
import type { Ticket } from "../../../core/contract/ticket.ts";
import { defaultPrinterTimeouts } from "../../../main/printing/escPos.ts";
import { openPrinter } from "../../../main/printing/openPrinter.ts";
import type { PrintOutcome } from "../../../main/printing/printer.ts";
import { openTicketPage } from "../../../main/printing/ticketPage.ts";
import { silentLog } from "../../../sync/log.ts";
import { systemClock } from "../../../sync/system.ts";

// The product's printing code, bundled so that a test can call it inside the app. `pages` is the folder of the built
// pages.

/** Each row of dots as a string of 0 and 1; null when rendering failed. */
export async function draw(pages: string, ticket: Ticket, paper: PaperWidth): Promise<readonly string[] | null> {
	const picture = await openTicketPage(pages, systemClock, silentLog).draw(ticket, paper, null);
	if (picture === null) return null;
	const row = (y: number) => picture.dots.subarray(y * picture.width, (y + 1) * picture.width).join("");
	return Array.from({ length: picture.height }, (_, y) => row(y));
}

export async function print(pages: string, ticket: Ticket, settings: PrinterSettings): Promise<PrintOutcome | null> {
	const printer = openPrinter(
		settings,
		{
			...openTicketPage(pages, systemClock, silentLog),
			timeouts: { ...defaultPrinterTimeouts, answerMs: 10_000 },
		},
		systemClock,
	);
	return printer === null ? null : await printer.print(ticket, { beforeSend: () => true, onTrouble() {} });
}
