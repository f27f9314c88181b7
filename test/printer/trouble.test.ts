import assert from "node:assert/strict";
import { test } from "node:test";
import type { PrinterAvailability } from "../../core/contract/printer.ts";
import { admission, aPrinting, atPort, until } from "./aPrinting.ts";

for (const [why, spoil, mend] of [
	["paperOut", "load", "load"],
	["coverOpen", "openCover", "openCover"],
	["offline", "takeOffline", "takeOffline"],
] as const) {
	test(`a printer in trouble (${why}) says so, is sent nothing, and prints by itself when it is mended`, async (t) => {
		const { device, printer } = await atPort(t);
		if (spoil === "load") device.load(0);
		else device[spoil](true);
		const printing = aPrinting(t, { printer });
		printing.queueTicket(admission(1));
		printing.queueTicket(admission(2));
		await until(() => printing.printerShown().kind === "trouble");
		assert.deepEqual(printing.printerShown(), { kind: "trouble", why, sinceMs: 0, waiting: 2 });
		assert.deepEqual([printing.told(), printing.pending(), device.paper.hanging], [[], [], 0]);
		if (mend === "load") device.load(100_000);
		else device[mend](false);
		await until(() => printing.told().length === 4);
		assert.deepEqual(printing.told(), ["1 sent 1", "1 printed 1", "2 sent 1", "2 printed 1"]);
		assert.deepEqual(printing.printerShown(), { kind: "ready", isPaperLow: false });
	});
}

function isLow(shown: PrinterAvailability): boolean {
	return shown.kind === "ready" && shown.isPaperLow;
}

test("paper that is near its end is shown before it ends", async (t) => {
	const { device, printer } = await atPort(t);
	device.nearEnd(true);
	const printing = aPrinting(t, { printer });
	await until(() => isLow(printing.printerShown()));
	printing.queueTicket(admission(1));
	await until(() => printing.told().includes("1 printed 1"));
	assert.deepEqual(printing.printerShown(), { kind: "ready", isPaperLow: true });
	device.nearEnd(false);
	await until(() => !isLow(printing.printerShown()));
});

test("a printer that is switched off says so, and what waits comes out when it is switched on", async (t) => {
	const { device, port, printer } = await atPort(t);
	await device.close();
	const printing = aPrinting(t, { printer });
	printing.queueTicket(admission(1));
	await until(() => printing.printerShown().kind === "trouble");
	assert.deepEqual(printing.printerShown(), { kind: "trouble", why: "offline", sinceMs: 0, waiting: 1 });
	await device.listen(port);
	await until(() => printing.told().includes("1 printed 1"));
	assert.equal(device.paper.cutOff.length, 1);
});

test("nothing is sent that could not first be written down", async (t) => {
	const { device, printer } = await atPort(t);
	let isDiskFull = true;
	const printing = aPrinting(t, { printer, write: () => !isDiskFull });
	printing.queueTicket(admission(1));
	await until(() => printing.printerShown().kind === "trouble");
	assert.deepEqual([device.paper.cutOff.length, device.paper.hanging], [0, 0]);
	isDiskFull = false;
	await until(() => printing.told().includes("1 printed 1"));
	assert.equal(device.paper.cutOff.length, 1);
});

test("another printer is chosen while a ticket waits: it comes out there", async (t) => {
	const [broken, good] = [await atPort(t), await atPort(t, { paper: 58 })];
	broken.device.openCover(true);
	const printing = aPrinting(t, { printer: broken.printer });
	printing.queueTicket(admission(1));
	await until(() => printing.printerShown().kind === "trouble");
	printing.change(good.printer);
	await until(() => printing.told().includes("1 printed 1"));
	assert.deepEqual([broken.device.paper.hanging, good.device.paper.cutOff.length], [0, 1]);
	printing.change(null);
	assert.deepEqual(printing.printerShown(), { kind: "none" });
});
