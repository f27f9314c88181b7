import assert from "node:assert/strict";
import { test } from "node:test";
import { Session, selectCurrentSession } from "../../../core/allocation/session.ts";
import { minuteMs, session } from "../venueDay.ts";

const makeSession = (number: number, startsAt: number) => ({
	...session,
	session: number,
	startsAt,
	admitFrom: startsAt - 30 * minuteMs,
	admitUntil: startsAt + 30 * minuteMs,
});
const first = makeSession(1, 100 * minuteMs);
const second = makeSession(2, 150 * minuteMs);
const third = makeSession(3, 400 * minuteMs);
const currentSessionAt = (minute: number) =>
	selectCurrentSession([third, first, second], minute * minuteMs)?.session ?? null;

test("the kiosk shows the session that admits now; of two, the one about to start", () => {
	assert.equal(currentSessionAt(75), 1);
	assert.equal(currentSessionAt(125), 2);
	assert.equal(currentSessionAt(179), 2);
});

test("between sessions it shows the next one, after the last session that one, and nothing on a day without sessions", () => {
	assert.equal(currentSessionAt(0), 1);
	assert.equal(currentSessionAt(200), 3);
	assert.equal(currentSessionAt(1000), 3);
	assert.equal(selectCurrentSession([], 0), null);
});

/** On 1 October 2026 in Guangzhou; times are "HH:MM", after 24:00 in the night that follows. */
const clock = (time: string) => {
	const [hour, minute] = time.split(":").map(Number);
	return Date.parse("2026-10-01T00:00:00+08:00") + ((hour ?? 0) * 60 + (minute ?? 0)) * minuteMs;
};
const makeSlot = (number: number, from: string, starts: string, until: string): Session => ({
	...session,
	session: number,
	startsAt: clock(starts),
	admitFrom: clock(from),
	admitUntil: clock(until),
});

test("on a cinema's day the first hall of a screening is shown until the next one admits", () => {
	const halls = [1, 2, 3].flatMap((hall) => [
		makeSlot(100 + hall, "14:00", "14:30", "15:00"),
		makeSlot(103 + hall, "19:00", "19:30", "20:00"),
	]);
	const at = (time: string) => selectCurrentSession(halls.toReversed(), clock(time))?.session;
	assert.equal(at("09:00"), 101);
	assert.equal(at("14:10"), 101);
	assert.equal(at("14:30"), 101);
	assert.equal(at("14:59"), 101, "the hall does not change once the film has begun");
	assert.equal(at("15:00"), 104);
	assert.equal(at("19:45"), 104);
	assert.equal(at("23:00"), 104);
});

test("on a busy cinema's day the screening about to start is shown, and late comers' again when there is none", () => {
	const day = [makeSlot(1, "14:00", "14:30", "15:00"), makeSlot(2, "14:20", "14:50", "15:20")];
	const at = (time: string) => selectCurrentSession(day, clock(time))?.session;
	assert.equal(at("14:25"), 1);
	assert.equal(at("14:31"), 2);
	assert.equal(at("14:55"), 2);
});

test("on a park's day the day is shown from morning to evening, and a show in it while it admits", () => {
	const day = [
		makeSlot(1, "08:00", "08:30", "17:00"),
		makeSlot(2, "13:30", "14:00", "14:15"),
		makeSlot(3, "18:30", "19:00", "20:30"),
	];
	const at = (time: string) => selectCurrentSession(day, clock(time))?.session;
	assert.equal(at("07:00"), 1);
	assert.equal(at("08:10"), 1);
	assert.equal(at("12:00"), 1);
	assert.equal(at("13:45"), 2);
	assert.equal(at("14:10"), 2);
	assert.equal(at("16:59"), 1);
	assert.equal(at("17:30"), 3);
});

test("at a pier the next boat is shown once boarding of the one before has closed, also past midnight", () => {
	const boats = [
		makeSlot(1, "19:15", "20:00", "19:50"),
		makeSlot(2, "20:45", "21:30", "21:20"),
		makeSlot(3, "23:30", "24:15", "24:05"),
	];
	const at = (time: string) => selectCurrentSession(boats, clock(time))?.session;
	assert.equal(at("19:49"), 1);
	assert.equal(at("19:50"), 2, "nobody boards the first any more, though it is still at the pier");
	assert.equal(at("21:25"), 3);
	assert.equal(at("24:04"), 3);
	assert.equal(at("24:30"), 3);
});

test("a session without entry details is open", () => {
	const { entry: _, ...before } = session;
	assert.deepEqual(Session.parse(before).entry, { kind: "open" });
});

test("a plan has at most sixty rows of sixty seats, and no empty row", () => {
	const isRead = (rows: readonly number[]) =>
		Session.safeParse({ ...session, entry: { kind: "seated", front: "screen", rows, aisles: [] } }).success;
	assert.equal(isRead(new Array(60).fill(60)), true);
	assert.equal(isRead(new Array(61).fill(1)), false);
	for (const rows of [[61], [0], [10, 0], [1.5], []]) assert.equal(isRead(rows), false, String(rows));
});
