import assert from "node:assert/strict";
import { test } from "node:test";
import type { PNG } from "pngjs";
import { dotsOfPng } from "./dots.ts";
import { admissionOf, openTestPrintQueue, openVirtualTcpPrinter, waitUntil } from "./testPrintQueue.ts";

const tickets = 20;
const height = 300;

type FoundTicket = { readonly line: number; readonly isWhole: boolean };

/** The tickets on a paper, by the line number that their bitmap encodes; an incomplete one is left out. */
function readTickets(png: PNG): readonly FoundTicket[] {
	const { rows } = dotsOfPng(png);
	const edges = rows.flatMap((row, y) => (row.includes(".") ? [] : [y]));
	const isBegun = (top: number, before: number | undefined) => before === undefined || top - before !== height - 1;
	const tops = edges.filter((top, i) => isBegun(top, edges[i - 1]));
	return tops.flatMap((top, i) => {
		const cells = rows[top + 40];
		if (cells === undefined || (tops[i + 1] ?? rows.length) <= top + 40) return [];
		const line = [0, 1, 2, 3, 4, 5, 6, 7].reduce((sum, bit) => sum + (isBlack(cells, bit) ? 1 << bit : 0), 0);
		return [{ line, isWhole: edges.includes(top + height - 1) }];
	});
}

function isBlack(row: string, cell: number): boolean {
	return !row.slice(32 * cell + 1, 32 * cell + 31).includes(".");
}

/** A seeded pseudo-random generator. */
function createRandom(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
		return (state >>> 8) % below;
	};
}

for (const seed of [1, 3]) {
	test(`whatever happens to a printer, no ticket is printed twice automatically, and none is forgotten (${seed})`, async (t) => {
		const throwDice = createRandom(seed);
		const { device, printer } = await openVirtualTcpPrinter(t, { buffer: 2048, bytesATurn: 512 });
		const printing = openTestPrintQueue(t, { printer });
		for (let line = 1; line <= tickets; line++) {
			printing.queueTicket(admissionOf(line));
			const mishap = throwDice(8);
			if (mishap === 0) device.openCover(true);
			if (mishap === 1) device.load(throwDice(400));
			if (mishap === 2) device.hangUp();
			if (mishap === 3) device.takeOffline(true);
			await new Promise((resolve) => setTimeout(resolve, throwDice(120)));
			device.openCover(false);
			device.takeOffline(false);
			if (device.paper.left < 500) device.load(100_000);
		}
		const settled = () =>
			new Set([...printing.formatFacts().filter((fact) => fact.includes("printed")), ...printing.unsettled()]);
		await waitUntil(() => settled().size === tickets);
		await waitUntil(() => printing.printerStatus().kind === "ready");
		device.paper.cut();
		const papers = device.paper.cutOff.flatMap(readTickets);
		const printed = printing.facts.filter(({ step }) => step === "printed").map(({ admission: { line } }) => line);
		const inDoubt = printing.unsettled().map(({ admission: { line } }) => line);
		for (let line = 1; line <= tickets; line++) {
			const own = papers.filter((paper) => paper.line === line);
			assert.ok(own.length <= 1, `ticket ${line} was begun ${own.length} times`);
			if (printed.includes(line)) assert.deepEqual(own, [{ line, isWhole: true }], `ticket ${line} is on paper`);
			else assert.ok(inDoubt.includes(line), `ticket ${line} is asked about`);
		}
		assert.deepEqual(device.letters, []);
	});
}
