import assert from "node:assert/strict";
import { test } from "node:test";
import type { InputOf } from "../../../core/contract/contract.ts";
import { createAdmission, createOffer } from "../../../renderer/gallery/samples/verdicts.ts";
import { createScriptedBridge } from "../../../renderer/gallery/scripted-bridge.ts";
import { createVisit, type Visit } from "../../../renderer/kiosk/self-service/visit.ts";
import { openVisitDriver } from "../../../renderer/kiosk/self-service/visit-driver.ts";
import { touchDebounceMs, verdictReadingMs } from "../../../renderer/kiosk/self-service/visit-stage.ts";
import { manualPageClock, settled } from "../manualPageClock.ts";

/** A main process that offers two persons for each code, and admits as many as are asked for. */
function openRig() {
	const clock = manualPageClock();
	const scans: InputOf<"scan">[] = [];
	const admissions: InputOf<"admit">[] = [];
	const ratings: InputOf<"rate">[] = [];
	let visit = createVisit(0);
	const bridge = createScriptedBridge({
		scan(input) {
			scans.push(input);
			return Promise.resolve(createOffer(2));
		},
		admit(input) {
			admissions.push(input);
			return Promise.resolve(createAdmission(input.persons, 2 - input.persons));
		},
		rate(input) {
			ratings.push(input);
			return Promise.reject(new Error("not recorded"));
		},
	});
	const onVisit = (next: Visit) => {
		visit = next;
	};
	const driver = openVisitDriver(bridge, visit, onVisit, clock);
	return { driver, clock, scans, admissions, ratings, visit: () => visit };
}

test("a code is sent as it was read, and the number that the member chose is admitted for its offer", async () => {
	const { driver, clock, scans, admissions, visit } = openRig();
	driver.dispatch({ kind: "seen", text: "V1:AAA", source: "wedge", atMs: clock.monoMs() });
	await settled();
	assert.deepEqual([scans, visit().stage.kind], [[{ text: "V1:AAA", source: "wedge" }], "offered"]);
	await clock.move(touchDebounceMs);
	driver.dispatch({ kind: "stepped", by: -1 });
	driver.dispatch({ kind: "confirmed", atMs: clock.monoMs() });
	await settled();
	assert.deepEqual([admissions, visit().stage.kind], [[{ offer: "o1", persons: 1 }], "admitted"]);
});

test("a rating is sent once, and the member is thanked although it could not be recorded", async () => {
	const { driver, clock, ratings, visit } = openRig();
	driver.dispatch({ kind: "seen", text: "V1:AAA", source: "camera", atMs: clock.monoMs() });
	await settled();
	await clock.move(touchDebounceMs);
	driver.dispatch({ kind: "confirmed", atMs: clock.monoMs() });
	await settled();
	await clock.move(verdictReadingMs + touchDebounceMs);
	driver.dispatch({ kind: "rated", rating: 4, atMs: clock.monoMs() });
	await clock.move(600);
	assert.deepEqual([visit().stage.kind, ratings], ["thanks", [{ line: 132, rating: 4 }]]);
});
