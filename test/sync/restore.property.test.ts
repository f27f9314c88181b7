import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { z } from "zod";
import { assertAsyncProperty } from "../property.ts";
import { readEntry } from "../readEntry.ts";
import { copyDisk, TestMachine } from "./drivers/testMachine.ts";
import { openCinemaHub, requestAsOfficer, type TestHub, uploadBookings } from "./hub/testHub.ts";

/** What may happen to two machines that share one kiosk's disk, and to the copies that lie in a drawer. */
const step = fc.oneof(
	{ weight: 5, arbitrary: fc.record({ kind: fc.constant("admit"), machine: fc.nat(1), voucher: fc.nat(2) }) },
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant("push"), machine: fc.nat(1) }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant("loseReply"), machine: fc.nat(1) }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant("copy"), machine: fc.nat(1) }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant("restore"), machine: fc.nat(1) }) },
);
type Step = { readonly kind: string; readonly machine: number; readonly voucher?: number };

const bookings = ["A-1", "A-2", "B-1"];
const kioskIn = (hub: TestHub) => hub.store.kiosks.list()[0]?.kiosk ?? assert.fail("no kiosk");
const linesIn = (hub: TestHub) => hub.store.lines.listAfter(kioskIn(hub), 0, 100_000).map(({ line }) => line);

async function codesOf(hub: TestHub): Promise<ReadonlyMap<string, string>> {
	const told = (await requestAsOfficer(hub, "GET", "/v1/bookings?venue=1")).body;
	const list = z.object({ bookings: z.array(z.object({ booking: z.string(), code: z.string() })) }).parse(told);
	return new Map(list.bookings.map(({ booking, code }) => [booking, code]));
}

async function runSteps(steps: readonly Step[], folder: string): Promise<void> {
	const hub = await openCinemaHub();
	const machines = [new TestMachine(hub, join(folder, "one.sqlite")), new TestMachine(hub, join(folder, "two.sqlite"))];
	try {
		await applyStep(steps, hub, machines, join(folder, "drawer.sqlite"));
	} finally {
		for (const machine of machines) await machine.switchOff();
		hub.store.close();
	}
}

async function applyStep(
	steps: readonly Step[],
	hub: TestHub,
	machines: readonly TestMachine[],
	drawer: string,
): Promise<void> {
	await uploadBookings(hub, "booking,venue,activity,session,party,card,state\nB-1,1,1,101,2,,\n");
	await requestAsOfficer(hub, "POST", "/v1/allocations", {});
	const codes = await codesOf(hub);
	const [first, second] = machines;
	if (first === undefined || second === undefined) throw new Error("two machines");
	first.switchOn();
	await first.enrol("1 号窗口");
	await first.switchOff();
	for (const path of [drawer, second.path]) copyDisk(first.path, path);
	for (const machine of machines) {
		machine.network.condition = "down";
		machine.switchOn();
	}
	for (const { kind, machine: which, voucher } of steps) {
		const machine = machines[which] ?? first;
		hub.clock.move(20_000);
		if (kind === "admit") machine.admit(codes.get(bookings[voucher ?? 0] ?? "") ?? "", 1);
		if (kind === "push" || kind === "loseReply") {
			machine.network.condition = kind === "push" ? "fair" : "replyLost";
			await machine.sync();
			machine.network.condition = "down";
		}
		if (kind === "copy" || kind === "restore") {
			await machine.switchOff();
			copyDisk(...(kind === "copy" ? ([machine.path, drawer] as const) : ([drawer, machine.path] as const)));
			machine.switchOn();
		}
	}
	await converge(hub, machines);
	await assertAgreement(hub, machines, codes);
}

/** Each delivers what it has, and then hears what the other delivered. */
async function converge(hub: TestHub, machines: readonly TestMachine[]): Promise<void> {
	for (let round = 0; round < 2; round++) {
		for (const machine of machines) {
			// Later than any limit on beginning anew.
			hub.clock.move(40 * 60_000 * round);
			await machine.switchOff();
			machine.network.condition = "fair";
			machine.switchOn();
			await machine.sync();
			assert.deepEqual([machine.state().status.trouble, machine.state().status.unsent], [null, 0]);
		}
	}
}

async function assertAgreement(
	hub: TestHub,
	machines: readonly TestMachine[],
	codes: ReadonlyMap<string, string>,
): Promise<void> {
	for (const machine of machines) await machine.switchOff();
	const lines = linesIn(hub);
	const distinct = new Set(lines);
	assert.equal(lines.length, distinct.size, "every line is at the hub once");
	for (const machine of machines)
		for (const line of machine.lines()) assert.ok(distinct.has(line), "and every line that a disk holds");
	const sums = new Map<string, number>();
	for (const entry of lines.map(readEntry))
		if (entry.kind === "redeemed") sums.set(entry.row, (sums.get(entry.row) ?? 0) + entry.persons);
	const standings = new Map(hub.store.standings.list(1, null).map(({ row, admitted }) => [String(row), admitted]));
	assert.deepEqual(standings, sums, "the standings are the fold of all lines");
	const full: string[] = [];
	for (const booking of bookings) {
		const issued = hub.store.vouchers.findByBooking(booking) ?? assert.fail(booking);
		const sum = sums.get(issued.row) ?? 0;
		const isRaised = hub.store.conflicts.list(1).some(({ row }) => row === issued.row);
		assert.equal(isRaised, sum > issued.party, `${booking}: a conflict exactly where ${sum} > ${issued.party}`);
		if (sum >= issued.party) full.push(booking);
	}
	if (full.length === 0) return;
	for (const machine of machines) {
		machine.network.condition = "fair";
		machine.switchOn();
		await machine.sync();
		for (const booking of full) {
			assert.equal(machine.admit(codes.get(booking) ?? "", 1), "alreadyRedeemed", "and both machines know it");
		}
		await machine.switchOff();
	}
}

test("however one kiosk's disk is copied, restored and cut off, every line counts once and every conflict is found", async () => {
	await assertAsyncProperty(
		fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
			const folder = mkdtempSync(join(tmpdir(), "pailou-restored-"));
			try {
				await runSteps(steps, folder);
			} finally {
				rmSync(folder, { recursive: true });
			}
		}),
		{ numRuns: 40, leastRuns: 5 },
	);
});
