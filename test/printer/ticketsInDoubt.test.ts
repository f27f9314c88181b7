import assert from "node:assert/strict";
import { test } from "node:test";
import { countDifferences, dotsOfBitmap, dotsOfPng } from "./dots.ts";
import { admissionOf, openTestPrintQueue, openVirtualTcpPrinter, waitUntil } from "./testPrintQueue.ts";
import { drawTestBitmap } from "./testTicket.ts";

for (const [how, model] of [
	["that has room for all of it", { buffer: 100_000 }],
	["that lets the rest wait in the cable", { buffer: 512, bytesATurn: 512 }],
] as const) {
	test(`paper that runs out during a ticket, in a printer ${how}, is reported, and a person is asked`, async (t) => {
		const { device, printer } = await openVirtualTcpPrinter(t, model);
		device.load(120);
		const printing = openTestPrintQueue(t, { printer });
		printing.queueTicket(admissionOf(1));
		printing.queueTicket(admissionOf(2));
		await waitUntil(() => printing.printerStatus().kind === "trouble");
		assert.deepEqual(printing.printerStatus(), { kind: "trouble", why: "paperOut", sinceMs: 0, waiting: 2 });
		assert.deepEqual(printing.formatFacts(), ["1 sent 1"]);
		device.load(100_000);
		await waitUntil(() => printing.formatFacts().includes("2 printed 1"));
		assert.deepEqual(printing.formatFacts(), ["1 sent 1", "2 sent 1", "2 printed 1"]);
		assert.deepEqual(
			printing.unsettled().map(({ admission: { line }, why }) => `${line} ${why}`),
			["1 inDoubt"],
		);
		assert.equal(device.paper.cutOff.length, 2, "the printer went on by itself when it had paper");
		assert.equal(printing.settle(admissionOf(1), true), true);
		assert.deepEqual([printing.formatFacts().at(-1), printing.unsettled()], ["1 kept 1", []]);
	});
}

test("a printer without automatic status is polled, and found out of paper during a ticket", async (t) => {
	const { device, printer } = await openVirtualTcpPrinter(t, { sendsAutomaticStatus: false, buffer: 100_000 });
	device.load(120);
	const printing = openTestPrintQueue(t, { printer });
	printing.queueTicket(admissionOf(1));
	await waitUntil(() => printing.printerStatus().kind === "trouble");
	assert.deepEqual(printing.printerStatus(), { kind: "trouble", why: "paperOut", sinceMs: 0, waiting: 1 });
	await printing.stop();
	assert.deepEqual(printing.formatFacts(), ["1 sent 1"], "closed while it waited, it is in doubt");
});

test("a cable pulled during a ticket: it is in doubt, is not repeated automatically, and does not spoil the next", async (t) => {
	const { device, printer } = await openVirtualTcpPrinter(t, { buffer: 512, bytesATurn: 512 });
	const printing = openTestPrintQueue(t, { printer });
	printing.queueTicket(admissionOf(1));
	await waitUntil(() => device.paper.hanging > 60);
	device.hangUp();
	await waitUntil(() => printing.unsettled().length === 1);
	assert.deepEqual(printing.formatFacts(), ["1 sent 1"]);
	printing.queueTicket(admissionOf(2));
	await waitUntil(() => printing.formatFacts().includes("2 printed 1"));
	assert.deepEqual(printing.formatFacts(), ["1 sent 1", "2 sent 1", "2 printed 1"]);
	assert.equal(device.paper.cutOff.length, 1, "what came out half is cut off with the next");
	const [png] = device.paper.cutOff;
	assert.ok(png !== undefined);
	const { rows } = dotsOfPng(png);
	const last = { width: 576, rows: rows.slice(-300) };
	assert.equal(countDifferences(last, dotsOfBitmap(drawTestBitmap({ line: 2, copy: 1 }))), 3, "and the next is whole");
	assert.deepEqual(device.letters, []);
});

test("a clerk who says that a ticket in doubt did not come out gets another, with its own copy number", async (t) => {
	const { device, printer } = await openVirtualTcpPrinter(t);
	const before = [{ kind: "ticket", admission: admissionOf(1), copy: 1, step: "sent" }] as const;
	const printing = openTestPrintQueue(t, { printer, admitted: [1], before });
	assert.deepEqual(
		printing.unsettled().map(({ why }) => why),
		["inDoubt"],
	);
	assert.equal(printing.settle(admissionOf(1), false), true);
	await waitUntil(() => printing.formatFacts().includes("1 printed 2"));
	assert.deepEqual(printing.formatFacts(), ["1 sent 1", "1 failed 1", "1 sent 2", "1 printed 2"]);
	assert.equal(printing.settle(admissionOf(1), false), false, "an answer is taken once");
	assert.equal(device.paper.cutOff.length, 1);
});

test("after a restart nothing is printed automatically: the last admission's ticket is asked about", async (t) => {
	const { device, printer } = await openVirtualTcpPrinter(t);
	const printing = openTestPrintQueue(t, { printer, admitted: [1, 2] });
	printing.queueTicket(admissionOf(3));
	await waitUntil(() => printing.formatFacts().includes("3 printed 1"));
	assert.deepEqual(
		printing.unsettled().map(({ admission: { line }, why }) => `${line} ${why}`),
		["1 unsent", "2 unsent"],
	);
	printing.settle(admissionOf(1), true);
	printing.settle(admissionOf(2), false);
	await waitUntil(() => printing.formatFacts().includes("2 printed 1"));
	assert.deepEqual(printing.unsettled(), []);
	assert.equal(device.paper.cutOff.length, 2);
});

test("a printer that stops without an answer: the ticket is in doubt, and the next does not count as printed", async (t) => {
	const { device, printer } = await openVirtualTcpPrinter(t, {
		sendsAutomaticStatus: false,
		buffer: 512,
		bytesATurn: 512,
	});
	device.load(120);
	const printing = openTestPrintQueue(t, { printer });
	printing.queueTicket(admissionOf(1));
	printing.queueTicket(admissionOf(2));
	await waitUntil(() => printing.unsettled().length === 1);
	assert.equal(printing.printerStatus().kind, "trouble");
	assert.deepEqual(printing.formatFacts(), ["1 sent 1"]);
	device.load(100_000);
	await waitUntil(() => printing.formatFacts().includes("2 printed 1"));
	assert.deepEqual(device.letters, []);
});
