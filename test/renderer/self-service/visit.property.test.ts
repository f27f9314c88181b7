import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createAdmission } from "../../../renderer/gallery/samples/verdicts.ts";
import { defaultPreferences } from "../../../renderer/kiosk/self-service/preferences.ts";
import { reduceVisit, type Visit, type VisitEvent } from "../../../renderer/kiosk/self-service/visit.ts";
import { assertKind } from "../../expectKind.ts";
import { assertProperty } from "../../property.ts";
import { early, elapse, family, initialVisit, single, ticketed } from "./visitSteps.ts";

/** What people, codes, printers and main may do, one after the other, and how long after the last. */
type Action =
	| { readonly kind: "event"; readonly event: (atMs: number) => VisitEvent }
	| { readonly kind: "answer"; readonly verdict: number };
type TimedAction = { readonly deed: Action; readonly afterMs: number };

const verdicts = [family, early, single, ticketed, createAdmission(2, 1)];
const event = (make: (atMs: number) => VisitEvent): Action => ({ kind: "event", event: make });
const actions = fc.oneof(
	fc
		.constantFrom("V1:AAA", "V1:BBB", "V1:CCC")
		.map((text) => event((atMs) => ({ kind: "seen", text, source: "camera", atMs }))),
	fc.nat(verdicts.length - 1).map((verdict): Action => ({ kind: "answer", verdict })),
	fc.constantFrom<1 | -1>(1, -1).map((by) => event(() => ({ kind: "stepped", by }))),
	fc
		.constantFrom<"confirmed" | "dismissed" | "touched">("confirmed", "dismissed", "touched")
		.map((kind) => event((atMs) => ({ kind, atMs }))),
	fc.integer({ min: 1, max: 5 }).map((rating) => event((atMs) => ({ kind: "rated", rating, atMs }))),
	fc.boolean().map((isBarred) => event((atMs) => ({ kind: "barred", isBarred, atMs }))),
	fc.boolean().map((isLow) => event(() => ({ kind: "preferred", preferences: { isLow, language: "en" } }))),
);
const timedActions = fc.array(fc.record({ deed: actions, afterMs: fc.oneof(fc.nat(1500), fc.nat(20_000)) }), {
	maxLength: 60,
});

function playActions(
	all: readonly TimedAction[],
	watch: (before: Visit, after: Visit) => void,
): { visit: Visit; atMs: number } {
	let visit: Visit = initialVisit;
	let atMs = 0;
	const go = (event: VisitEvent) => {
		const before = visit;
		visit = reduceVisit(before, event);
		watch(before, visit);
	};
	for (const { deed, afterMs } of all) {
		const untilMs = atMs + afterMs;
		for (; atMs + 200 <= untilMs; atMs += 200) go({ kind: "ticked", atMs });
		atMs = untilMs;
		if (deed.kind === "event") go(deed.event(atMs));
		else if (visit.request !== null) {
			const verdict = verdicts[deed.verdict] ?? family;
			go({ kind: "answered", ask: visit.request, verdict, atMs });
		}
	}
	return { visit, atMs };
}

test("whatever happens, only what an open offer says is admitted, and never while the kiosk is closed", () => {
	assertProperty(
		fc.property(timedActions, (all) => {
			playActions(all, (before, { request }) => {
				if (request === null || request === before.request) return;
				assert.equal(before.request, null, "one question at a time");
				assert.equal(before.isBarred, false);
				if (request.kind !== "admit") return;
				assertKind(before.stage, "offered");
				assert.ok(before.stage.left === null, "the offer is on the screen");
				assert.equal(request.persons, before.stage.chosen);
				assert.ok(request.persons >= 1 && request.persons <= before.stage.verdict.remaining);
			});
		}),
	);
});

test("whatever happened, a kiosk left alone is back at its start with nothing of anybody", () => {
	assertProperty(
		fc.property(timedActions, (all) => {
			const { visit, atMs } = playActions(all, () => {});
			const given: Visit =
				visit.request === null
					? visit
					: reduceVisit(visit, { kind: "gaveUp", ask: visit.request, why: "unanswered", atMs: atMs + 5000 });
			const { stage, request, recentCodes, preferences, isCodeStillInView } = elapse(given, atMs + 5000, atMs + 60_000);
			assert.deepEqual(
				[stage.kind, request, recentCodes, preferences, isCodeStillInView],
				["attract", null, [], defaultPreferences, false],
			);
		}),
	);
});
