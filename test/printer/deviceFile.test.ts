import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openPrinter, type PrinterParts } from "../../main/printing/printer.ts";
import { systemClock } from "../../sync/system.ts";
import { plugIn } from "./aDeviceFile.ts";
import { admission, aPrinting, hastyParts, parts, until } from "./aPrinting.ts";
import { aPicture } from "./aTicket.ts";
import { difference, dotsOf, dotsOfPicture } from "./dots.ts";

function printerAt(path: string, given: PrinterParts = parts) {
	return openPrinter({ connection: { kind: "file", path }, paper: 80 }, given, systemClock);
}

for (const [how, answers] of [
	["that can be read back", true],
	["that only takes", false],
] as const) {
	test(`a ticket comes out of a printer behind a device file ${how}, dot for dot`, async (t) => {
		const { device, path } = await plugIn(t, { answers, answersInOrder: answers, tellsByItself: answers });
		const printing = aPrinting(t, { printer: printerAt(path, answers ? parts : hastyParts) });
		printing.queueTicket(admission(1));
		printing.queueTicket(admission(2));
		await until(() => device.paper.cutOff.length === 2 && printing.told().length === 4);
		assert.deepEqual(printing.told(), ["1 sent 1", "1 printed 1", "2 sent 1", "2 printed 1"]);
		const differences = device.paper.cutOff.map((png, i) =>
			difference(dotsOf(png), dotsOfPicture(aPicture({ line: i + 1, copy: 1 }))),
		);
		assert.deepEqual(differences, [3, 3]);
		assert.deepEqual(device.letters, []);
	});
}

test("a printer that answers too late is not asked again in the middle of its picture", async (t) => {
	const { device, path } = await plugIn(t, { answersAfterMs: 1500, bytesATurn: 64, buffer: 512 });
	const draw = () => Promise.resolve(aPicture({ line: 1, copy: 1 }, 576, 3000));
	const printing = aPrinting(t, { printer: printerAt(path, { ...hastyParts, draw }) });
	printing.queueTicket(admission(1));
	await until(() => device.paper.cutOff.length === 1 && printing.told().length === 2);
	const [png] = device.paper.cutOff;
	assert.ok(png !== undefined);
	assert.equal(difference(dotsOf(png), dotsOfPicture(await draw())), 3);
	assert.deepEqual(device.letters, []);
});

test("out of paper, a printer behind a device file says so and is sent nothing", async (t) => {
	const { device, path } = await plugIn(t);
	device.load(0);
	const printing = aPrinting(t, { printer: printerAt(path) });
	printing.queueTicket(admission(1));
	await until(() => printing.printerShown().kind === "trouble");
	assert.deepEqual(printing.printerShown(), { kind: "trouble", why: "paperOut", sinceMs: 0, waiting: 1 });
	assert.deepEqual(printing.told(), []);
});

test("a printer that takes no more, and says nothing, leaves its ticket in doubt", async (t) => {
	const { device, path } = await plugIn(t, {
		answers: false,
		answersInOrder: false,
		tellsByItself: false,
		buffer: 512,
	});
	device.load(120);
	// Longer than all that lies between the program and the printer can hold.
	const draw = () => Promise.resolve(aPicture({ line: 1, copy: 1 }, 576, 6000));
	const printing = aPrinting(t, { printer: printerAt(path, { ...hastyParts, draw }) });
	printing.queueTicket(admission(1));
	await until(() => printing.pending().length === 1);
	assert.deepEqual(printing.told(), ["1 sent 1"]);
});

test("a printer unplugged half-way leaves its ticket in doubt, and is shown as not there", async (t) => {
	const { device, path, unplug } = await plugIn(t, { buffer: 512, bytesATurn: 512 });
	const printing = aPrinting(t, { printer: printerAt(path) });
	printing.queueTicket(admission(1));
	await until(() => device.paper.hanging > 60);
	await unplug();
	await until(() => printing.pending().length === 1);
	assert.deepEqual(printing.told(), ["1 sent 1"]);
	const shown = printing.printerShown();
	assert.deepEqual([shown.kind, shown.kind === "trouble" && shown.why], ["trouble", "offline"]);
});

test("a device file that is not there is a printer that is not plugged in", async (t) => {
	const printing = aPrinting(t, { printer: printerAt("/dev/usb/there-is-none") });
	printing.queueTicket(admission(1));
	await until(() => printing.printerShown().kind === "trouble");
	assert.deepEqual(printing.printerShown(), { kind: "trouble", why: "offline", sinceMs: 0, waiting: 1 });
});

test("a file that is no device is never written over", async (t) => {
	const folder = mkdtempSync(join(tmpdir(), "pailou-lp-"));
	const path = join(folder, "diary.txt");
	writeFileSync(path, "dear diary");
	const printing = aPrinting(t, { printer: printerAt(path) });
	printing.queueTicket(admission(1));
	await until(() => printing.printerShown().kind === "trouble");
	assert.deepEqual(printing.printerShown(), { kind: "trouble", why: "error", sinceMs: 0, waiting: 1 });
	assert.equal(readFileSync(path, "utf8"), "dear diary");
	await printing.stop();
	rmSync(folder, { recursive: true });
});
