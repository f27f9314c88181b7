import assert from "node:assert/strict";
import { test } from "node:test";
import { Day } from "../../../core/identity.ts";
import { payloadTypes } from "../../../core/trust/envelope.ts";
import { reload, type StoredTrustState, serializeTrustState } from "../../../core/trust/reload.ts";
import { acceptedVersionsOf, forgetDaysBefore, missingDocumentsOf } from "../../../core/trust/trustState.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { assertKind } from "../../expectKind.ts";
import { root, rootDigest, signDocument } from "../venueDay.ts";
import {
	acceptAll,
	acceptDocument,
	acceptedStateOf,
	acceptMsOf,
	acceptRoot,
	enrolledState,
	makeNextRoot,
	makeRoster,
	outcomeOf,
	publish,
	signRoot,
} from "./publishedDocuments.ts";

const two = acceptAll(acceptAll(enrolledState, publish(1), acceptMsOf(1)), publish(2), acceptMsOf(2));
const day = Day.parse("2026-10-01");
const throughJson = (stored: StoredTrustState): StoredTrustState => JSON.parse(JSON.stringify(stored));
const reloadFromJson = (stored: StoredTrustState) => reload(throughJson(stored), crypto);

test("what was held is held again after a restart, however long the kiosk was off", () => {
	for (const held of [enrolledState, two]) {
		assert.deepEqual(reloadFromJson(serializeTrustState(held, rootDigest)), { kind: "held", held, lost: [] });
	}
});

test("rotations are followed again from the pinned root", () => {
	const next = signRoot(makeNextRoot(root, { roster: ["roster2"] }), ["root1", "root2"]);
	const held = acceptedStateOf(acceptRoot(two, next, crypto));
	assert.deepEqual(reloadFromJson(serializeTrustState(held, rootDigest)), { kind: "held", held, lost: [] });
	assert.equal(outcomeOf(reloadFromJson({ ...serializeTrustState(held, rootDigest), roots: [next] })), "pin");
	const forged = signRoot(makeNextRoot(root, {}), ["root1", "stranger"]);
	assert.equal(
		outcomeOf(reloadFromJson({ ...serializeTrustState(held, rootDigest), roots: [held.roots[0], forged] })),
		"threshold",
	);
});

test("a document damaged on the disk is dropped and reported; its mark stays, so that no older one is accepted", () => {
	const stored = serializeTrustState(two, rootDigest);
	const again = reloadFromJson({
		...stored,
		roster: { ...publish(2).roster, signatures: [] },
		headers: [publish(1).header],
	});
	assertKind(again, "held");
	assert.deepEqual(
		again.lost.map(({ document, rejection }) => [document, outcomeOf(rejection)]),
		[
			["roster", "notAnEnvelope"],
			["allocation", "rollback"],
		],
	);
	assert.deepEqual(missingDocumentsOf(again.held), { roster: true, revocations: false, days: [day] });
	assert.equal(outcomeOf(acceptDocument(again.held, "roster", publish(1), acceptMsOf(2))), "rollback");
	assert.deepEqual(acceptAll(again.held, publish(2), acceptMsOf(2)), two);
});

test("without its marks nothing is restored", () => {
	for (const marks of [null, {}, { ...two.marks, timestamp: { version: 0 } }]) {
		assert.equal(outcomeOf(reloadFromJson({ ...serializeTrustState(two, rootDigest), marks })), "marks");
	}
});

test("a recovery from a fast-forward survives the restart", () => {
	const far = acceptAll(two, publish(3, { version: 1_000_000 }), acceptMsOf(3));
	const next = signRoot(makeNextRoot(root, { timestamp: ["timestamp2"] }), ["root1", "root2"]);
	const cured = acceptedStateOf(acceptRoot(far, next, crypto));
	const again = reloadFromJson(serializeTrustState(cured, rootDigest));
	assert.deepEqual(again, { kind: "held", held: cured, lost: [] });
	const healed = publish(4, { signers: { timestamp: "timestamp2" }, timestamp: { root: 2 } });
	assert.equal(
		acceptedStateOf(acceptDocument(cured, "timestamp", healed, acceptMsOf(4))).timestamp?.document.version,
		4,
	);
});

test("a recovery survives a restart while the timestamp in force still names the stolen key's epoch", () => {
	const roster = signDocument(payloadTypes.roster, makeRoster(1_000_000), ["roster"]);
	const struck = acceptAll(two, publish(3, { roster }), acceptMsOf(3));
	const next = signRoot(makeNextRoot(root, { roster: ["roster2"] }), ["root1", "root2"]);
	const again = reloadFromJson(serializeTrustState(acceptedStateOf(acceptRoot(struck, next, crypto)), rootDigest));
	assertKind(again, "held");
	const healed = publish(4, { signers: { roster: "roster2" }, timestamp: { root: 2 } });
	assert.equal(acceptAll(again.held, healed, acceptMsOf(4)).roster?.document.epoch, 4);
});

test("a mark made after a rotation is not undone by following that rotation again", () => {
	const next = signRoot(makeNextRoot(root, { roster: ["roster2"] }), ["root1", "root2"]);
	const signers = { roster: "roster2" };
	const later = publish(3, { signers, timestamp: { root: 2 } });
	const held = acceptAll(acceptedStateOf(acceptRoot(two, next, crypto)), later, acceptMsOf(3));
	const again = reloadFromJson({ ...serializeTrustState(held, rootDigest), roster: null });
	assertKind(again, "held");
	assert.deepEqual(again.held.marks, held.marks);
	assert.equal(outcomeOf(acceptDocument(again.held, "roster", publish(2, { signers }), acceptMsOf(3))), "rollback");
});

test("days long over are removed with their marks, and the others kept", () => {
	assert.deepEqual(forgetDaysBefore(two, day), two);
	const later = forgetDaysBefore(two, Day.parse("2026-10-02"));
	assert.deepEqual([later.headers.size, later.marks.taken.days, later.marks.named.days], [0, [], []]);
	assert.deepEqual(later.roster, two.roster);
});

test("a line contains the versions held", () => {
	assert.deepEqual(acceptedVersionsOf(enrolledState, null), { alloc: 0, revocations: 0, roster: 0 });
	assert.deepEqual(acceptedVersionsOf(two, day), { alloc: 2, revocations: 2, roster: 2 });
});
