import assert from "node:assert/strict";
import { test } from "node:test";
import { openDevice } from "../../main/device.ts";
import { noPeripherals } from "../../main/setup/peripherals.ts";
import { openDatabase } from "../../main/store/database.ts";
import { silentLog } from "../../sync/log.ts";
import { systemRandom } from "../../sync/system.ts";
import { answer } from "../answer.ts";
import { allocationKey } from "../core/venueDay.ts";
import { openFaultyDisk } from "../lives/faultyDatabase.ts";
import { createLifeClock } from "../lives/lifeClock.ts";
import { editions, lifeStartsAtMs } from "../lives/lists.ts";
import { enrolDatabase } from "./offlineKiosk.ts";

/** The product's device on a disk that can fail, with the first day's list; its log's errors are kept. */
function openOnFaultyDisk() {
	const real = openDatabase(":memory:", null);
	enrolDatabase(real);
	const disk = openFaultyDisk(real);
	const clock = createLifeClock(lifeStartsAtMs);
	const errors: string[] = [];
	const device = openDevice({
		database: disk.openForRun(),
		clock,
		sleptMs: clock.sleptMs,
		keyring: null,
		allowsPlainKeys: true,
		fetch: () => Promise.reject(new TypeError("fetch failed: no network")),
		hubTimeoutMs: 1000,
		random: systemRandom,
		app: "test",
		onChange: () => {},
		peripherals: noPeripherals,
		log: { ...silentLog, error: (event) => void errors.push(event) },
		readRecentLog: () => "",
	});
	const kiosk = device.kiosk() ?? assert.fail("not enrolled");
	const [edition] = editions;
	if (edition === undefined) throw new Error("no list");
	kiosk.allocations.save(edition.state, { allocation: edition.allocation, key: allocationKey });
	const scan = () => void answer(device, "scan", { text: "rubbish", source: "camera" });
	const seqs = () => real.prepare("SELECT seq FROM journal ORDER BY seq").pluck().all();
	return { real, disk, clock, device, kiosk, errors, scan, seqs };
}

test("after a disk that neither writes nor reads for a moment, the next line follows what the disk holds (C20)", () => {
	for (let statement = 0; statement < 12; statement++) {
		const { real, disk, kiosk, scan, seqs } = openOnFaultyDisk();
		scan();
		disk.fail("readsAndWrites", statement);
		for (let i = 0; i < 3; i++) scan();
		disk.fail("none", 0);
		scan();
		const held = seqs();
		assert.deepEqual(
			held,
			held.map((_, i) => i + 1),
			"no number is left out",
		);
		assert.equal(kiosk.journal.head().seq, held.length);
		real.close();
	}
});

test("a disk that is full at closing time ends no timer and no app; what failed is done later and told once (C22)", () => {
	const { real, disk, clock, kiosk, errors, scan } = openOnFaultyDisk();
	scan();
	const day = "2026-10-01";
	real.prepare("INSERT INTO dayKey VALUES (@day, x'00', x'00', 0, 1)").run({ day });
	const closesAtMs = kiosk.allocations.allocationFor(null)?.allocation.header.closesAt ?? 0;
	disk.fail("full", 0);
	for (let time = 0; time < 40; time++) {
		clock.advance((closesAtMs - lifeStartsAtMs) / 20);
		// A key is deleted only once it is proven that its day is over.
		kiosk.acceptSignedTime(clock.nowMs(), 0);
	}
	assert.ok(disk.refusals() > 0, "the key of the day that is over was to be deleted");
	assert.ok(errors.filter((event) => event === "timerFailed").length <= 40);
	assert.ok(errors.includes("timerFailed"));
	disk.fail("none", 0);
	clock.advance(5_000);
	assert.equal(real.prepare("SELECT COUNT(*) FROM dayKey").pluck().get(), 0, "it is deleted once the disk takes it");
	real.close();
});
