import assert from "node:assert/strict";
import { test } from "node:test";
import type { Session } from "../../../core/allocation/session.ts";
import type { Verdict } from "../../../core/contract/contract.ts";
import {
	type Counter,
	type CounterEvent,
	type CounterRequest,
	enterDebounceMs,
	idleCounter,
	minVerdictMs,
	reduceCounter,
	verdictExpiryMs,
} from "../../../renderer/kiosk/counter/counter.ts";
import { assertKind, expectKind } from "../../expectKind.ts";

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
const refused: Verdict = {
	kind: "refused",
	refusal: { reason: "forged" },
	session: null,
	atMs: 0,
	override: null,
	undoable: [],
};

test("a scan is asked, and its verdict shown only once the answer says so", () => {
	const asked = scanCode(idleCounter, "V1:AAA", 0);
	assert.equal(asked.display.kind, "waiting");
	assert.equal(asked.request?.scan.text, "V1:AAA");
	assert.deepEqual(view(answerRequest(asked, refused, 5)), ["refused", 1]);
});

test("an offer starts with all chosen, and admits the chosen number on Enter", () => {
	const open = answerRequest(scanCode(idleCounter, "V1:AAA", 0), offered, 5);
	assert.equal(chosen(open), 3);
	const two = reduceCounter(open, { kind: "chose", persons: 2 });
	const asked = reduceCounter(two, { kind: "confirmed", atMs: 900 });
	assert.equal(asked.display.kind, "offered");
	assertKind(asked.request, "admit");
	assert.deepEqual([asked.request.offer, asked.request.persons], ["o", 2]);
	assert.deepEqual(view(answerRequest(asked, admitted, 910)), ["admitted", 1]);
});

test("no more than remain can be chosen, and no fewer than one", () => {
	const open = answerRequest(scanCode(idleCounter, "V1:AAA", 0), offered, 5);
	assert.equal(chosen(reduceCounter(open, { kind: "chose", persons: 9 })), 3);
	assert.equal(chosen(reduceCounter(open, { kind: "stepped", by: 1 })), 3);
	const least = applyEvents(open, [
		{ kind: "stepped", by: -1 },
		{ kind: "stepped", by: -1 },
		{ kind: "stepped", by: -1 },
	]);
	assert.equal(chosen(least), 1);
});

test("Enter pressed twice admits once", () => {
	const open = answerRequest(scanCode(idleCounter, "V1:AAA", 0), offered, 5);
	const asked = reduceCounter(open, { kind: "confirmed", atMs: 900 });
	assert.equal(reduceCounter(asked, { kind: "confirmed", atMs: 950 }), asked);
	const done = answerRequest(asked, admitted, 1000);
	assert.equal(reduceCounter(done, { kind: "confirmed", atMs: 1000 + enterDebounceMs - 1 }), done);
	assert.equal(reduceCounter(done, { kind: "confirmed", atMs: 1000 + enterDebounceMs }).display.kind, "waiting");
});

test("a verdict yields at once to the next scan", () => {
	const done = answerRequest(scanCode(idleCounter, "V1:AAA", 0), refused, 5);
	assert.equal(scanCode(done, "V1:BBB", 10).request?.scan.text, "V1:BBB");
});

test("scans that come while an offer is open wait, none is lost, and each is shown for a while", () => {
	const open = answerRequest(scanCode(idleCounter, "V1:AAA", 0), offered, 5);
	const waiting = scanCode(scanCode(open, "V1:BBB", 100), "V1:CCC", 200);
	assert.equal(waiting.display.kind, "offered");
	assert.deepEqual(queued(waiting), ["V1:BBB", "V1:CCC"]);
	const done = answerRequest(reduceCounter(waiting, { kind: "confirmed", atMs: 900 }), admitted, 1000);
	assert.equal(reduceCounter(done, { kind: "ticked", atMs: 1000 + minVerdictMs - 1 }).request, null);
	const next = reduceCounter(done, { kind: "ticked", atMs: 1000 + minVerdictMs });
	assert.equal(next.request?.scan.text, "V1:BBB");
	assert.deepEqual(queued(next), ["V1:CCC"]);
});

test("Esc dismisses an offer and goes on to the scan that waits", () => {
	const waiting = scanCode(answerRequest(scanCode(idleCounter, "V1:AAA", 0), offered, 5), "V1:BBB", 100);
	const next = reduceCounter(waiting, { kind: "dismissed", atMs: 200 });
	assert.equal(next.request?.scan.text, "V1:BBB");
});

test("a scan while another is being asked waits for it", () => {
	const both = scanCode(scanCode(idleCounter, "V1:AAA", 0), "V1:BBB", 1);
	assert.equal(both.request?.scan.text, "V1:AAA");
	assert.deepEqual(queued(both), ["V1:BBB"]);
});

test("the code whose offer is open does not queue behind itself", () => {
	const open = answerRequest(scanCode(idleCounter, "V1:AAA", 0), offered, 5);
	assert.deepEqual(queued(scanCode(open, "V1:AAA", 9000)), []);
});

test("no answer is a trouble of its own, and the truth still replaces it when it comes late", () => {
	const asked = scanCode(idleCounter, "V1:AAA", 0);
	const given = reduceCounter(asked, { kind: "gaveUp", ask: requestOf(asked), why: "unanswered", atMs: 5000 });
	assert.deepEqual(view(given), ["trouble", 1]);
	const late = reduceCounter(given, { kind: "answered", ask: requestOf(asked), verdict: admitted, atMs: 6000 });
	assert.deepEqual(view(late), ["admitted", 1]);
});

test("an answer too late to matter does not push the next verdict away", () => {
	const first = scanCode(idleCounter, "V1:AAA", 0);
	const given = reduceCounter(first, { kind: "gaveUp", ask: requestOf(first), why: "unanswered", atMs: 5000 });
	const second = answerRequest(scanCode(given, "V1:BBB", 5100), refused, 5200);
	assert.equal(
		reduceCounter(second, { kind: "answered", ask: requestOf(first), verdict: admitted, atMs: 6000 }),
		second,
	);
});

test("a verdict left alone makes room for the waiting picture, an offer never", () => {
	const done = answerRequest(scanCode(idleCounter, "V1:AAA", 0), refused, 0);
	assert.equal(reduceCounter(done, { kind: "ticked", atMs: verdictExpiryMs }).display.kind, "waiting");
	const open = answerRequest(scanCode(idleCounter, "V1:AAA", 0), offered, 0);
	assert.equal(reduceCounter(open, { kind: "ticked", atMs: verdictExpiryMs * 10 }), open);
});

test("scans are numbered in the order they came", () => {
	const third = applyEvents(
		idleCounter,
		["V1:AAA", "V1:BBB", "V1:CCC"].map((text, i) => ({ kind: "seen", text, source: "wedge", atMs: i })),
	);
	assert.equal(third.scanCount, 3);
	assert.deepEqual(
		third.queue.map(({ scan }) => scan),
		[2, 3],
	);
});

test("a text longer than any voucher is cut before it is asked", () => {
	assert.equal(scanCode(idleCounter, "9".repeat(7000), 0).request?.scan.text.length, 513);
});

function applyEvents(counter: Counter, events: readonly CounterEvent[]): Counter {
	return events.reduce(reduceCounter, counter);
}

function scanCode(counter: Counter, text: string, atMs: number): Counter {
	return reduceCounter(counter, { kind: "seen", text, source: "camera", atMs });
}

function answerRequest(counter: Counter, verdict: Verdict, atMs: number): Counter {
	return reduceCounter(counter, { kind: "answered", ask: requestOf(counter), verdict, atMs });
}

function requestOf({ request }: Counter): CounterRequest {
	assert.ok(request, "something is being asked");
	return request;
}

function chosen({ display }: Counter): number | null {
	return display.kind === "offered" ? display.chosen : null;
}

function view({ display }: Counter): [string, number] {
	if (display.kind === "waiting") return ["waiting", 0];
	return [display.kind === "final" ? display.verdict.kind : display.kind, display.scan.scan];
}

function queued({ queue }: Counter): string[] {
	return queue.map(({ text }) => text);
}

test("a typed number is asked in its turn, and shown as any other", () => {
	const typed = { kind: "typed", number: "12345678903", card: "0007", atMs: 0 } as const;
	const asking = reduceCounter(idleCounter, typed);
	assert.deepEqual(asking.request?.scan, { scan: 1, text: typed.number, source: "number", card: "0007" });
	assert.equal(reduceCounter(asking, typed), asking, "Enter twice is one question");
	const both = reduceCounter(scanCode(idleCounter, "V1:AAA", 0), typed);
	assert.deepEqual([both.request?.scan.source, both.queue.map(({ source }) => source)], ["camera", ["number"]]);
});

test("scans wait while a PIN is typed, and have their turns once it is done", () => {
	const held = reduceCounter(idleCounter, { kind: "held", untilMs: Number.POSITIVE_INFINITY, atMs: 0 });
	const waiting = scanCode(scanCode(held, "V1:AAA", 10), "V1:BBB", 20);
	assert.deepEqual([waiting.request, waiting.queue.map(({ text }) => text)], [null, ["V1:AAA", "V1:BBB"]]);
	const dismissed = reduceCounter(waiting, { kind: "dismissed", atMs: 30 });
	assert.equal(dismissed.request, null, "Escape in the panel starts nothing either");
	const shown = reduceCounter(waiting, { kind: "held", untilMs: 500 + minVerdictMs, atMs: 500 });
	assert.equal(
		reduceCounter(shown, { kind: "ticked", atMs: 499 + minVerdictMs }).request,
		null,
		"what came of it is read first",
	);
	assert.equal(reduceCounter(shown, { kind: "ticked", atMs: 500 + minVerdictMs }).request?.scan.text, "V1:AAA");
	assert.equal(reduceCounter(waiting, { kind: "held", untilMs: 0, atMs: 40 }).request?.scan.text, "V1:AAA");
});

test("the verdict of an override is numbered as a scan of its own", () => {
	const refusal = answerRequest(scanCode(idleCounter, "V1:AAA", 0), refused, 5);
	const overrode = reduceCounter(refusal, { kind: "overrode", verdict: admitted, atMs: 900 });
	assert.equal(expectKind(overrode.display, "final").scan.source, "override");
	assert.deepEqual(view(overrode), ["admitted", 2]);
	assert.equal(scanCode(overrode, "V1:BBB", 1000).request?.scan.scan, 3);
});

test("the verdict of a late override does not replace an open offer", () => {
	const open = answerRequest(scanCode(idleCounter, "V1:AAA", 0), offered, 5);
	assert.equal(reduceCounter(open, { kind: "overrode", verdict: admitted, atMs: 900 }), open);
});

test("the gun that reads what the camera read is no second scan until three seconds after the verdict (C3)", () => {
	const see = (counter: Counter, source: "camera" | "wedge", atMs: number) =>
		reduceCounter(counter, { kind: "seen", text: "V1:AAA", source, atMs });
	const done = answerRequest(see(idleCounter, "camera", 0), admitted, 500);
	for (const afterMs of [40, 1_000, 2_500]) {
		const again = see(done, "wedge", 500 + afterMs);
		assert.deepEqual([again.request, view(again)], [null, ["admitted", 1]]);
	}
	assert.equal(see(done, "wedge", 3_500).request?.scan.text, "V1:AAA");
});

test("the next step of a rotating code whose offer is open is not a scan of its own (C3)", () => {
	const rotating = (step: number) => `V2:${"A".repeat(150)}${String(step).padStart(18, "0")}`;
	const open = answerRequest(scanCode(idleCounter, rotating(1), 0), offered, 5);
	assert.deepEqual(queued(reduceCounter(open, { kind: "seen", text: rotating(2), source: "wedge", atMs: 9_000 })), []);
});

test("the verdict of a scan that main knows already is not shown a second time (C3)", () => {
	const done = answerRequest(scanCode(idleCounter, "V1:AAA", 0), admitted, 5);
	const again = reduceCounter(done, { kind: "typed", number: "123", card: "0417", atMs: 900 });
	assert.deepEqual(view(answerRequest(again, admitted, 910)), ["admitted", 1]);
});
