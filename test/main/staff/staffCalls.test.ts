import assert from "node:assert/strict";
import { test } from "node:test";
import type { DayFreshness } from "../../../core/trust/freshness.ts";
import { createStaffCallMonitor, kioskFaultsOf } from "../../../main/staff/staffCalls.ts";
import { type OfflineKiosk, openOfflineKiosk, withTempFolder } from "../offlineKiosk.ts";

/** Reports the printer's trouble every five seconds for `forMs`. */
function openTestMonitor({ journal, clock }: OfflineKiosk) {
	const look = createStaffCallMonitor(journal, clock);
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
		window.journal.staffCalls().map(({ of, why }) => [of, why]),
		[["printer", "paperOut"]],
	);
	look(null, 60_000);
	assert.deepEqual(readStaffCalls(window), ["printer wanted", "printer settled"]);
	assert.deepEqual(window.journal.staffCalls(), []);
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
		assert.equal(after.journal.staffCalls().length, 1);
		openTestMonitor(after)(null, 20_000);
		assert.deepEqual(readStaffCalls(after), ["printer wanted", "printer settled"]);
		after.database.close();
	}));

test("what is wanted is known where it was noted without any list, and over midnight", () => {
	const window = openOfflineKiosk(":memory:", []);
	const look = openTestMonitor(window);
	look("paperOut", 60_000);
	assert.deepEqual(readStaffCalls(window), ["printer wanted"]);
	assert.equal(window.journal.staffCalls().length, 1);
});

test("a self-service kiosk without a list in force wants staff; at a counter somebody stands before it", () => {
	const state = openOfflineKiosk().state();
	const allocation = state.allocation ?? assert.fail("no list");
	const allocationOf = (mode: "counter" | "selfService", freshness: DayFreshness | null) =>
		kioskFaultsOf({
			...state,
			allocation: freshness === null ? null : { ...allocation, freshness },
			settings: { ...state.settings, mode },
		}).find(([of]) => of === "allocation")?.[1];
	assert.equal(allocationOf("selfService", null), "none");
	assert.equal(allocationOf("selfService", { kind: "expired", closedAtMs: 0 }), "expired");
	assert.equal(allocationOf("selfService", { kind: "stale", ageMs: 0 }), null);
	assert.equal(allocationOf("counter", null), null);
});
