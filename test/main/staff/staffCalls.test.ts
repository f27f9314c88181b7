import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fact } from "../../../core/journal/journal.ts";
import type { Knowledge } from "../../../main/journal/journal.ts";
import { createStaffCallMonitor, kioskFaultsOf } from "../../../main/staff/staffCalls.ts";
import { type OfflineKiosk, openOfflineKiosk, withTempFolder } from "../offlineKiosk.ts";

/** Looks at the printer every five seconds for so long. */
function openTestMonitor({ journal, allocations: shelf, clock }: OfflineKiosk, on: Partial<Knowledge> = {}) {
	const day = shelf.allocationFor(null, clock.nowMs())?.allocation.header.day ?? null;
	const known: Knowledge = { day, alloc: 1, revocations: 0, roster: 0, net: "none", ...on };
	const note = (fact: Fact) => journal.write((append) => append(fact, known)).kind === "written";
	const look = createStaffCallMonitor({ journal, monoMs: clock.monoMs, note });
	return (why: string | null, forMs: number) => {
		for (let ms = 0; ms <= forMs; ms += 5000) {
			look([["printer", why]]);
			clock.set(clock.nowMs() + 5000);
		}
	};
}

function readStaffCalls({ journal }: OfflineKiosk): readonly string[] {
	const told = journal
		.recentEntries()
		.flatMap((entry) => (entry.kind === "attention" ? [`${entry.of} ${entry.is}`] : []));
	return told.toReversed();
}

test("a device in trouble is noted once, and once more when it is well again", () => {
	const window = openOfflineKiosk();
	const look = openTestMonitor(window);
	look("paperOut", 60_000);
	assert.deepEqual(
		window.journal.wanted().map(({ of, why }) => [of, why]),
		[["printer", "paperOut"]],
	);
	look(null, 60_000);
	assert.deepEqual(readStaffCalls(window), ["printer wanted", "printer settled"]);
	assert.deepEqual(window.journal.wanted(), []);
});

test("a loose plug that comes and goes within seconds fills no journal", () => {
	const window = openOfflineKiosk();
	const look = openTestMonitor(window);
	for (let times = 0; times < 20; times++) {
		look("offline", 5000);
		look(null, 5000);
	}
	assert.deepEqual(readStaffCalls(window), []);
});

test("trouble that was mended while the app was down is settled after the start", () =>
	withTempFolder((folder) => {
		const path = `${folder}/pailou.sqlite`;
		const before = openOfflineKiosk(path);
		openTestMonitor(before)("coverOpen", 20_000);
		before.database.close();
		const after = openOfflineKiosk(path);
		assert.equal(after.journal.wanted().length, 1);
		openTestMonitor(after)(null, 20_000);
		assert.deepEqual(readStaffCalls(after), ["printer wanted", "printer settled"]);
		after.database.close();
	}));

test("what is wanted is known where it was noted without any list, and over midnight", () => {
	const window = openOfflineKiosk();
	const look = openTestMonitor(window, { day: null, alloc: 0 });
	look("paperOut", 60_000);
	assert.deepEqual(readStaffCalls(window), ["printer wanted"]);
	assert.equal(window.journal.wanted().length, 1);
});

test("a self-service kiosk without a list in force wants staff; at a counter somebody stands before it", () => {
	const parts = { printer: { kind: "none" }, scanner: { kind: "off" } } as const;
	const allocationOf = (mode: "counter" | "selfService", list: Parameters<typeof kioskFaultsOf>[0]["list"]) =>
		kioskFaultsOf({ ...parts, mode, list }).find(([of]) => of === "allocation")?.[1];
	assert.equal(allocationOf("selfService", null), "none");
	assert.equal(allocationOf("selfService", { kind: "expired", closedAtMs: 0 }), "expired");
	assert.equal(allocationOf("selfService", { kind: "stale", ageMs: 0 }), null);
	assert.equal(allocationOf("counter", null), null);
});
