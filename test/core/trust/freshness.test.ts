import assert from "node:assert/strict";
import { test } from "node:test";
import { Day } from "../../../core/identity.ts";
import { dayFreshness, freshness } from "../../../core/trust/freshness.ts";
import { headerOf, noonMs, root } from "../venueDay.ts";
import { edition, enrolled, heldOf, hourMs, momentOf, take, takeAll } from "./publications.ts";

const one = takeAll(enrolled, edition(1), momentOf(1));
const day = Day.parse("2026-10-01");
const issuedAt = noonMs + hourMs;
const { closesAt } = headerOf(new Uint8Array(0), 0);

test("fresh for a day, stale from then on, with the age", () => {
	assert.deepEqual(freshness(enrolled, noonMs), { kind: "unknown" });
	assert.deepEqual(freshness(one, issuedAt), { kind: "fresh", ageMs: 0 });
	assert.deepEqual(freshness(one, issuedAt + 24 * hourMs - 1), { kind: "fresh", ageMs: 24 * hourMs - 1 });
	assert.deepEqual(freshness(one, issuedAt + 24 * hourMs), { kind: "stale", ageMs: 24 * hourMs });
	assert.equal(freshness(one, root.expiresAt).kind, "stale");
});

test("a clock put back does not make an old timestamp young", () => {
	assert.equal(freshness(one, issuedAt - 5 * 60_000).kind, "fresh");
	assert.deepEqual(freshness(one, issuedAt - hourMs), { kind: "stale", ageMs: 0 });
});

test("a held day stays usable, amber, through its end, and is expired afterwards", () => {
	const stale = takeAll(enrolled, edition(1, { timestamp: { expiresAt: issuedAt + hourMs } }), momentOf(1));
	assert.equal(dayFreshness(stale, day, issuedAt).kind, "fresh");
	assert.deepEqual(dayFreshness(stale, day, closesAt - 1), { kind: "stale", ageMs: closesAt - 1 - issuedAt });
	assert.deepEqual(dayFreshness(stale, day, closesAt), { kind: "expired", closedAtMs: closesAt });
	assert.deepEqual(dayFreshness(stale, Day.parse("2026-10-02"), issuedAt), { kind: "notHeld" });
});

test("a day of which a newer list is named and not here is behind", () => {
	const { roster, revocations } = edition(1);
	const told = heldOf(take(one, "timestamp", edition(2, { roster, revocations }), momentOf(2)));
	assert.equal(freshness(told, momentOf(2)).kind, "fresh");
	assert.equal(dayFreshness(told, day, momentOf(2)).kind, "behind");
});
