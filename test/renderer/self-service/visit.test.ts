import assert from "node:assert/strict";
import { test } from "node:test";
import { admitted } from "../../../renderer/gallery/samples/verdicts.ts";
import { usualManner } from "../../../renderer/kiosk/self-service/preferences.ts";
import {
	bounceMs,
	dwellMs,
	idleMs,
	ratingMs,
	stillThereMs,
	tellMs,
	tellTicketMs,
	thanksMs,
} from "../../../renderer/kiosk/self-service/stage.ts";
import { advance, newVisit, type Visit } from "../../../renderer/kiosk/self-service/visit.ts";
import {
	answered,
	askOf,
	early,
	family,
	held,
	run,
	seen,
	single,
	start,
	ticketed,
	told,
	waited,
} from "./selfServiceSamples.ts";

function stageOf({ stage }: Visit): string {
	return stage.kind;
}

function leftOf({ stage }: Visit): number | null {
	return stage.kind === "offered" || stage.kind === "admitted" ? stage.left : null;
}

test("a family is offered as a whole, and the number steps between one and all who remain", () => {
	const offer = told(family);
	assert.deepEqual(offer.stage.kind === "offered" && offer.stage.chosen, 3);
	assert.equal(run(offer, { kind: "stepped", by: 1 }), offer);
	const one = run(offer, { kind: "stepped", by: -1 }, { kind: "stepped", by: -1 }, { kind: "stepped", by: -1 });
	assert.deepEqual(one.stage.kind === "offered" && one.stage.chosen, 1);
});

test("only the number chosen is asked for, once, however often the key is tapped", () => {
	const two = run(told(family), { kind: "stepped", by: -1 }, { kind: "confirmed", atMs: bounceMs });
	assert.deepEqual(two.ask, { kind: "admit", scan: askOf(two).scan, offer: "o1", persons: 2 });
	assert.equal(run(two, { kind: "confirmed", atMs: bounceMs + 80 }), two);
	assert.equal(run(two, { kind: "stepped", by: -1 }), two, "no other number while it is being recorded");
	assert.equal(run(two, { kind: "dismissed", atMs: 2000 }), two);
});

test("a finger that was on the screen already does not answer the offer that comes under it", () => {
	const offer = told(family, 1000);
	assert.equal(run(offer, { kind: "confirmed", atMs: 1000 + bounceMs - 1 }), offer);
	assert.equal(run(offer, { kind: "dismissed", atMs: 1000 + bounceMs - 1 }), offer);
});

test("another code while an offer is open is left alone, and has its turn when it is still held there after", () => {
	const offer = told(family);
	assert.equal(seen(offer, "B", 500), offer);
	const done = answered(run(offer, { kind: "confirmed", atMs: 1000 }), admitted(3), 1100);
	assert.equal(seen(done, "B", 1100 + tellMs - 1).ask, null, "the verdict and the seats are read in peace");
	assert.equal(seen(done, "B", 1100 + tellMs).ask?.scan.text, "B");
});

test("a code held before the camera is one scan, through its verdict and back to the start", () => {
	const refused = held(told(early), "A", 200, idleMs + 4000);
	assert.deepEqual([stageOf(refused), refused.scans, refused.ask], ["attract", 1, null]);
	assert.equal(refused.lingers, true, "it is told to take the phone away");
	const gone = waited(refused, idleMs + 4200, idleMs + 6000);
	assert.equal(gone.lingers, false);
	assert.equal(seen(gone, "A", idleMs + 6500).ask, null, "less than three seconds out of view");
	const away = waited(seen(gone, "A", idleMs + 6500), idleMs + 6600, idleMs + 9400);
	assert.equal(seen(away, "A", idleMs + 9500).ask?.scan.text, "A");
});

test("a fixed scanner that reads a held code every second is told from a second scan", () => {
	let visit = told(early);
	for (let atMs = 1000; atMs < 10_000; atMs += 1000)
		visit = advance(visit, { kind: "seen", text: "A", source: "serial", atMs });
	assert.equal(visit.scans, 1);
});

test("an offer nobody answers is asked after with a countdown, and dropped", () => {
	const asked = waited(told(family), 200, idleMs);
	assert.deepEqual([stageOf(asked), leftOf(asked)], ["offered", stillThereMs / 1000]);
	const late = waited(asked, idleMs + 200, idleMs + stillThereMs - 200);
	assert.deepEqual([stageOf(late), leftOf(late)], ["offered", 1]);
	assert.equal(stageOf(waited(late, idleMs + stillThereMs, idleMs + stillThereMs)), "attract");
});

test("whoever says that they are still there has the offer back as it was", () => {
	const two = run(told(family), { kind: "stepped", by: -1 });
	const back = run(waited(two, 200, idleMs + 3000), { kind: "touched", atMs: idleMs + 3100 });
	assert.deepEqual([leftOf(back), back.stage.kind === "offered" && back.stage.chosen], [null, 2]);
	assert.equal(leftOf(waited(back, idleMs + 3200, idleMs + 3000 + idleMs)), null);
});

test("a refusal nobody reads any more goes after fifteen seconds; a touch keeps it", () => {
	assert.equal(stageOf(waited(told(early), 200, idleMs - 200)), "refused");
	assert.equal(stageOf(waited(told(early), 200, idleMs)), "attract");
	const touched = run(told(early), { kind: "touched", atMs: 10_000 });
	assert.equal(stageOf(waited(touched, 10_200, idleMs + 5000)), "refused");
});

test("satisfaction is asked for once the verdict was read, counts six seconds down and goes by itself", () => {
	const admission = told(single);
	assert.equal(leftOf(waited(admission, 200, tellMs - 200)), null);
	const asked = waited(admission, 200, tellMs);
	assert.equal(leftOf(asked), ratingMs / 1000);
	assert.equal(stageOf(waited(asked, tellMs + 200, tellMs + ratingMs - 200)), "admitted");
	assert.equal(stageOf(waited(asked, tellMs + 200, tellMs + ratingMs)), "attract");
});

test("a refusal makes room for the next code, but not before it could be read", () => {
	const refused = told(early);
	assert.equal(seen(refused, "B", dwellMs - 1), refused);
	assert.equal(seen(refused, "B", dwellMs).ask?.scan.text, "B");
});

test("one tap rates the admission, thanks, and leads back to the start", () => {
	const asked = waited(told(single), 200, tellMs + 1000);
	const thanks = run(asked, { kind: "rated", rating: 5, atMs: tellMs + 1000 });
	assert.deepEqual(thanks.stage.kind === "thanks" && [thanks.stage.line, thanks.stage.rating], [132, 5]);
	assert.equal(run(thanks, { kind: "rated", rating: 1, atMs: tellMs + 1050 }), thanks, "the first tap counts");
	assert.equal(stageOf(waited(thanks, tellMs + 1200, tellMs + 1000 + thanksMs)), "attract");
});

test("a tap meant for something else rates nothing", () => {
	const admission = told(single);
	assert.equal(run(admission, { kind: "rated", rating: 1, atMs: 1000 }), admission, "no face is there yet");
	const asked = waited(admission, 200, tellMs);
	assert.equal(run(asked, { kind: "rated", rating: 1, atMs: tellMs + bounceMs - 1 }), asked);
});

test("rating is skipped with a tap", () => {
	const asked = waited(told(single), 200, tellMs + 1000);
	assert.equal(stageOf(run(asked, { kind: "dismissed", atMs: tellMs + 1000 })), "attract");
});

test("the next member's code is taken while the last one could still rate", () => {
	const asked = waited(told(single), 200, tellMs + 1000);
	const next = seen(asked, "B", tellMs + 1200);
	assert.deepEqual([next.ask?.scan.text, next.stage.kind], ["B", "attract"]);
});

test("a printer in trouble: what is read does not count, and an open offer is dropped", () => {
	const barred = run(told(family), { kind: "barred", isBarred: true, atMs: 1000 });
	assert.equal(stageOf(barred), "attract");
	assert.equal(seen(barred, "B", 2000), barred);
	const again = run(barred, { kind: "barred", isBarred: false, atMs: 3000 });
	assert.equal(seen(again, "B", 4000).ask?.scan.text, "B", "a code held through it has its turn");
});

test("an offer that comes when the printer has just failed is not shown", () => {
	const asking = run(seen(start, "A", 0), { kind: "barred", isBarred: true, atMs: 10 });
	assert.deepEqual([stageOf(answered(asking, family, 20)), answered(asking, family, 20).ask], ["attract", null]);
});

test("an admission that was under way when the printer failed is still told", () => {
	const asking = run(
		told(family),
		{ kind: "confirmed", atMs: bounceMs },
		{ kind: "barred", isBarred: true, atMs: 700 },
	);
	assert.equal(stageOf(answered(asking, admitted(3), 720)), "admitted");
});

test("nobody is asked for satisfaction while the ticket does not come out; the ticket is told anew when it does", () => {
	const stuck = run(told(ticketed), { kind: "barred", isBarred: true, atMs: 1000 });
	assert.equal(leftOf(waited(stuck, 1200, 1000 + idleMs - 200)), null);
	assert.equal(stageOf(waited(stuck, 1200, 1000 + idleMs)), "attract", "and not for ever");
	const out = run(stuck, { kind: "barred", isBarred: false, atMs: 8000 });
	assert.equal(leftOf(waited(out, 8200, 8000 + tellTicketMs - 200)), null);
	assert.equal(leftOf(waited(out, 8200, 8000 + tellTicketMs)), ratingMs / 1000);
});

test("no answer is a trouble of its own, and the truth replaces it while it is on the screen", () => {
	const asked = seen(start, "A", 0);
	const given = run(asked, { kind: "gaveUp", ask: askOf(asked), why: "unanswered", atMs: 5000 });
	assert.equal(stageOf(given), "trouble");
	const late = advance(given, { kind: "answered", ask: askOf(asked), verdict: single, atMs: 6000 });
	assert.equal(stageOf(late), "admitted");
});

test("an answer that comes when its member has gone is not shown to the next", () => {
	const asked = seen(start, "A", 0);
	const given = run(asked, { kind: "gaveUp", ask: askOf(asked), why: "unanswered", atMs: 5000 });
	const gone = waited(given, 5200, 5000 + idleMs);
	assert.equal(advance(gone, { kind: "answered", ask: askOf(asked), verdict: single, atMs: 21_000 }), gone);
});

test("a page that was lost says that nothing is certain, and takes the next code all the same", () => {
	const lost = newVisit(0, true);
	assert.deepEqual(lost.stage.kind === "trouble" && lost.stage.why, "interrupted");
	assert.equal(seen(lost, "A", dwellMs).ask?.scan.text, "A");
	assert.equal(stageOf(waited(lost, 200, idleMs)), "attract");
});

test("language, voice and height are the last person's: gone with them, kept while the same person tries again", () => {
	const manner = { language: "en", isMuted: true, isLow: true } as const;
	const chosen = run(start, { kind: "preferred", manner }, { kind: "touched", atMs: 100 });
	assert.deepEqual(waited(chosen, 200, idleMs).manner, manner);
	assert.deepEqual(waited(chosen, 200, 100 + idleMs + 200).manner, usualManner);
	const refused = answered(seen(chosen, "A", 500), early, 600);
	assert.deepEqual(run(refused, { kind: "dismissed", atMs: 2000 }).manner, manner);
	assert.deepEqual(seen(refused, "B", 3000).manner, manner);
	const inside = answered(seen(chosen, "A", 500), single, 600);
	assert.deepEqual(seen(inside, "B", 600 + tellMs).manner, usualManner, "the next member is another person");
});

test("back at the start, nothing of the last member is kept once the code has been out of view", () => {
	const gone = waited(told(early), 200, idleMs + 4000);
	const { stage, ask, sightings, manner } = gone;
	assert.deepEqual([stage.kind, ask, sightings, manner], ["attract", null, [], usualManner]);
});
