import assert from "node:assert/strict";
import { test } from "node:test";
import type { TicketFact } from "../../core/journal/ticketLedger.ts";
import { openPrinter } from "../../main/printing/openPrinter.ts";
import { drawRuler } from "../../main/printing/ruler.ts";
import { systemClock } from "../../sync/system.ts";
import { countDifferences, dotsOfBitmap, dotsOfPng } from "./dots.ts";
import { admissionOf, openTestPrintQueue, openVirtualTcpPrinter, printerParts, waitUntil } from "./testPrintQueue.ts";
import { drawTestBitmap, testTicket } from "./testTicket.ts";

function lines(facts: readonly TicketFact[]): string[] {
	return facts.map(({ admission: { line }, step }) => `${line} ${step}`);
}

for (const [how, fail] of [
	["cannot be drawn", () => Promise.resolve(null)],
	["makes the drawing fail with an exception", () => Promise.reject(new Error("the page is gone"))],
] as const) {
	test(`a ticket that ${how} is drawn once, is asked about, and the next is printed (D7)`, async (t) => {
		const { device, port } = await openVirtualTcpPrinter(t);
		let drawn = 0;
		const printer = openPrinter(
			{ connection: { kind: "tcp", host: "127.0.0.1", port }, paper: 80 },
			{
				...printerParts,
				draw(ticket) {
					if (ticket.line !== 1) return Promise.resolve(drawTestBitmap(ticket, 576));
					drawn += 1;
					return fail();
				},
			},
			systemClock,
		);
		const printing = openTestPrintQueue(t, { printer });
		for (const line of [1, 2]) printing.queueTicket(admissionOf(line));
		await waitUntil(() => printing.formatFacts().includes("2 printed 1"));
		await new Promise((resolve) => setTimeout(resolve, 200));
		assert.equal(drawn, 1);
		assert.equal(device.paper.cutOff.length, 1);
		assert.deepEqual(
			printing.unsettled().map(({ admission: { line }, why }) => `${line} ${why}`),
			["1 failed"],
		);
		assert.equal(printing.printerStatus().kind, "ready");
		assert.ok(printing.settle(admissionOf(1), false), "a person may ask for it again");
		await waitUntil(() => drawn === 2 && printing.unsettled().length === 1);
	});
}

for (const step of ["sent", "printed"] as const) {
	test(`an exception while "${step}" is recorded costs that ticket alone (D12)`, async (t) => {
		const { printer } = await openVirtualTcpPrinter(t);
		const printing = openTestPrintQueue(t, {
			printer,
			write(fact) {
				if (fact.admission.line === 1 && fact.step === step) throw new Error("a fault of ours");
				return true;
			},
		});
		for (const line of [1, 2]) printing.queueTicket(admissionOf(line));
		await waitUntil(() => printing.formatFacts().includes("2 printed 1"));
		assert.deepEqual(
			printing.unsettled().map(({ admission: { line }, why }) => `${line} ${why}`),
			[step === "sent" ? "1 failed" : "1 inDoubt"],
		);
		assert.equal(printing.printerStatus().kind, "ready");
	});
}

test("an exception while a ticket's content is made costs that ticket alone (D12)", async (t) => {
	const { printer } = await openVirtualTcpPrinter(t);
	const printing = openTestPrintQueue(t, {
		printer,
		ticketOf(line, copy) {
			if (line === 1) throw new Error("a fault of ours");
			return { ...testTicket, line, copy };
		},
	});
	for (const line of [1, 2]) printing.queueTicket(admissionOf(line));
	await waitUntil(() => printing.formatFacts().includes("2 printed 1"));
	assert.deepEqual(
		printing.unsettled().map(({ why }) => why),
		["failed"],
	);
});

test("tickets that cannot be journalled wait, and the screen says that it is not the printer (D12)", async (t) => {
	const { printer } = await openVirtualTcpPrinter(t);
	let isDiskFull = true;
	const printing = openTestPrintQueue(t, { printer, write: () => !isDiskFull });
	printing.queueTicket(admissionOf(1));
	await waitUntil(() => printing.printerStatus().kind === "trouble");
	assert.deepEqual(printing.printerStatus(), { kind: "trouble", why: "notRecorded", sinceMs: 0, waiting: 1 });
	isDiskFull = false;
	await waitUntil(() => printing.formatFacts().includes("1 printed 1"));
});

test("a supervisor drops what waits: none of it is printed or asked about, not after a restart either (D7)", async (t) => {
	const { device, printer } = await openVirtualTcpPrinter(t);
	device.openCover(true);
	const printing = openTestPrintQueue(t, { printer });
	for (const line of [1, 2, 3]) printing.queueTicket(admissionOf(line));
	await waitUntil(() => printing.printerStatus().kind === "trouble");
	assert.equal(printing.dropWaiting(), 3);
	device.openCover(false);
	await waitUntil(() => printing.printerStatus().kind === "ready");
	assert.deepEqual([lines(printing.facts), printing.unsettled()], [["1 dropped", "2 dropped", "3 dropped"], []]);
	const again = openTestPrintQueue(t, { printer: null, admitted: [1, 2, 3], before: printing.facts });
	assert.deepEqual(again.unsettled(), []);
	assert.ok(printing.reprint(admissionOf(2)), "it can still be printed when it is needed");
	await waitUntil(() => printing.formatFacts().includes("2 printed 2"));
	assert.equal(device.paper.cutOff.length, 1);
});

test("the ruler's bars end exactly at 384, 512 and 576 dots, and a narrower head cuts off the longer ones (D8)", async (t) => {
	const { rows } = dotsOfBitmap(drawRuler());
	const ends = new Set(rows.map((row) => row.lastIndexOf("#") + 1).filter((end) => end > 300));
	assert.deepEqual([...ends].toSorted(), [384, 512, 576]);
	for (const [paper, dots] of [
		[58, null],
		[80, 512],
		[80, null],
	] as const) {
		const { device, port } = await openVirtualTcpPrinter(t, { paper });
		const widths: number[] = [];
		const printer = openPrinter(
			{ connection: { kind: "tcp", host: "127.0.0.1", port }, paper, dots },
			{
				...printerParts,
				draw(ticket, mm, given) {
					widths.push(given ?? (mm === 58 ? 384 : 576));
					return Promise.resolve(drawTestBitmap(ticket, given ?? (mm === 58 ? 384 : 576)));
				},
			},
			systemClock,
		);
		const printing = openTestPrintQueue(t, { printer });
		printing.queueTicket(admissionOf(1));
		await waitUntil(() => printing.formatFacts().includes("1 printed 1"));
		const width = dots ?? (paper === 58 ? 384 : 576);
		assert.deepEqual(widths, [width]);
		const [png] = device.paper.cutOff;
		assert.ok(png !== undefined);
		const printed = { width, rows: dotsOfPng(png).rows.map((row) => row.slice(0, width)) };
		const bitmap = drawTestBitmap({ line: 1, copy: 1 }, width);
		assert.ok(countDifferences(printed, dotsOfBitmap(bitmap)) <= 3);
	}
});
