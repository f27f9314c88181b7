import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { z } from "zod";
import { copyDisk, TestMachine } from "./drivers/testMachine.ts";
import { openCinemaHub, openTestHub, requestAsOfficer, type TestHub } from "./hub/testHub.ts";

let folder = "";
let hub: TestHub;
const machines: TestMachine[] = [];
const codes = new Map<string, string>();

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), "pailou-restore-"));
	hub = await openCinemaHub({ path: join(folder, "hub.sqlite") });
	const told = z.object({ bookings: z.array(z.object({ booking: z.string(), code: z.string() })) });
	const { bookings } = told.parse((await requestAsOfficer(hub, "GET", "/v1/bookings?venue=1")).body);
	for (const { booking, code } of bookings) codes.set(booking, code);
});

afterEach(async () => {
	for (const machine of machines.splice(0)) await machine.switchOff();
	hub.store.close();
	rmSync(folder, { recursive: true });
});

function machine(name: string): TestMachine {
	const made = new TestMachine(hub, join(folder, `${name}.sqlite`));
	machines.push(made);
	return made;
}

async function enrolMachine(name: string, label = "1 号窗口"): Promise<TestMachine> {
	const made = machine(name);
	made.switchOn();
	await made.enrol(label);
	return made;
}

/** A-1 is a party of three, A-2 of two. */
const code = (booking: string): string => codes.get(booking) ?? assert.fail(booking);

/** Copies a machine's disk as it is now. */
async function backUp(of: TestMachine, name: string): Promise<string> {
	await of.switchOff();
	const path = join(folder, `${name}.sqlite`);
	copyDisk(of.path, path);
	of.switchOn();
	await of.sync();
	return path;
}

async function restore(of: TestMachine, from: string): Promise<void> {
	await of.switchOff();
	copyDisk(from, of.path);
	of.switchOn();
}

function restartHub(work: (path: string) => void): void {
	const { onlineKeys: keyring, clock } = hub;
	hub.store.close();
	const path = join(folder, "hub.sqlite");
	work(path);
	hub = openTestHub({ path, onlineKeys: keyring, startMs: clock.nowMs() });
	for (const machine of machines) machine.connect(hub);
}
const backUpHub = () => restartHub((path) => copyDisk(path, join(folder, "hub.backup")));
const restoreHub = () => restartHub((path) => copyDisk(join(folder, "hub.backup"), path));

const admitted = (booking: string): number => {
	const row = hub.store.vouchers.findByBooking(booking)?.row;
	return hub.store.standings.list(1, null).find((one) => one.row === row)?.admitted ?? 0;
};
const alarms = () => hub.store.alarms.list().map(({ kind }) => kind);
const conflicts = () => hub.store.conflicts.list(1).map(({ mostAdmitted, party }) => [mostAdmitted, party]);

test("a disk restored from an older copy is noticed before the first scan, and refuses what it admitted before", async () => {
	const kiosk = await enrolMachine("one");
	const copy = await backUp(kiosk, "copy");
	assert.equal(kiosk.admit(code("A-1")), 3);
	await kiosk.sync();
	await restore(kiosk, copy);
	await kiosk.sync();
	assert.equal(kiosk.admit(code("A-1")), "alreadyRedeemed");
	assert.equal(kiosk.admit(code("A-2")), 2);
	await kiosk.sync();
	assert.deepEqual([alarms(), conflicts()], [["truncation"], []]);
	assert.deepEqual([admitted("A-1"), admitted("A-2"), kiosk.state().status.unsent], [3, 2, 0]);
});

test("a restored disk that cannot reach the hub works on; when it hears, it stops, begins anew, and both histories count", async () => {
	const kiosk = await enrolMachine("one");
	const copy = await backUp(kiosk, "copy");
	assert.equal(kiosk.admit(code("A-1")), 3);
	await kiosk.sync();
	kiosk.network.condition = "down";
	await restore(kiosk, copy);
	assert.equal(await kiosk.offline(() => kiosk.admit(code("A-1"))), 3, "nobody could tell it");
	await kiosk.sync();
	assert.equal(kiosk.admit(code("A-1")), "alreadyRedeemed");
	await kiosk.sync();
	assert.deepEqual(alarms(), ["fork"]);
	assert.deepEqual([admitted("A-1"), conflicts()], [6, [[6, 3]]]);
	assert.equal(kiosk.state().status.unsent, 0);
});

test("between hearing of a longer journal and beginning anew nobody is admitted, also after a restart without network", async () => {
	const kiosk = await enrolMachine("one");
	const copy = await backUp(kiosk, "copy");
	kiosk.admit(code("A-1"));
	await kiosk.sync();
	await restore(kiosk, copy);
	kiosk.network.condition = "noIncarnations";
	await kiosk.sync();
	assert.equal(kiosk.admit(code("A-2")), "restored");
	await kiosk.switchOff();
	const before = kiosk.lines().length;
	kiosk.network.condition = "down";
	kiosk.switchOn();
	await kiosk.sync();
	assert.equal(kiosk.admit(code("A-2")), "restored");
	await kiosk.switchOff();
	assert.equal(kiosk.lines().length, before, "nothing is added to a journal in doubt");
	kiosk.switchOn();
	kiosk.network.condition = "fair";
	await kiosk.sync();
	assert.equal(kiosk.admit(code("A-2")), 2);
});

test("what a restored disk lost is fetched before it admits, even if the network fails in the middle", async () => {
	const kiosk = await enrolMachine("one");
	const copy = await backUp(kiosk, "copy");
	kiosk.admit(code("A-1"));
	await kiosk.sync();
	await restore(kiosk, copy);
	kiosk.network.condition = "noLostLines";
	await kiosk.sync();
	assert.equal(kiosk.admit(code("A-1")), "restored");
	await kiosk.switchOff();
	kiosk.network.condition = "down";
	kiosk.switchOn();
	assert.equal(kiosk.admit(code("A-1")), "restored", "the new journal is begun, and what was lost is still lost");
	kiosk.network.condition = "fair";
	await kiosk.sync();
	assert.equal(kiosk.admit(code("A-1")), "alreadyRedeemed");
});

test("two machines with one copied disk both admit: all of it counts, the fork is shown with both lines, and both go on", async () => {
	const first = await enrolMachine("one");
	const second = machine("two");
	await backUp(first, "two");
	second.network.condition = "down";
	second.switchOn();
	assert.equal(await second.offline(() => second.admit(code("A-1"))), 3);
	assert.equal(first.admit(code("A-1")), 3);
	assert.equal(first.admit(code("A-2"), 1), 1);
	for (const machine of [first, second, first, second]) await machine.sync();
	assert.deepEqual([admitted("A-1"), admitted("A-2"), conflicts()], [6, 1, [[6, 3]]]);
	const fork = hub.store.alarms.list().find(({ kind }) => kind === "fork") ?? assert.fail("no fork");
	const signedBy = (line: string | null) => line?.split("\t")[1]?.length;
	assert.notEqual(fork.evidence, fork.held);
	assert.deepEqual([signedBy(fork.evidence), signedBy(fork.held)], [86, 86]);
	assert.equal(second.admit(code("A-2"), 1), 1);
	for (const machine of [second, first, second, first]) await machine.sync();
	for (const machine of [first, second]) assert.equal(machine.state().status.unsent, 0);
	assert.equal(admitted("A-2"), 2);
	assert.equal(first.admit(code("A-2")), "alreadyRedeemed");
});

test("a fork at one kiosk leaves the others of the venue at work", async () => {
	const first = await enrolMachine("one");
	const other = await enrolMachine("other", "2 号窗口");
	const copy = await backUp(first, "copy");
	first.admit(code("A-1"), 1);
	await first.sync();
	first.network.condition = "down";
	await restore(first, copy);
	await first.offline(() => first.admit(code("A-1"), 1));
	assert.equal(other.admit(code("A-2")), 2);
	await first.sync();
	assert.equal(other.admit(code("A-1"), 1), 1);
	await other.sync();
	assert.deepEqual([other.state().status.trouble, other.state().status.unsent], [null, 0]);
	assert.deepEqual([admitted("A-1"), admitted("A-2"), conflicts(), alarms()], [3, 2, [], ["fork"]]);
	const numbers = hub.store.kiosks.list().map(({ label, incarnation }) => [label, incarnation]);
	assert.deepEqual(numbers.toSorted(), [
		["1 号窗口", 2],
		["2 号窗口", 1],
	]);
});

test("a hub restored from an older backup gets again what it lost, and no kiosk is suspected", async () => {
	const kiosk = await enrolMachine("one");
	backUpHub();
	kiosk.admit(code("A-1"));
	await kiosk.sync();
	assert.equal(admitted("A-1"), 3);
	restoreHub();
	assert.equal(admitted("A-1"), 0);
	await kiosk.sync();
	await kiosk.sync();
	assert.equal(admitted("A-1"), 3, "without a new scan");
	assert.deepEqual([alarms(), conflicts()], [[], []]);
	assert.equal(kiosk.admit(code("A-2")), 2);
});

test("a hub that forgot a whole incarnation gets it again, too", async () => {
	const kiosk = await enrolMachine("one");
	const copy = await backUp(kiosk, "copy");
	backUpHub();
	kiosk.admit(code("A-1"));
	await kiosk.sync();
	await restore(kiosk, copy);
	await kiosk.sync();
	assert.equal(kiosk.admit(code("A-2")), 2);
	await kiosk.sync();
	restoreHub();
	for (let i = 0; i < 3; i++) await kiosk.sync();
	assert.deepEqual([admitted("A-1"), admitted("A-2"), conflicts()], [3, 2, []]);
	assert.equal(kiosk.state().status.unsent, 0);
});

test("what another machine delivers late is known at the next login, and a machine that must stop still delivers", async () => {
	const first = await enrolMachine("one");
	await backUp(first, "two");
	first.network.condition = "down";
	assert.equal(await first.offline(() => first.admit(code("A-2"))), 2);
	first.network.condition = "down";
	const second = machine("two");
	second.switchOn();
	assert.equal(second.admit(code("A-1")), 3);
	await second.sync();
	await restore(second, await backUp(second, "copy"));
	await second.sync();
	first.network.condition = "noIncarnations";
	await first.sync();
	assert.equal(first.admit(code("A-1")), "restored");
	assert.equal(admitted("A-2"), 2, "its lines are in");
	hub.clock.move(16 * 60_000);
	for (let i = 0; i < 2; i++) await second.sync();
	assert.equal(second.admit(code("A-2")), "alreadyRedeemed");
});
