import assert from "node:assert/strict";
import { test } from "node:test";
import { openPrinter } from "../../main/printing/printer.ts";
import { systemClock } from "../../sync/system.ts";
import { admission, aPrinting, atPort, parts, until } from "./aPrinting.ts";
import { aPicture } from "./aTicket.ts";
import { difference, dotsOf, dotsOfPicture } from "./dots.ts";

for (const paper of [58, 80] as const) {
	test(`a ticket comes out on paper of ${paper} mm, dot for dot, cut off, with no letter beside it`, async (t) => {
		const { device, printer } = await atPort(t, { paper });
		const printing = aPrinting(t, { printer });
		printing.queueTicket(admission(5));
		await until(() => printing.told().includes("5 printed 1"));
		assert.deepEqual(printing.told(), ["5 sent 1", "5 printed 1"]);
		const [png] = device.paper.cutOff;
		assert.ok(png !== undefined);
		assert.equal(png.width, paper === 58 ? 384 : 576);
		// Three dots more, so that the picture spells no command to the printer.
		assert.equal(difference(dotsOf(png), dotsOfPicture(aPicture({ line: 5, copy: 1 }, png.width))), 3);
		assert.deepEqual(device.letters, []);
		assert.deepEqual(printing.printerShown(), { kind: "ready", isPaperLow: false });
	});
}

test("two members admitted in quick succession get two tickets, in order", async (t) => {
	const { device, printer } = await atPort(t);
	const printing = aPrinting(t, { printer });
	printing.queueTicket(admission(7));
	printing.queueTicket(admission(8));
	await until(() => device.paper.cutOff.length === 2 && printing.told().length === 4);
	assert.deepEqual(printing.told(), ["7 sent 1", "7 printed 1", "8 sent 1", "8 printed 1"]);
	const [seven, eight] = device.paper.cutOff.map(dotsOf);
	assert.ok(seven !== undefined && eight !== undefined);
	const drawn = (line: number) => dotsOfPicture(aPicture({ line, copy: 1 }));
	assert.deepEqual([difference(seven, drawn(7)), difference(eight, drawn(8))], [3, 3]);
	assert.ok(difference(seven, drawn(8)) > 3, "they are told apart");
});

test("one admission has one ticket, however often it is asked for, until it is printed again on purpose", async (t) => {
	const { device, printer } = await atPort(t);
	const printing = aPrinting(t, { printer });
	printing.queueTicket(admission(1));
	printing.queueTicket(admission(1));
	await until(() => printing.told().includes("1 printed 1"));
	printing.queueTicket(admission(1));
	assert.equal(printing.printAgain(admission(1)), true);
	await until(() => printing.told().includes("1 printed 2"));
	assert.deepEqual(printing.told(), ["1 sent 1", "1 printed 1", "1 sent 2", "1 printed 2"]);
	assert.equal(device.paper.cutOff.length, 2);
	assert.equal(printing.printAgain(admission(99)), false, "nobody was admitted by that line");
});

test("a slow printer is waited for", async (t) => {
	const { device, printer } = await atPort(t, { bytesATurn: 128, buffer: 1024 });
	const printing = aPrinting(t, { printer });
	printing.queueTicket(admission(1));
	await until(() => printing.told().includes("1 printed 1"));
	assert.deepEqual([printing.told(), printing.pending()], [["1 sent 1", "1 printed 1"], []]);
	assert.equal(device.paper.cutOff.length, 1);
});

test("a printer that answers nothing still prints", async (t) => {
	const { device, printer } = await atPort(t, { answers: false, answersInOrder: false, tellsByItself: false });
	const printing = aPrinting(t, { printer });
	printing.queueTicket(admission(1));
	await until(() => printing.told().includes("1 printed 1") && device.paper.cutOff.length === 1);
	assert.deepEqual(device.letters, []);
});

test("a printer that tells how it is, but not when it is done, is believed when it stays well", async (t) => {
	const { device, printer } = await atPort(t, { answersInOrder: false, tellsByItself: false });
	const printing = aPrinting(t, { printer });
	printing.queueTicket(admission(1));
	await until(() => printing.told().includes("1 printed 1"));
	assert.equal(device.paper.cutOff.length, 1);
});

test("an admission that was voided while its ticket waited gets none", async (t) => {
	const { device, printer } = await atPort(t);
	device.load(0);
	const printing = aPrinting(t, { printer, ticketOf: () => null });
	printing.queueTicket(admission(1));
	await until(() => printing.printerShown().kind === "trouble");
	device.load(1000);
	await until(() => printing.printerShown().kind === "ready");
	assert.deepEqual([printing.told(), device.paper.hanging], [[], 0]);
});

test("without a printer nothing is queued, and the screen shows that there is none", async (t) => {
	const printing = aPrinting(t, {
		printer: openPrinter({ connection: { kind: "none" }, paper: 80 }, parts, systemClock),
	});
	printing.queueTicket(admission(1));
	assert.deepEqual([printing.printerShown(), printing.printAgain(admission(1))], [{ kind: "none" }, false]);
	await printing.stop();
	assert.deepEqual(printing.told(), []);
});
