import assert from "node:assert/strict";
import { test } from "node:test";
import type { PrinterAvailability } from "../../core/contract/printer.ts";
import { admissionOf, openTestPrintQueue, openVirtualTcpPrinter, waitUntil } from "./testPrintQueue.ts";

for (const [why, spoil, mend] of [
	["paperOut", "load", "load"],
	["coverOpen", "openCover", "openCover"],
	["offline", "takeOffline", "takeOffline"],
] as const) {
	test(`a printer with a fault (${why}) is shown, is sent nothing, and prints what waits when it is mended`, async (t) => {
		const { device, printer } = await openVirtualTcpPrinter(t);
		if (spoil === "load") device.load(0);
		else device[spoil](true);
		const printing = openTestPrintQueue(t, { printer });
		printing.queueTicket(admissionOf(1));
		printing.queueTicket(admissionOf(2));
		await waitUntil(() => printing.printerStatus().kind === "trouble");
		assert.deepEqual(printing.printerStatus(), { kind: "trouble", why, sinceMs: 0, waiting: 2 });
		assert.deepEqual([printing.formatFacts(), printing.unsettled(), device.paper.hanging], [[], [], 0]);
		if (mend === "load") device.load(100_000);
		else device[mend](false);
		await waitUntil(() => printing.formatFacts().length === 4);
		assert.deepEqual(printing.formatFacts(), ["1 sent 1", "1 printed 1", "2 sent 1", "2 printed 1"]);
		assert.deepEqual(printing.printerStatus(), { kind: "ready", isPaperLow: false });
	});
}

function isLow(shown: PrinterAvailability): boolean {
	return shown.kind === "ready" && shown.isPaperLow;
}

test("paper that is nearly out is shown before it is out", async (t) => {
	const { device, printer } = await openVirtualTcpPrinter(t);
	device.nearEnd(true);
	const printing = openTestPrintQueue(t, { printer });
	await waitUntil(() => isLow(printing.printerStatus()));
	printing.queueTicket(admissionOf(1));
	await waitUntil(() => printing.formatFacts().includes("1 printed 1"));
	assert.deepEqual(printing.printerStatus(), { kind: "ready", isPaperLow: true });
	device.nearEnd(false);
	await waitUntil(() => !isLow(printing.printerStatus()));
});

test("a printer that is switched off is shown, and what waits is printed when it is switched on", async (t) => {
	const { device, port, printer } = await openVirtualTcpPrinter(t);
	await device.close();
	const printing = openTestPrintQueue(t, { printer });
	printing.queueTicket(admissionOf(1));
	await waitUntil(() => printing.printerStatus().kind === "trouble");
	assert.deepEqual(printing.printerStatus(), { kind: "trouble", why: "offline", sinceMs: 0, waiting: 1 });
	await device.listen(port);
	await waitUntil(() => printing.formatFacts().includes("1 printed 1"));
	assert.equal(device.paper.cutOff.length, 1);
});

test("nothing is sent to the printer before it is journalled", async (t) => {
	const { device, printer } = await openVirtualTcpPrinter(t);
	let isDiskFull = true;
	const printing = openTestPrintQueue(t, { printer, write: () => !isDiskFull });
	printing.queueTicket(admissionOf(1));
	await waitUntil(() => printing.printerStatus().kind === "trouble");
	assert.deepEqual([device.paper.cutOff.length, device.paper.hanging], [0, 0]);
	isDiskFull = false;
	await waitUntil(() => printing.formatFacts().includes("1 printed 1"));
	assert.equal(device.paper.cutOff.length, 1);
});

test("a ticket that waits is printed on the printer chosen since", async (t) => {
	const [broken, good] = [await openVirtualTcpPrinter(t), await openVirtualTcpPrinter(t, { paper: 58 })];
	broken.device.openCover(true);
	const printing = openTestPrintQueue(t, { printer: broken.printer });
	printing.queueTicket(admissionOf(1));
	await waitUntil(() => printing.printerStatus().kind === "trouble");
	printing.replacePrinter(good.printer);
	await waitUntil(() => printing.formatFacts().includes("1 printed 1"));
	assert.deepEqual([broken.device.paper.hanging, good.device.paper.cutOff.length], [0, 1]);
	printing.replacePrinter(null);
	assert.deepEqual(printing.printerStatus(), { kind: "none" });
});
