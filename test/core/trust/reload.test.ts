import assert from "node:assert/strict";
import { test } from "node:test";
import { Day } from "../../../core/identity.ts";
import { payloadTypes } from "../../../core/trust/envelope.ts";
import { restore, type Stored, storedOf } from "../../../core/trust/reload.ts";
import { takeRoot } from "../../../core/trust/rootRotation.ts";
import { forgetBefore, versionsHeld, wanted } from "../../../core/trust/trustState.ts";
import { hash, verify } from "../../../sync/crypto/signature.ts";
import { root, rootDigest, sealDocument } from "../venueDay.ts";
import {
	edition,
	enrolled,
	heldOf,
	momentOf,
	rootAfter,
	rosterOf,
	sealRoot,
	take,
	takeAll,
	whyNot,
} from "./publications.ts";

const two = takeAll(takeAll(enrolled, edition(1), momentOf(1)), edition(2), momentOf(2));
const day = Day.parse("2026-10-01");
const throughJson = (stored: Stored): Stored => JSON.parse(JSON.stringify(stored));
const restored = (stored: Stored) => restore(throughJson(stored), verify, hash);

test("what was held is held again after a restart, however long that took", () => {
	for (const held of [enrolled, two]) {
		assert.deepEqual(restored(storedOf(held, rootDigest)), { kind: "held", held, lost: [] });
	}
});

test("rotations are followed again from the pinned root", () => {
	const next = sealRoot(rootAfter(root, { roster: ["roster2"] }), ["root1", "root2"]);
	const held = heldOf(takeRoot(two, next, momentOf(2), verify));
	assert.deepEqual(restored(storedOf(held, rootDigest)), { kind: "held", held, lost: [] });
	assert.equal(whyNot(restored({ ...storedOf(held, rootDigest), roots: [next] })), "pin");
	const forged = sealRoot(rootAfter(root, {}), ["root1", "stranger"]);
	assert.equal(whyNot(restored({ ...storedOf(held, rootDigest), roots: [held.roots[0], forged] })), "threshold");
});

test("a document damaged on the disk is lost and said; its mark stays, so that nothing older takes its place", () => {
	const stored = storedOf(two, rootDigest);
	const again = restored({ ...stored, roster: { ...edition(2).roster, signatures: [] }, headers: [edition(1).header] });
	assert.ok(again.kind === "held");
	assert.deepEqual(
		again.lost.map(({ document, untrusted }) => [document, whyNot(untrusted)]),
		[
			["roster", "notAnEnvelope"],
			["allocation", "rollback"],
		],
	);
	assert.deepEqual(wanted(again.held), { roster: true, revocations: false, days: [day] });
	assert.equal(whyNot(take(again.held, "roster", edition(1), momentOf(2))), "rollback");
	assert.deepEqual(takeAll(again.held, edition(2), momentOf(2)), two);
});

test("without its marks nothing is restored", () => {
	for (const marks of [null, {}, { ...two.marks, timestamp: { version: 0 } }]) {
		assert.equal(whyNot(restored({ ...storedOf(two, rootDigest), marks })), "marks");
	}
});

test("a recovery from a fast-forward survives the restart", () => {
	const far = takeAll(two, edition(3, { version: 1_000_000 }), momentOf(3));
	const next = sealRoot(rootAfter(root, { timestamp: ["timestamp2"] }), ["root1", "root2"]);
	const cured = heldOf(takeRoot(far, next, momentOf(3), verify));
	const again = restored(storedOf(cured, rootDigest));
	assert.deepEqual(again, { kind: "held", held: cured, lost: [] });
	const healed = edition(4, { signers: { timestamp: "timestamp2" }, timestamp: { root: 2 } });
	assert.equal(heldOf(take(cured, "timestamp", healed, momentOf(4))).timestamp?.document.version, 4);
});

test("a recovered naming stays recovered: the timestamp in force still says the stolen key's epoch", () => {
	const roster = sealDocument(payloadTypes.roster, rosterOf(1_000_000), ["roster"]);
	const struck = takeAll(two, edition(3, { roster }), momentOf(3));
	const next = sealRoot(rootAfter(root, { roster: ["roster2"] }), ["root1", "root2"]);
	const again = restored(storedOf(heldOf(takeRoot(struck, next, momentOf(3), verify)), rootDigest));
	assert.ok(again.kind === "held");
	const healed = edition(4, { signers: { roster: "roster2" }, timestamp: { root: 2 } });
	assert.equal(takeAll(again.held, healed, momentOf(4)).roster?.document.epoch, 4);
});

test("a mark made after a rotation is not undone by following that rotation again", () => {
	const next = sealRoot(rootAfter(root, { roster: ["roster2"] }), ["root1", "root2"]);
	const signers = { roster: "roster2" };
	const later = edition(3, { signers, timestamp: { root: 2 } });
	const held = takeAll(heldOf(takeRoot(two, next, momentOf(2), verify)), later, momentOf(3));
	const again = restored({ ...storedOf(held, rootDigest), roster: null });
	assert.ok(again.kind === "held");
	assert.deepEqual(again.held.marks, held.marks);
	assert.equal(whyNot(take(again.held, "roster", edition(2, { signers }), momentOf(3))), "rollback");
});

test("days long over are forgotten with their marks, and the others kept", () => {
	assert.deepEqual(forgetBefore(two, day), two);
	const later = forgetBefore(two, Day.parse("2026-10-02"));
	assert.deepEqual([later.headers.size, later.marks.taken.days, later.marks.named.days], [0, [], []]);
	assert.deepEqual(later.roster, two.roster);
});

test("a line is written on the versions held", () => {
	assert.deepEqual(versionsHeld(enrolled, null), { alloc: 0, revocations: 0, roster: 0 });
	assert.deepEqual(versionsHeld(two, day), { alloc: 2, revocations: 2, roster: 2 });
});
