import assert from "node:assert/strict";
import { test } from "node:test";
import { sessionOn } from "../../core/session.ts";
import { minuteMs, session } from "./venueDay.ts";

const at = (number: number, startsAt: number) => ({
	...session,
	session: number,
	startsAt,
	admitFrom: startsAt - 30 * minuteMs,
	admitUntil: startsAt + 30 * minuteMs,
});
const first = at(1, 100 * minuteMs);
const second = at(2, 150 * minuteMs);
const third = at(3, 400 * minuteMs);
const on = (minute: number) => sessionOn([third, first, second], minute * minuteMs)?.session ?? null;

test("the window shows the session that admits now; of two, the one about to start", () => {
	assert.equal(on(75), 1);
	assert.equal(on(125), 2);
	assert.equal(on(179), 2);
});

test("between sessions it shows the next, after the last the last, and none of none", () => {
	assert.equal(on(0), 1);
	assert.equal(on(200), 3);
	assert.equal(on(1000), 3);
	assert.equal(sessionOn([], 0), null);
});
