import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import SqliteDatabase from "better-sqlite3";
import { readCode } from "../../drivers/testDevice.ts";
import { TestMachine } from "../../drivers/testMachine.ts";
import { openCinemaHub, type TestHub } from "../testHub.ts";

let folder = "";
let hub: TestHub;
let kiosk: TestMachine;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), "pailou-damaged-"));
	hub = await openCinemaHub();
	kiosk = new TestMachine(hub, join(folder, "kiosk.sqlite"));
	kiosk.switchOn();
	await kiosk.enrol("1 号窗口");
});

afterEach(async () => {
	await kiosk.switchOff();
	hub.store.close();
	rmSync(folder, { recursive: true });
});

/** The disk changes one text in the line that admits three, while the kiosk is off. */
function damage(from: string, to: string): void {
	const disk = new SqliteDatabase(kiosk.path);
	const trigger = disk.prepare("SELECT sql FROM sqlite_schema WHERE name = 'journal_is_never_changed'").pluck().get();
	disk.exec("DROP TRIGGER journal_is_never_changed");
	const { changes } = disk
		.prepare(`UPDATE journal SET line = replace(line, @from, @to) WHERE instr(line, '"persons":3') > 0`)
		.run({ from, to });
	disk.exec(String(trigger));
	disk.close();
	assert.equal(changes, 1);
}

const flagged = () =>
	hub.store.lines
		.listAfter(hub.store.kiosks.list()[0]?.kiosk as never, 0, 100)
		.filter(({ flag }) => flag !== null)
		.map(({ flag }) => flag);

for (const [what, from, to] of [
	["cannot be parsed", '"kind":"redeemed"', '"kind~"redeemed"'],
	["can be read and is not what was signed", '"persons":3', '"persons":1'],
	["has a line feed in it", '"source":"camera"', '"source":\n"camera"'],
] as const) {
	test(`a line that the disk changed before it was delivered and that ${what} holds up no other line, and the hub flags it`, async () => {
		await kiosk.offline(() => kiosk.admit(codeOne));
		await kiosk.offline(() => kiosk.admit(codeTwo));
		await kiosk.switchOff();
		damage(from, to);
		kiosk.switchOn();
		await kiosk.sync();
		assert.equal(kiosk.admit("rubbish"), "malformed");
		await kiosk.sync();
		assert.deepEqual(flagged(), ["damaged"]);
		assert.equal(kiosk.state().status.unsent, 0);
		assert.deepEqual(
			hub.store.alarms.list().map(({ kind }) => kind),
			["flagged"],
		);
	});
}

test("a line that the disk changed after it was delivered is the one that the hub holds", async () => {
	assert.equal(kiosk.admit(codeOne), 3);
	assert.equal(kiosk.admit(codeTwo), 2);
	await kiosk.sync();
	await kiosk.switchOff();
	damage('"persons":3', '"persons"~3');
	kiosk.switchOn();
	assert.equal(kiosk.admit("rubbish"), "malformed");
	await kiosk.sync();
	assert.deepEqual(flagged(), []);
	assert.equal(kiosk.state().status.unsent, 0);
	assert.equal(kiosk.state().unreadableLines, 1);
	assert.equal(kiosk.admit(codeOne), "standingUncertain");
});

let codeOne = "";
let codeTwo = "";
beforeEach(async () => {
	[codeOne, codeTwo] = [await readCode(hub, "A-1"), await readCode(hub, "A-2")];
});
