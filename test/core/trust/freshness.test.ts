import assert from "node:assert/strict";
import { test } from "node:test";
import { Day } from "../../../core/identity.ts";
import { type DayFreshness, dayFreshnessOf, freshnessOf } from "../../../core/trust/freshness.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { makeHeader, noonMs, root } from "../venueDay.ts";
import {
	acceptAll,
	acceptDocument,
	acceptedStateOf,
	acceptMsOf,
	acceptRoot,
	enrolledState,
	hourMs,
	makeNextRoot,
	publish,
	signRoot,
} from "./publishedDocuments.ts";

const one = acceptAll(enrolledState, publish(1), acceptMsOf(1));
const day = Day.parse("2026-10-01");
const issuedAt = noonMs + hourMs;
const { closesAt } = makeHeader(new Uint8Array(0), 0);

test("fresh for a day, stale from then on, with the age", () => {
	assert.deepEqual(freshnessOf(enrolledState, noonMs), { kind: "unknown" });
	assert.deepEqual(freshnessOf(one, issuedAt), { kind: "fresh", ageMs: 0 });
	assert.deepEqual(freshnessOf(one, issuedAt + 24 * hourMs - 1), { kind: "fresh", ageMs: 24 * hourMs - 1 });
	assert.deepEqual(freshnessOf(one, issuedAt + 24 * hourMs), { kind: "stale", ageMs: 24 * hourMs });
	assert.equal(freshnessOf(one, root.expiresAt).kind, "stale");
});

test("a clock set back does not make an old timestamp fresh", () => {
	assert.equal(freshnessOf(one, issuedAt - 5 * 60_000).kind, "fresh");
	assert.deepEqual(freshnessOf(one, issuedAt - hourMs), { kind: "stale", ageMs: 0 });
});

test("a held day stays usable, amber, through its end, and is expired afterwards", () => {
	const stale = acceptAll(enrolledState, publish(1, { timestamp: { expiresAt: issuedAt + hourMs } }), acceptMsOf(1));
	assert.equal(dayFreshnessOf(stale, day, issuedAt).kind, "fresh");
	assert.deepEqual(dayFreshnessOf(stale, day, closesAt - 1), { kind: "stale", ageMs: closesAt - 1 - issuedAt });
	assert.deepEqual(dayFreshnessOf(stale, day, closesAt), { kind: "expired", closedAtMs: closesAt });
	assert.deepEqual(dayFreshnessOf(stale, Day.parse("2026-10-02"), issuedAt), { kind: "notHeld" });
});

test("a day of which a newer list is named and not here is behind", () => {
	const { roster, revocations } = publish(1);
	const state = acceptedStateOf(acceptDocument(one, "timestamp", publish(2, { roster, revocations }), acceptMsOf(2)));
	assert.deepEqual(missingOf(freshnessOf(state, acceptMsOf(2))), ["allocation"]);
	assert.deepEqual(missingOf(dayFreshnessOf(state, day, acceptMsOf(2))), ["allocation"]);
	assert.equal(dayFreshnessOf(state, day, closesAt).kind, "expired", "a day that is over is waited for no more");
});

test("a roster or revocations that are named and not here make everything behind: somebody may be holding them back", () => {
	const { roster, revocations, header } = publish(1);
	const withheld = [
		["revocations", publish(2, { roster, header })],
		["roster", publish(2, { revocations, header })],
	] as const;
	for (const [missing, named] of withheld) {
		const state = acceptedStateOf(acceptDocument(one, "timestamp", named, acceptMsOf(2)));
		assert.deepEqual(missingOf(freshnessOf(state, acceptMsOf(2))), [missing]);
		assert.deepEqual(missingOf(dayFreshnessOf(state, day, acceptMsOf(2))), [missing]);
	}
});

test("after a new root everything is behind until a timestamp is made under it (T3)", () => {
	for (const keys of [{}, { timestamp: ["timestamp2"] }, { allocator: ["allocator2"] }]) {
		const rooted = acceptedStateOf(acceptRoot(one, signRoot(makeNextRoot(root, keys), ["root1", "root2"]), crypto));
		assert.equal(missingOf(freshnessOf(rooted, acceptMsOf(1)))?.[0], "timestamp", JSON.stringify(keys));
	}
});

function missingOf(freshness: DayFreshness) {
	return freshness.kind === "behind" ? freshness.missing : null;
}
