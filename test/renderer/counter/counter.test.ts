import assert from "node:assert/strict";
import { test } from "node:test";
import type { Session } from "../../../core/allocation/session.ts";
import type { Verdict } from "../../../core/contract/contract.ts";
import {
	type Ask,
	advance,
	bounceMs,
	type Counter,
	type CounterEvent,
	dwellMs,
	idleCounter,
	staleMs,
} from "../../../renderer/kiosk/counter/counter.ts";

const session: Session = {
	session: 1,
	activity: 1,
	title: { "zh-CN": "电影" },
	hall: null,
	startsAt: 3_600_000,
	admitFrom: 0,
	admitUntil: 7_200_000,
	capacity: 200,
	entry: { kind: "open" },
};
const offered: Verdict = {
	kind: "offered",
	offer: "o",
	party: 3,
	remaining: 3,
	session,
	place: 0,
	seats: [],
	card: null,
	atMs: 0,
};
const admitted: Verdict = {
	kind: "admitted",
	persons: 2,
	party: 3,
	remaining: 1,
	session,
	place: 0,
	seats: [],
	atMs: 0,
	line: 7,
	isTicketed: false,
};
const refused: Verdict = { kind: "refused", refusal: { reason: "forged" }, session: null, atMs: 0, override: null };

test("a scan is asked, and its verdict shown only once the answer says so", () => {
	const asked = seen(idleCounter, "A", 0);
	assert.equal(asked.shown.kind, "waiting");
	assert.equal(asked.ask?.scan.text, "A");
	assert.deepEqual(view(answer(asked, refused, 5)), ["refused", 1]);
});

test("an offer starts with all chosen, and admits the chosen number on Enter", () => {
	const open = answer(seen(idleCounter, "A", 0), offered, 5);
	assert.equal(chosen(open), 3);
	const two = advance(open, { kind: "chose", persons: 2 });
	const asked = advance(two, { kind: "confirmed", atMs: 900 });
	assert.equal(asked.shown.kind, "offered");
	assert.deepEqual(asked.ask?.kind === "admit" && [asked.ask.offer, asked.ask.persons], ["o", 2]);
	assert.deepEqual(view(answer(asked, admitted, 910)), ["admitted", 1]);
});

test("no more than remain can be chosen, and no fewer than one", () => {
	const open = answer(seen(idleCounter, "A", 0), offered, 5);
	assert.equal(chosen(advance(open, { kind: "chose", persons: 9 })), 3);
	assert.equal(chosen(advance(open, { kind: "stepped", by: 1 })), 3);
	const least = run(open, [
		{ kind: "stepped", by: -1 },
		{ kind: "stepped", by: -1 },
		{ kind: "stepped", by: -1 },
	]);
	assert.equal(chosen(least), 1);
});

test("Enter pressed twice admits once", () => {
	const open = answer(seen(idleCounter, "A", 0), offered, 5);
	const asked = advance(open, { kind: "confirmed", atMs: 900 });
	assert.equal(advance(asked, { kind: "confirmed", atMs: 950 }), asked);
	const done = answer(asked, admitted, 1000);
	assert.equal(advance(done, { kind: "confirmed", atMs: 1000 + bounceMs - 1 }), done);
	assert.equal(advance(done, { kind: "confirmed", atMs: 1000 + bounceMs }).shown.kind, "waiting");
});

test("a verdict yields at once to the next scan", () => {
	const done = answer(seen(idleCounter, "A", 0), refused, 5);
	assert.equal(seen(done, "B", 10).ask?.scan.text, "B");
});

test("scans that come while an offer is open wait, none is lost, and each is shown for a while", () => {
	const open = answer(seen(idleCounter, "A", 0), offered, 5);
	const waiting = seen(seen(open, "B", 100), "C", 200);
	assert.equal(waiting.shown.kind, "offered");
	assert.deepEqual(queued(waiting), ["B", "C"]);
	const done = answer(advance(waiting, { kind: "confirmed", atMs: 900 }), admitted, 1000);
	assert.equal(advance(done, { kind: "ticked", atMs: 1000 + dwellMs - 1 }).ask, null);
	const next = advance(done, { kind: "ticked", atMs: 1000 + dwellMs });
	assert.equal(next.ask?.scan.text, "B");
	assert.deepEqual(queued(next), ["C"]);
});

test("Esc dismisses an offer and goes on to the scan that waits", () => {
	const waiting = seen(answer(seen(idleCounter, "A", 0), offered, 5), "B", 100);
	const next = advance(waiting, { kind: "dismissed", atMs: 200 });
	assert.equal(next.ask?.scan.text, "B");
});

test("a scan while another is being asked waits for it", () => {
	const both = seen(seen(idleCounter, "A", 0), "B", 1);
	assert.equal(both.ask?.scan.text, "A");
	assert.deepEqual(queued(both), ["B"]);
});

test("the code whose offer is open does not queue behind itself", () => {
	const open = answer(seen(idleCounter, "A", 0), offered, 5);
	assert.deepEqual(queued(seen(open, "A", 9000)), []);
});

test("no answer is a trouble of its own, and the truth still replaces it when it comes late", () => {
	const asked = seen(idleCounter, "A", 0);
	const given = advance(asked, { kind: "gaveUp", ask: askOf(asked), why: "unanswered", atMs: 5000 });
	assert.deepEqual(view(given), ["trouble", 1]);
	const late = advance(given, { kind: "answered", ask: askOf(asked), verdict: admitted, atMs: 6000 });
	assert.deepEqual(view(late), ["admitted", 1]);
});

test("an answer too late to matter does not push the next verdict away", () => {
	const first = seen(idleCounter, "A", 0);
	const given = advance(first, { kind: "gaveUp", ask: askOf(first), why: "unanswered", atMs: 5000 });
	const second = answer(seen(given, "B", 5100), refused, 5200);
	assert.equal(advance(second, { kind: "answered", ask: askOf(first), verdict: admitted, atMs: 6000 }), second);
});

test("a verdict left alone makes room for the waiting picture, an offer never", () => {
	const done = answer(seen(idleCounter, "A", 0), refused, 0);
	assert.equal(advance(done, { kind: "ticked", atMs: staleMs }).shown.kind, "waiting");
	const open = answer(seen(idleCounter, "A", 0), offered, 0);
	assert.equal(advance(open, { kind: "ticked", atMs: staleMs * 10 }), open);
});

test("scans are numbered in the order they came", () => {
	const third = run(
		idleCounter,
		["A", "B", "C"].map((text, i) => ({ kind: "seen", text, source: "wedge", atMs: i })),
	);
	assert.equal(third.scans, 3);
	assert.deepEqual(
		third.queue.map(({ scan }) => scan),
		[2, 3],
	);
});

test("a text longer than any voucher is cut before it is asked", () => {
	assert.equal(seen(idleCounter, "9".repeat(7000), 0).ask?.scan.text.length, 513);
});

function run(counter: Counter, events: readonly CounterEvent[]): Counter {
	return events.reduce(advance, counter);
}

function seen(counter: Counter, text: string, atMs: number): Counter {
	return advance(counter, { kind: "seen", text, source: "camera", atMs });
}

function answer(counter: Counter, verdict: Verdict, atMs: number): Counter {
	return advance(counter, { kind: "answered", ask: askOf(counter), verdict, atMs });
}

function askOf({ ask }: Counter): Ask {
	assert.ok(ask, "something is being asked");
	return ask;
}

function chosen({ shown }: Counter): number | null {
	return shown.kind === "offered" ? shown.chosen : null;
}

function view({ shown }: Counter): [string, number] {
	if (shown.kind === "waiting") return ["waiting", 0];
	return [shown.kind === "final" ? shown.verdict.kind : shown.kind, shown.scan.scan];
}

function queued({ queue }: Counter): string[] {
	return queue.map(({ text }) => text);
}

test("a typed number is asked in its turn, and shown as any other", () => {
	const typed = { kind: "typed", number: "12345678903", card: "0007", atMs: 0 } as const;
	const asking = advance(idleCounter, typed);
	assert.deepEqual(asking.ask?.scan, { scan: 1, text: typed.number, source: "number", card: "0007" });
	assert.equal(advance(asking, typed), asking, "Enter twice is one question");
	const both = advance(seen(idleCounter, "A", 0), typed);
	assert.deepEqual([both.ask?.scan.source, both.queue.map(({ source }) => source)], ["camera", ["number"]]);
});

test("scans wait while a PIN is typed, and have their turns once it is done", () => {
	const held = advance(idleCounter, { kind: "held", untilMs: Number.POSITIVE_INFINITY, atMs: 0 });
	const waiting = seen(seen(held, "A", 10), "B", 20);
	assert.deepEqual([waiting.ask, waiting.queue.map(({ text }) => text)], [null, ["A", "B"]]);
	const dismissed = advance(waiting, { kind: "dismissed", atMs: 30 });
	assert.equal(dismissed.ask, null, "Escape in the panel starts nothing either");
	const told = advance(waiting, { kind: "held", untilMs: 500 + dwellMs, atMs: 500 });
	assert.equal(advance(told, { kind: "ticked", atMs: 499 + dwellMs }).ask, null, "what came of it is read first");
	assert.equal(advance(told, { kind: "ticked", atMs: 500 + dwellMs }).ask?.scan.text, "A");
	assert.equal(advance(waiting, { kind: "held", untilMs: 0, atMs: 40 }).ask?.scan.text, "A");
});

test("a supervisor's word has a turn of its own, told apart from any scan's", () => {
	const refusal = answer(seen(idleCounter, "A", 0), refused, 5);
	const overrode = advance(refusal, { kind: "overrode", verdict: admitted, atMs: 900 });
	assert.equal(overrode.shown.kind === "final" && overrode.shown.scan.source, "override");
	assert.deepEqual(view(overrode), ["admitted", 2]);
	assert.equal(seen(overrode, "B", 1000).ask?.scan.scan, 3);
});

test("a word that comes late does not cover an offer that waits for its answer", () => {
	const open = answer(seen(idleCounter, "A", 0), offered, 5);
	assert.equal(advance(open, { kind: "overrode", verdict: admitted, atMs: 900 }), open);
});
