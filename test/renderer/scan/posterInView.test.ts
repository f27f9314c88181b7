import assert from "node:assert/strict";
import { test } from "node:test";
import type { Verdict } from "../../../core/contract/contract.ts";
import { createAdmission, createOffer, createRefusal } from "../../../renderer/gallery/samples/verdicts.ts";
import { idleCounter, reduceCounter, verdictExpiryMs } from "../../../renderer/kiosk/counter/counter.ts";
import { dedupeScan, foreignWindowMs, noRecentCodes } from "../../../renderer/kiosk/scan/scan-dedupe.ts";
import { createVisit, reduceVisit } from "../../../renderer/kiosk/self-service/visit.ts";
import { idleMs } from "../../../renderer/kiosk/self-service/visit-stage.ts";

const poster = "https://example.com/poster";
const voucher = "V1:AAA";
const malformed = createRefusal({ reason: "malformed", why: "notAVoucher" });
const everyMs = 200;

type Requested<R> = { readonly request: R | null };
type Scan = { readonly scan: { readonly text: string } };
type Sample<S> = { readonly atMs: number; readonly state: S };

/**
 * Shows these texts to a screen, in a frame every 200 ms, and answers each request at once. Returns the state after each
 * frame and the texts that main was asked about, each of which it would have put into the journal.
 */
function watch<R extends Scan, S extends Requested<R>>(
	initial: S,
	reduce: (
		state: S,
		event:
			| { readonly kind: "seen"; readonly text: string; readonly source: "camera"; readonly atMs: number }
			| { readonly kind: "answered"; readonly ask: R; readonly verdict: Verdict; readonly atMs: number }
			| { readonly kind: "ticked"; readonly atMs: number },
	) => S,
	inView: (atMs: number) => readonly string[],
	verdictOf: (text: string) => Verdict,
	forMs: number,
): { readonly samples: readonly Sample<S>[]; readonly asked: readonly string[] } {
	let state = initial;
	const samples: Sample<S>[] = [];
	const asked: string[] = [];
	const answer = (atMs: number) => {
		for (let { request } = state; request !== null; { request } = state) {
			asked.push(request.scan.text);
			state = reduce(state, { kind: "answered", ask: request, verdict: verdictOf(request.scan.text), atMs });
		}
	};
	for (let atMs = 0; atMs <= forMs; atMs += everyMs) {
		for (const text of inView(atMs)) {
			state = reduce(state, { kind: "seen", text, source: "camera", atMs });
			answer(atMs);
		}
		state = reduce(state, { kind: "ticked", atMs });
		answer(atMs);
		samples.push({ atMs, state });
	}
	return { samples, asked };
}

const held = (fromMs: number, untilMs: number) => (atMs: number) =>
	atMs >= fromMs && atMs < untilMs ? [voucher, poster] : [poster];
const admitted = (text: string) => (text === voucher ? createAdmission(2) : malformed);

test("at the counter a poster in view all day is refused once, and takes no voucher's verdict off the screen (D16)", () => {
	const { samples, asked } = watch(idleCounter, reduceCounter, held(2_000, 6_000), admitted, 3_600_000);
	assert.deepEqual(asked, [poster, voucher]);
	const shown = samples.filter(({ atMs }) => atMs >= 2_000 && atMs < 2_000 + verdictExpiryMs);
	assert.ok(shown.every(({ state: { display } }) => display.kind === "final" && display.verdict.kind === "admitted"));
});

test("a poster that comes into view with a verdict on the screen waits until it is gone, and is refused once (D16)", () => {
	const inView = (atMs: number) => (atMs < 1_000 ? [voucher] : [poster]);
	const { samples, asked } = watch(idleCounter, reduceCounter, inView, admitted, 120_000);
	assert.deepEqual(asked, [voucher, poster]);
	assert.ok(
		samples.every(
			({ atMs, state: { display } }) =>
				atMs >= verdictExpiryMs || (display.kind === "final" && display.verdict.kind === "admitted"),
		),
	);
});

test("an offer stays on the screen with a poster in view, and nothing waits behind it (D16)", () => {
	const offered = (text: string) => (text === voucher ? createOffer(3) : malformed);
	const { samples, asked } = watch(idleCounter, reduceCounter, held(5_000, 9_000), offered, 60_000);
	assert.deepEqual(asked, [poster, voucher]);
	const last = samples.at(-1)?.state;
	assert.deepEqual([last?.display.kind, last?.queue], ["offered", []]);
});

test("a poster that not every frame reads, and that a queue covers for twenty seconds, is refused once (D16)", () => {
	const inView = (atMs: number) => (Math.floor(atMs / 1000) % 20 === 0 ? [poster] : []);
	assert.deepEqual(watch(idleCounter, reduceCounter, inView, admitted, 600_000).asked, [poster]);
	assert.deepEqual(watch(createVisit(0), reduceVisit, inView, admitted, 600_000).asked, [poster]);
});

test("at self-service a poster in view leaves seats and rating on the screen, and lingers nowhere (D16)", () => {
	const [fromMs, untilMs] = [30_000, 34_000];
	const { samples, asked } = watch(createVisit(0), reduceVisit, held(fromMs, untilMs), admitted, 600_000);
	assert.deepEqual(asked, [poster, voucher]);
	const stages = samples.filter(({ atMs }) => atMs >= fromMs).map(({ state }) => state.stage.kind);
	assert.deepEqual([...new Set(stages)], ["admitted", "attract"], "the rating comes within the stage admitted");
	assert.ok(samples.some(({ state: { stage } }) => stage.kind === "admitted" && stage.left !== null));
	assert.deepEqual(
		samples.filter(({ state }) => state.isCodeStillInView),
		[],
		"nobody is asked to take a phone away",
	);
});

test("at self-service a voucher is taken while a poster's refusal is shown (D16)", () => {
	const { asked, samples } = watch(createVisit(0), reduceVisit, held(3_000, 6_000), admitted, 5_000);
	assert.deepEqual([asked, samples.at(-1)?.state.stage.kind], [[poster, voucher], "admitted"]);
});

test("with a poster in view and nobody there, self-service is back at its start (D16)", () => {
	const { samples } = watch(createVisit(0), reduceVisit, () => [poster], admitted, idleMs + 1_000);
	assert.equal(samples.at(-1)?.state.stage.kind, "attract");
});

test("a gun that reads what is no voucher is answered at each pull (D16)", () => {
	const first = dedupeScan(noRecentCodes, poster, "wedge", 0);
	assert.equal(dedupeScan(first.recentCodes, poster, "wedge", 3_000).isNew, true);
	const seen = dedupeScan(noRecentCodes, poster, "camera", 0);
	assert.equal(dedupeScan(seen.recentCodes, poster, "camera", foreignWindowMs - 1).isNew, false);
	assert.equal(dedupeScan(seen.recentCodes, poster, "camera", foreignWindowMs).isNew, true);
});
