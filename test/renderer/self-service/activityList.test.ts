import assert from "node:assert/strict";
import { test } from "node:test";
import type { SessionCounts } from "../../../core/contract/contract.ts";
import { sessionTallies } from "../../../renderer/gallery/samples/programme.ts";
import { activityListOf, maxActivities, placesLeftOf } from "../../../renderer/kiosk/self-service/activity-list.ts";

const [sample] = sessionTallies;
assert.ok(sample !== undefined);

function tally(session: number, startsAt: number, other: Partial<SessionCounts> = {}): SessionCounts {
	assert.ok(sample !== undefined);
	const times = { startsAt, admitFrom: startsAt - 30, admitUntil: startsAt + 10 };
	return { ...sample, ...other, session: { ...sample.session, session, capacity: 100, ...times } };
}

function numbersOf(tallies: readonly SessionCounts[]): readonly number[] {
	return tallies.map(({ session }) => session.session);
}

test("sessions are listed by their start, and two that start together by their number", () => {
	const { shown, laterCount } = activityListOf([tally(3, 200), tally(2, 100), tally(1, 200)], 0);
	assert.deepEqual([numbersOf(shown), laterCount], [[2, 1, 3], 0]);
});

test("a session is listed until its admission ends", () => {
	const sessions = [tally(1, 100), tally(2, 200)];
	assert.deepEqual(numbersOf(activityListOf(sessions, 109).shown), [1, 2]);
	assert.deepEqual(numbersOf(activityListOf(sessions, 110).shown), [2]);
	assert.deepEqual(activityListOf(sessions, 210).shown, []);
});

test("only the next few are listed, and the others counted", () => {
	const sessions = Array.from({ length: maxActivities + 3 }, (_, i) => tally(i, i));
	const { shown, laterCount } = activityListOf(sessions, 0);
	assert.deepEqual([numbersOf(shown), laterCount], [[0, 1, 2, 3], 3]);
});

test("a place is taken by each person on the list, and by those admitted beyond it", () => {
	assert.equal(placesLeftOf(tally(1, 0, { allocated: 90, admitted: 40 })), 10);
	assert.equal(placesLeftOf(tally(1, 0, { allocated: 90, admitted: 97 })), 3);
});
