import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultSettings } from "../../../core/contract/settings.ts";
import type { TicketFact } from "../../../core/journal/ticketLedger.ts";
import { openTicketPrinting, type TicketPrinting } from "../../../main/printing/tickets.ts";
import { noPeripherals } from "../../../main/setup/peripherals.ts";
import { makeRow, mintCode, voucher } from "../../core/venueDay.ts";
import { createTestClock, type OfflineKiosk, openOfflineKiosk, withTempFolder } from "../offlineKiosk.ts";

function openTicketPrintingOf({ journal, allocations: shelf, clock }: OfflineKiosk): TicketPrinting {
	return openTicketPrinting({
		...{ journal, allocations: shelf, clock },
		venue: { "zh-CN": "市二宫" },
		label: "1 号窗口",
		printers: noPeripherals.printers,
		settings: () => defaultSettings,
		note: () => true,
		onChange: () => {},
	});
}

/** A window that went down while a ticket was on its way to the paper; the line of its admission. */
function crashWhilePrinting(path: string): number {
	const window = openOfflineKiosk(path, [makeRow(voucher)], createTestClock(), true);
	const offered = window.checkIn.scan(mintCode(), "camera");
	const admitted = offered.kind === "offered" ? window.checkIn.admit(offered.offer, 2) : offered;
	assert.ok(admitted.kind === "admitted");
	const { line } = admitted;
	const sent: TicketFact = { kind: "ticket", admission: { incarnation: 1, line }, copy: 1, step: "sent" };
	const day = window.journal.lastDay();
	window.journal.write((append) => append(sent, { day, alloc: 1, revocations: 0, roster: 0, net: "none" }));
	// The list that was in force then is gone when the app starts again.
	window.database.exec("DELETE FROM delta; DELETE FROM bucket; DELETE FROM allocation");
	window.database.close();
	return line;
}

test("a ticket in doubt is asked about though another day's list is in force by then, or none", () =>
	withTempFolder(async (folder) => {
		const path = `${folder}/pailou.sqlite`;
		const line = crashWhilePrinting(path);
		const again = openOfflineKiosk(path, []);
		assert.equal(again.allocations.allocationFor(null, again.clock.nowMs()), null, "no list is held");
		const ticketing = openTicketPrintingOf(again);
		assert.deepEqual(
			ticketing.ticketsInDoubt().map((ticket) => [ticket.line, ticket.persons]),
			[[line, 2]],
		);
		assert.equal(ticketing.settle({ incarnation: 1, line }, true).kind, "noted");
		assert.deepEqual(ticketing.ticketsInDoubt(), []);
		await ticketing.stop();
		again.database.close();
	}));
