import assert from "node:assert/strict";
import { test } from "node:test";
import { openPrinter } from "../../main/printing/openPrinter.ts";
import { systemClock } from "../../sync/system.ts";
import { countDifferences, dotsOfBitmap, dotsOfPng } from "./dots.ts";
import { admissionOf, openTestPrintQueue, openVirtualTcpPrinter, printerParts, waitUntil } from "./testPrintQueue.ts";
import { drawTestBitmap } from "./testTicket.ts";

for (const paper of [58, 80] as const) {
	test(`a ticket is printed on ${paper} mm paper dot for dot, cut, with no text beside it`, async (t) => {
		const { device, printer } = await openVirtualTcpPrinter(t, { paper });
		const printing = openTestPrintQueue(t, { printer });
		printing.queueTicket(admissionOf(5));
		await waitUntil(() => printing.formatFacts().includes("5 printed 1"));
		assert.deepEqual(printing.formatFacts(), ["5 sent 1", "5 printed 1"]);
		const [png] = device.paper.cutOff;
		assert.ok(png !== undefined);
		assert.equal(png.width, paper === 58 ? 384 : 576);
		// Three more dots, so that the bitmap contains no printer command.
		assert.equal(countDifferences(dotsOfPng(png), dotsOfBitmap(drawTestBitmap({ line: 5, copy: 1 }, png.width))), 3);
		assert.deepEqual(device.letters, []);
		assert.deepEqual(printing.printerStatus(), { kind: "ready", isPaperLow: false });
	});
}

test("two members admitted in quick succession get two tickets, in order", async (t) => {
	const { device, printer } = await openVirtualTcpPrinter(t);
	const printing = openTestPrintQueue(t, { printer });
	printing.queueTicket(admissionOf(7));
	printing.queueTicket(admissionOf(8));
	await waitUntil(() => device.paper.cutOff.length === 2 && printing.formatFacts().length === 4);
	assert.deepEqual(printing.formatFacts(), ["7 sent 1", "7 printed 1", "8 sent 1", "8 printed 1"]);
	const [seven, eight] = device.paper.cutOff.map(dotsOfPng);
	assert.ok(seven !== undefined && eight !== undefined);
	const drawn = (line: number) => dotsOfBitmap(drawTestBitmap({ line, copy: 1 }));
	assert.deepEqual([countDifferences(seven, drawn(7)), countDifferences(eight, drawn(8))], [3, 3]);
	assert.ok(countDifferences(seven, drawn(8)) > 3, "the two tickets differ");
});

test("one admission has one ticket, however often it is requested, unless a clerk reprints it", async (t) => {
	const { device, printer } = await openVirtualTcpPrinter(t);
	const printing = openTestPrintQueue(t, { printer });
	printing.queueTicket(admissionOf(1));
	printing.queueTicket(admissionOf(1));
	await waitUntil(() => printing.formatFacts().includes("1 printed 1"));
	printing.queueTicket(admissionOf(1));
	assert.equal(printing.reprint(admissionOf(1)), true);
	await waitUntil(() => printing.formatFacts().includes("1 printed 2"));
	assert.deepEqual(printing.formatFacts(), ["1 sent 1", "1 printed 1", "1 sent 2", "1 printed 2"]);
	assert.equal(device.paper.cutOff.length, 2);
	assert.equal(printing.reprint(admissionOf(99)), false, "nobody was admitted by that line");
});

test("the queue waits for a slow printer", async (t) => {
	const { device, printer } = await openVirtualTcpPrinter(t, { bytesATurn: 128, buffer: 1024 });
	const printing = openTestPrintQueue(t, { printer });
	printing.queueTicket(admissionOf(1));
	await waitUntil(() => printing.formatFacts().includes("1 printed 1"));
	assert.deepEqual([printing.formatFacts(), printing.unsettled()], [["1 sent 1", "1 printed 1"], []]);
	assert.equal(device.paper.cutOff.length, 1);
});

test("a printer that answers nothing still prints", async (t) => {
	const { device, printer } = await openVirtualTcpPrinter(t, {
		answersRealTime: false,
		answersInOrder: false,
		sendsAutomaticStatus: false,
	});
	const printing = openTestPrintQueue(t, { printer });
	printing.queueTicket(admissionOf(1));
	await waitUntil(() => printing.formatFacts().includes("1 printed 1") && device.paper.cutOff.length === 1);
	assert.deepEqual(device.letters, []);
});

test("a printer that reports its status but no completion counts as having printed if its status stays good", async (t) => {
	const { device, printer } = await openVirtualTcpPrinter(t, { answersInOrder: false, sendsAutomaticStatus: false });
	const printing = openTestPrintQueue(t, { printer });
	printing.queueTicket(admissionOf(1));
	await waitUntil(() => printing.formatFacts().includes("1 printed 1"));
	assert.equal(device.paper.cutOff.length, 1);
});

test("an admission that was voided while its ticket waited gets none", async (t) => {
	const { device, printer } = await openVirtualTcpPrinter(t);
	device.load(0);
	const printing = openTestPrintQueue(t, { printer, ticketOf: () => null });
	printing.queueTicket(admissionOf(1));
	await waitUntil(() => printing.printerStatus().kind === "trouble");
	device.load(1000);
	await waitUntil(() => printing.printerStatus().kind === "ready");
	assert.deepEqual([printing.formatFacts(), device.paper.hanging], [[], 0]);
});

test("without a printer nothing is queued, and the screen shows that there is none", async (t) => {
	const printing = openTestPrintQueue(t, {
		printer: openPrinter({ connection: { kind: "none" }, paper: 80 }, printerParts, systemClock),
	});
	printing.queueTicket(admissionOf(1));
	assert.deepEqual([printing.printerStatus(), printing.reprint(admissionOf(1))], [{ kind: "none" }, false]);
	await printing.stop();
	assert.deepEqual(printing.formatFacts(), []);
});
