import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openPrinter, type PrinterParts } from "../../main/printing/openPrinter.ts";
import { systemClock } from "../../sync/system.ts";
import { expectKind } from "../expectKind.ts";
import { countDifferences, dotsOfBitmap, dotsOfPng } from "./dots.ts";
import {
	admissionOf,
	hastyPrinterParts,
	openTestPrintQueue,
	printerParts,
	waitLimitMs,
	waitUntil,
} from "./testPrintQueue.ts";
import { drawTestBitmap } from "./testTicket.ts";
import { openVirtualDeviceFile } from "./virtualDeviceFile.ts";

function printerAt(path: string, given: PrinterParts = printerParts) {
	return openPrinter({ connection: { kind: "file", path }, paper: 80 }, given, systemClock);
}

for (const [how, answers] of [
	["that can be read back", true],
	["that only takes", false],
] as const) {
	test(`a ticket comes out of a printer behind a device file ${how}, dot for dot`, async (t) => {
		const { printer: device, path } = await openVirtualDeviceFile(t, {
			answersRealTime: answers,
			answersInOrder: answers,
			sendsAutomaticStatus: answers,
		});
		const printing = openTestPrintQueue(t, { printer: printerAt(path, answers ? printerParts : hastyPrinterParts) });
		printing.queueTicket(admissionOf(1));
		printing.queueTicket(admissionOf(2));
		await waitUntil(() => device.paper.cutOff.length === 2 && printing.formatFacts().length === 4);
		assert.deepEqual(printing.formatFacts(), ["1 sent 1", "1 printed 1", "2 sent 1", "2 printed 1"]);
		const differences = device.paper.cutOff.map((png, i) =>
			countDifferences(dotsOfPng(png), dotsOfBitmap(drawTestBitmap({ line: i + 1, copy: 1 }))),
		);
		assert.deepEqual(differences, [3, 3]);
		assert.deepEqual(device.letters, []);
	});
}

test("a printer that answers too late is not queried again within a bitmap", async (t) => {
	const { printer: device, path } = await openVirtualDeviceFile(t, {
		answersAfterMs: 1500,
		bytesATurn: 64,
		buffer: 512,
	});
	const draw = () => Promise.resolve(drawTestBitmap({ line: 1, copy: 1 }, 576, 3000));
	const printing = openTestPrintQueue(t, { printer: printerAt(path, { ...hastyPrinterParts, draw }) });
	printing.queueTicket(admissionOf(1));
	await waitUntil(() => device.paper.cutOff.length === 1 && printing.formatFacts().length === 2);
	const [png] = device.paper.cutOff;
	assert.ok(png !== undefined);
	assert.equal(countDifferences(dotsOfPng(png), dotsOfBitmap(await draw())), 3);
	assert.deepEqual(device.letters, []);
});

test("out of paper, a printer behind a device file says so and is sent nothing", async (t) => {
	const { printer: device, path } = await openVirtualDeviceFile(t);
	device.load(0);
	const printing = openTestPrintQueue(t, { printer: printerAt(path) });
	printing.queueTicket(admissionOf(1));
	await waitUntil(() => printing.printerStatus().kind === "trouble");
	assert.deepEqual(printing.printerStatus(), { kind: "trouble", why: "paperOut", sinceMs: 0, waiting: 1 });
	assert.deepEqual(printing.formatFacts(), []);
});

test("a printer that stops accepting data without an answer leaves its ticket in doubt", async (t) => {
	const { printer: device, path } = await openVirtualDeviceFile(t, {
		answersRealTime: false,
		answersInOrder: false,
		sendsAutomaticStatus: false,
		buffer: 512,
	});
	device.load(120);
	// Longer than all buffers between the program and the printer.
	const draw = () => Promise.resolve(drawTestBitmap({ line: 1, copy: 1 }, 576, 6000));
	const printing = openTestPrintQueue(t, { printer: printerAt(path, { ...hastyPrinterParts, draw }) });
	printing.queueTicket(admissionOf(1));
	await waitUntil(() => printing.unsettled().length === 1);
	assert.deepEqual(printing.formatFacts(), ["1 sent 1"]);
});

test("a printer unplugged during a ticket leaves it in doubt, and is shown as not connected", async (t) => {
	const { printer: device, path, unplug } = await openVirtualDeviceFile(t, { buffer: 512, bytesATurn: 512 });
	const printing = openTestPrintQueue(t, { printer: printerAt(path) });
	printing.queueTicket(admissionOf(1));
	await waitUntil(() => device.paper.hanging > 60);
	await unplug();
	// At worst the device reports nothing at all: then the ticket is given up once nothing has moved for so long.
	const { answerMs, stallMs } = printerParts.timeouts;
	await waitUntil(() => printing.unsettled().length === 1, answerMs + stallMs + waitLimitMs);
	assert.deepEqual(printing.formatFacts(), ["1 sent 1"]);
	const shown = printing.printerStatus();
	assert.deepEqual([shown.kind, expectKind(shown, "trouble").why], ["trouble", "offline"]);
});

test("a missing device file is a printer that is not connected", async (t) => {
	const printing = openTestPrintQueue(t, { printer: printerAt("/dev/usb/there-is-none") });
	printing.queueTicket(admissionOf(1));
	await waitUntil(() => printing.printerStatus().kind === "trouble");
	assert.deepEqual(printing.printerStatus(), { kind: "trouble", why: "offline", sinceMs: 0, waiting: 1 });
});

test("a regular file is never overwritten", async (t) => {
	const folder = mkdtempSync(join(tmpdir(), "pailou-lp-"));
	const path = join(folder, "diary.txt");
	writeFileSync(path, "dear diary");
	const printing = openTestPrintQueue(t, { printer: printerAt(path) });
	printing.queueTicket(admissionOf(1));
	await waitUntil(() => printing.printerStatus().kind === "trouble");
	assert.deepEqual(printing.printerStatus(), { kind: "trouble", why: "error", sinceMs: 0, waiting: 1 });
	assert.equal(readFileSync(path, "utf8"), "dear diary");
	await printing.stop();
	rmSync(folder, { recursive: true });
});
