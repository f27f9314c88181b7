import assert from "node:assert/strict";
import { test } from "node:test";
import type { TicketFact } from "../../../core/journal/ticketLedger.ts";
import { answer } from "../../answer.ts";
import { makeRow, mintCode, voucher } from "../../core/venueDay.ts";
import { assertKind } from "../../expectKind.ts";
import { absentPrinter, createTestClock, openOfflineKiosk, withTempFolder } from "../offlineKiosk.ts";

/** A kiosk that stopped after a ticket was sent and before its outcome was known, and the line of that admission. */
function crashWhilePrinting(path: string): number {
	const kiosk = openOfflineKiosk(path, [makeRow(voucher)], createTestClock(), { settings: absentPrinter });
	const offered = kiosk.checkIn.scan(mintCode(), "camera");
	const admitted = offered.kind === "offered" ? kiosk.checkIn.admit(offered.offer, 2) : offered;
	assertKind(admitted, "admitted");
	const { line } = admitted;
	const sent: TicketFact = { kind: "ticket", admission: { incarnation: 1, line }, copy: 1, step: "sent" };
	assert.ok(kiosk.journal.record(sent));
	// After the restart, the list that was in force is gone.
	kiosk.database.exec("DELETE FROM delta; DELETE FROM bucket; DELETE FROM allocation");
	kiosk.database.close();
	return line;
}

test("a ticket in doubt is asked about also when another day's list is in force by then, or none", () =>
	withTempFolder(async (folder) => {
		const path = `${folder}/pailou.sqlite`;
		const line = crashWhilePrinting(path);
		const again = openOfflineKiosk(path, []);
		assert.equal(again.allocations.allocationFor(null), null, "no list is held");
		assert.deepEqual(
			again.state().ticketsInDoubt.map((ticket) => [ticket.line, ticket.persons]),
			[[line, 2]],
		);
		const settled = await answer(again.device, "settleTicket", { incarnation: 1, line, isThere: true });
		assert.deepEqual(settled, { kind: "noted" });
		assert.deepEqual(again.state().ticketsInDoubt, []);
		again.database.close();
	}));
