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
	const calls = journal
		.recentEntries()
		.flatMap((entry) => (entry.kind === "attention" ? [`${entry.of} ${entry.is}`] : []));
	return calls.toReversed();
}

test("a device's trouble is journalled once, and once more when it is over", () => {
	const kiosk = openOfflineKiosk();
	const look = openTestMonitor(kiosk);
	look("paperOut", 60_000);
	assert.deepEqual(
		kiosk.journal.staffCalls().map(({ of, why }) => [of, why]),
		[["printer", "paperOut"]],
	);
	look(null, 60_000);
	assert.deepEqual(readStaffCalls(kiosk), ["printer wanted", "printer settled"]);
	assert.deepEqual(kiosk.journal.staffCalls(), []);
});

test("a loose plug that disconnects for seconds writes no line", () => {
	const kiosk = openOfflineKiosk();
	const look = openTestMonitor(kiosk);
	for (let times = 0; times < 20; times++) {
		look("offline", 5000);
		look(null, 5000);
	}
	assert.deepEqual(readStaffCalls(kiosk), []);
});

test("trouble that was mended while the app was not running is settled after the start", () =>
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

test("an open call for staff is known without any list, and after midnight", () => {
	const kiosk = openOfflineKiosk(":memory:", []);
	const look = openTestMonitor(kiosk);
	look("paperOut", 60_000);
	assert.deepEqual(readStaffCalls(kiosk), ["printer wanted"]);
	assert.equal(kiosk.journal.staffCalls().length, 1);
});

test("a self-service kiosk without a list in force calls staff; a counter, which has a clerk, does not", () => {
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
