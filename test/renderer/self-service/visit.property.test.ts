import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { admitted } from "../../../renderer/gallery/samples/verdicts.ts";
import { usualManner } from "../../../renderer/kiosk/self-service/preferences.ts";
import { advance, type Visit, type VisitEvent } from "../../../renderer/kiosk/self-service/visit.ts";
import { early, family, single, start, ticketed, waited } from "./selfServiceSamples.ts";

/** What people, codes, printers and main may do, one after the other, and how long after the last. */
type Deed =
	| { readonly kind: "event"; readonly event: (atMs: number) => VisitEvent }
	| { readonly kind: "answer"; readonly verdict: number };
type Moment = { readonly deed: Deed; readonly afterMs: number };

const verdicts = [family, early, single, ticketed, admitted(2, 1)];
const event = (make: (atMs: number) => VisitEvent): Deed => ({ kind: "event", event: make });
const deeds = fc.oneof(
	fc.constantFrom("A", "B", "C").map((text) => event((atMs) => ({ kind: "seen", text, source: "camera", atMs }))),
	fc.nat(verdicts.length - 1).map((verdict): Deed => ({ kind: "answer", verdict })),
	fc.constantFrom<1 | -1>(1, -1).map((by) => event(() => ({ kind: "stepped", by }))),
	fc
		.constantFrom<"confirmed" | "dismissed" | "touched">("confirmed", "dismissed", "touched")
		.map((kind) => event((atMs) => ({ kind, atMs }))),
	fc.integer({ min: 1, max: 5 }).map((rating) => event((atMs) => ({ kind: "rated", rating, atMs }))),
	fc.boolean().map((isBarred) => event((atMs) => ({ kind: "barred", isBarred, atMs }))),
	fc.boolean().map((isLow) => event(() => ({ kind: "preferred", manner: { isLow, language: "en" } }))),
);
const moments = fc.array(fc.record({ deed: deeds, afterMs: fc.oneof(fc.nat(1500), fc.nat(20_000)) }), {
	maxLength: 60,
});

function live(all: readonly Moment[], watch: (before: Visit, after: Visit) => void): { visit: Visit; atMs: number } {
	let visit: Visit = start;
	let atMs = 0;
	const go = (event: VisitEvent) => {
		const before = visit;
		visit = advance(before, event);
		watch(before, visit);
	};
	for (const { deed, afterMs } of all) {
		const untilMs = atMs + afterMs;
		for (; atMs + 200 <= untilMs; atMs += 200) go({ kind: "ticked", atMs });
		atMs = untilMs;
		if (deed.kind === "event") go(deed.event(atMs));
		else if (visit.ask !== null) {
			const verdict = verdicts[deed.verdict] ?? family;
			go({ kind: "answered", ask: visit.ask, verdict, atMs });
		}
	}
	return { visit, atMs };
}

test("whatever happens, only what an open offer says is admitted, and never while the kiosk is closed", () => {
	fc.assert(
		fc.property(moments, (all) => {
			live(all, (before, { ask }) => {
				if (ask === null || ask === before.ask) return;
				assert.equal(before.ask, null, "one question at a time");
				assert.equal(before.isBarred, false);
				if (ask.kind !== "admit") return;
				assert.ok(before.stage.kind === "offered" && before.stage.left === null, "the offer is on the screen");
				assert.equal(ask.persons, before.stage.chosen);
				assert.ok(ask.persons >= 1 && ask.persons <= before.stage.verdict.remaining);
			});
		}),
	);
});

test("whatever happened, a kiosk left alone is back at its start with nothing of anybody", () => {
	fc.assert(
		fc.property(moments, (all) => {
			const { visit, atMs } = live(all, () => {});
			const given: Visit =
				visit.ask === null
					? visit
					: advance(visit, { kind: "gaveUp", ask: visit.ask, why: "unanswered", atMs: atMs + 5000 });
			const { stage, ask, sightings, manner, lingers } = waited(given, atMs + 5000, atMs + 60_000);
			assert.deepEqual([stage.kind, ask, sightings, manner, lingers], ["attract", null, [], usualManner, false]);
		}),
	);
});
