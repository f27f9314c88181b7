import assert from "node:assert/strict";
import { test } from "node:test";
import { createAdmission } from "../../../renderer/gallery/samples/verdicts.ts";
import { defaultPreferences } from "../../../renderer/kiosk/self-service/preferences.ts";
import { createVisit, reduceVisit, type Visit } from "../../../renderer/kiosk/self-service/visit.ts";
import {
	idleMs,
	minRefusalMs,
	ratingMs,
	stillThereMs,
	thanksMs,
	ticketReadingMs,
	touchDebounceMs,
	verdictReadingMs,
} from "../../../renderer/kiosk/self-service/visit-stage.ts";
import { assertKind, expectKind } from "../../expectKind.ts";
import {
	answerRequest,
	applyEvents,
	early,
	elapse,
	family,
	holdCode,
	initialVisit,
	requestOf,
	scanCode,
	showVerdict,
	single,
	ticketed,
} from "./visitSteps.ts";

function stageOf({ stage }: Visit): string {
	return stage.kind;
}

function leftOf({ stage }: Visit): number | null {
	return stage.kind === "offered" || stage.kind === "admitted" ? stage.left : null;
}

test("a family is offered as a whole, and the number steps between one and all who remain", () => {
	const offer = showVerdict(family);
	assert.deepEqual(expectKind(offer.stage, "offered").chosen, 3);
	assert.equal(applyEvents(offer, { kind: "stepped", by: 1 }), offer);
	const one = applyEvents(offer, { kind: "stepped", by: -1 }, { kind: "stepped", by: -1 }, { kind: "stepped", by: -1 });
	assert.deepEqual(expectKind(one.stage, "offered").chosen, 1);
});

test("only the number chosen is asked for, once, however often the key is tapped", () => {
	const two = applyEvents(
		showVerdict(family),
		{ kind: "stepped", by: -1 },
		{ kind: "confirmed", atMs: touchDebounceMs },
	);
	assert.deepEqual(two.request, { kind: "admit", scan: requestOf(two).scan, offer: "o1", persons: 2 });
	assert.equal(applyEvents(two, { kind: "confirmed", atMs: touchDebounceMs + 80 }), two);
	assert.equal(applyEvents(two, { kind: "stepped", by: -1 }), two, "no other number while it is being recorded");
	assert.equal(applyEvents(two, { kind: "dismissed", atMs: 2000 }), two);
});

test("a finger that was on the screen already does not answer the offer that comes under it", () => {
	const offer = showVerdict(family, 1000);
	assert.equal(applyEvents(offer, { kind: "confirmed", atMs: 1000 + touchDebounceMs - 1 }), offer);
	assert.equal(applyEvents(offer, { kind: "dismissed", atMs: 1000 + touchDebounceMs - 1 }), offer);
});

test("another code while an offer is open is left alone, and has its turn when it is still held there after", () => {
	const offer = showVerdict(family);
	assert.equal(scanCode(offer, "V1:BBB", 500), offer);
	const done = answerRequest(applyEvents(offer, { kind: "confirmed", atMs: 1000 }), createAdmission(3), 1100);
	assert.equal(
		scanCode(done, "V1:BBB", 1100 + verdictReadingMs - 1).request,
		null,
		"the verdict and the seats are read in peace",
	);
	assert.equal(scanCode(done, "V1:BBB", 1100 + verdictReadingMs).request?.scan.text, "V1:BBB");
});

test("a code held before the camera is one scan, through its verdict and back to the start", () => {
	const refused = holdCode(showVerdict(early), "V1:AAA", 200, idleMs + 4000);
	assert.deepEqual([stageOf(refused), refused.scanCount, refused.request], ["attract", 1, null]);
	assert.equal(refused.isCodeStillInView, true, "the member is asked to take the phone away");
	const gone = elapse(refused, idleMs + 4200, idleMs + 6000);
	assert.equal(gone.isCodeStillInView, false);
	assert.equal(scanCode(gone, "V1:AAA", idleMs + 6500).request, null, "less than three seconds out of view");
	const away = elapse(scanCode(gone, "V1:AAA", idleMs + 6500), idleMs + 6600, idleMs + 9400);
	assert.equal(scanCode(away, "V1:AAA", idleMs + 9500).request?.scan.text, "V1:AAA");
});

test("a fixed scanner that reads a held code every second makes one scan of it", () => {
	let visit = showVerdict(early);
	for (let atMs = 1000; atMs < 10_000; atMs += 1000)
		visit = reduceVisit(visit, { kind: "seen", text: "V1:AAA", source: "serial", atMs });
	assert.equal(visit.scanCount, 1);
});

test("an offer nobody answers is asked after with a countdown, and dropped", () => {
	const asked = elapse(showVerdict(family), 200, idleMs);
	assert.deepEqual([stageOf(asked), leftOf(asked)], ["offered", stillThereMs / 1000]);
	const late = elapse(asked, idleMs + 200, idleMs + stillThereMs - 200);
	assert.deepEqual([stageOf(late), leftOf(late)], ["offered", 1]);
	assert.equal(stageOf(elapse(late, idleMs + stillThereMs, idleMs + stillThereMs)), "attract");
});

test("whoever says that they are still there has the offer back as it was", () => {
	const two = applyEvents(showVerdict(family), { kind: "stepped", by: -1 });
	const back = applyEvents(elapse(two, 200, idleMs + 3000), { kind: "touched", atMs: idleMs + 3100 });
	assert.deepEqual([leftOf(back), expectKind(back.stage, "offered").chosen], [null, 2]);
	assert.equal(leftOf(elapse(back, idleMs + 3200, idleMs + 3000 + idleMs)), null);
});

test("a refusal nobody reads any more goes after fifteen seconds; a touch keeps it", () => {
	assert.equal(stageOf(elapse(showVerdict(early), 200, idleMs - 200)), "refused");
	assert.equal(stageOf(elapse(showVerdict(early), 200, idleMs)), "attract");
	const touched = applyEvents(showVerdict(early), { kind: "touched", atMs: 10_000 });
	assert.equal(stageOf(elapse(touched, 10_200, idleMs + 5000)), "refused");
});

test("satisfaction is asked for once the verdict was read, counts six seconds down and goes by itself", () => {
	const admission = showVerdict(single);
	assert.equal(leftOf(elapse(admission, 200, verdictReadingMs - 200)), null);
	const asked = elapse(admission, 200, verdictReadingMs);
	assert.equal(leftOf(asked), ratingMs / 1000);
	assert.equal(stageOf(elapse(asked, verdictReadingMs + 200, verdictReadingMs + ratingMs - 200)), "admitted");
	assert.equal(stageOf(elapse(asked, verdictReadingMs + 200, verdictReadingMs + ratingMs)), "attract");
});

test("a refusal makes room for the next code, but not before it could be read", () => {
	const refused = showVerdict(early);
	assert.equal(scanCode(refused, "V1:BBB", minRefusalMs - 1), refused);
	assert.equal(scanCode(refused, "V1:BBB", minRefusalMs).request?.scan.text, "V1:BBB");
});

test("one tap rates the admission, thanks, and leads back to the start", () => {
	const asked = elapse(showVerdict(single), 200, verdictReadingMs + 1000);
	const thanks = applyEvents(asked, { kind: "rated", rating: 5, atMs: verdictReadingMs + 1000 });
	assertKind(thanks.stage, "thanks");
	assert.deepEqual([thanks.stage.line, thanks.stage.rating], [132, 5]);
	assert.equal(
		applyEvents(thanks, { kind: "rated", rating: 1, atMs: verdictReadingMs + 1050 }),
		thanks,
		"the first tap counts",
	);
	assert.equal(stageOf(elapse(thanks, verdictReadingMs + 1200, verdictReadingMs + 1000 + thanksMs)), "attract");
});

test("a tap meant for something else rates nothing", () => {
	const admission = showVerdict(single);
	assert.equal(applyEvents(admission, { kind: "rated", rating: 1, atMs: 1000 }), admission, "no face is there yet");
	const asked = elapse(admission, 200, verdictReadingMs);
	assert.equal(applyEvents(asked, { kind: "rated", rating: 1, atMs: verdictReadingMs + touchDebounceMs - 1 }), asked);
});

test("rating is skipped with a tap", () => {
	const asked = elapse(showVerdict(single), 200, verdictReadingMs + 1000);
	assert.equal(stageOf(applyEvents(asked, { kind: "dismissed", atMs: verdictReadingMs + 1000 })), "attract");
});

test("the next member's code is taken while the last one could still rate", () => {
	const asked = elapse(showVerdict(single), 200, verdictReadingMs + 1000);
	const next = scanCode(asked, "V1:BBB", verdictReadingMs + 1200);
	assert.deepEqual([next.request?.scan.text, next.stage.kind], ["V1:BBB", "attract"]);
});

test("a printer in trouble: what is read does not count, and an open offer is dropped", () => {
	const barred = applyEvents(showVerdict(family), { kind: "barred", isBarred: true, atMs: 1000 });
	assert.equal(stageOf(barred), "attract");
	assert.equal(scanCode(barred, "V1:BBB", 2000), barred);
	const again = applyEvents(barred, { kind: "barred", isBarred: false, atMs: 3000 });
	assert.equal(scanCode(again, "V1:BBB", 4000).request?.scan.text, "V1:BBB", "a code held through it has its turn");
});

test("an offer that comes when the printer has just failed is not shown", () => {
	const asking = applyEvents(scanCode(initialVisit, "V1:AAA", 0), { kind: "barred", isBarred: true, atMs: 10 });
	assert.deepEqual(
		[stageOf(answerRequest(asking, family, 20)), answerRequest(asking, family, 20).request],
		["attract", null],
	);
});

test("an admission that was under way when the printer failed is still shown", () => {
	const asking = applyEvents(
		showVerdict(family),
		{ kind: "confirmed", atMs: touchDebounceMs },
		{ kind: "barred", isBarred: true, atMs: 700 },
	);
	assert.equal(stageOf(answerRequest(asking, createAdmission(3), 720)), "admitted");
});

test("nobody is asked for a rating while the ticket is not printed; the ticket is announced again once it is", () => {
	const stuck = applyEvents(showVerdict(ticketed), { kind: "barred", isBarred: true, atMs: 1000 });
	assert.equal(leftOf(elapse(stuck, 1200, 1000 + idleMs - 200)), null);
	assert.equal(stageOf(elapse(stuck, 1200, 1000 + idleMs)), "attract", "and not for ever");
	const out = applyEvents(stuck, { kind: "barred", isBarred: false, atMs: 8000 });
	assert.equal(leftOf(elapse(out, 8200, 8000 + ticketReadingMs - 200)), null);
	assert.equal(leftOf(elapse(out, 8200, 8000 + ticketReadingMs)), ratingMs / 1000);
});

test("no answer is a trouble of its own, and the truth replaces it while it is on the screen", () => {
	const asked = scanCode(initialVisit, "V1:AAA", 0);
	const given = applyEvents(asked, { kind: "gaveUp", ask: requestOf(asked), why: "unanswered", atMs: 5000 });
	assert.equal(stageOf(given), "trouble");
	const late = reduceVisit(given, { kind: "answered", ask: requestOf(asked), verdict: single, atMs: 6000 });
	assert.equal(stageOf(late), "admitted");
});

test("an answer that comes when its member has gone is not shown to the next", () => {
	const asked = scanCode(initialVisit, "V1:AAA", 0);
	const given = applyEvents(asked, { kind: "gaveUp", ask: requestOf(asked), why: "unanswered", atMs: 5000 });
	const gone = elapse(given, 5200, 5000 + idleMs);
	assert.equal(reduceVisit(gone, { kind: "answered", ask: requestOf(asked), verdict: single, atMs: 21_000 }), gone);
});

test("a page that was lost says that nothing is certain, and takes the next code all the same", () => {
	const lost = createVisit(0, true);
	assert.deepEqual(expectKind(lost.stage, "trouble").why, "interrupted");
	assert.equal(scanCode(lost, "V1:AAA", minRefusalMs).request?.scan.text, "V1:AAA");
	assert.equal(stageOf(elapse(lost, 200, idleMs)), "attract");
});

test("language, voice and height are the last person's: gone with them, kept while the same person tries again", () => {
	const preferences = { language: "en", isMuted: true, isLow: true } as const;
	const chosen = applyEvents(initialVisit, { kind: "preferred", preferences }, { kind: "touched", atMs: 100 });
	assert.deepEqual(elapse(chosen, 200, idleMs).preferences, preferences);
	assert.deepEqual(elapse(chosen, 200, 100 + idleMs + 200).preferences, defaultPreferences);
	const refused = answerRequest(scanCode(chosen, "V1:AAA", 500), early, 600);
	assert.deepEqual(applyEvents(refused, { kind: "dismissed", atMs: 2000 }).preferences, preferences);
	assert.deepEqual(scanCode(refused, "V1:BBB", 3000).preferences, preferences);
	const inside = answerRequest(scanCode(chosen, "V1:AAA", 500), single, 600);
	assert.deepEqual(
		scanCode(inside, "V1:BBB", 600 + verdictReadingMs).preferences,
		defaultPreferences,
		"the next member is another person",
	);
});

test("back at the start, nothing of the last member is kept once the code has been out of view", () => {
	const gone = elapse(showVerdict(early), 200, idleMs + 4000);
	const { stage, request, recentCodes, preferences } = gone;
	assert.deepEqual([stage.kind, request, recentCodes, preferences], ["attract", null, [], defaultPreferences]);
});
