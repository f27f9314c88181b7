import assert from "node:assert/strict";
import { test } from "node:test";
import { Day, Digest } from "../../../core/identity.ts";
import { payloadTypes } from "../../../core/trust/envelope.ts";
import { freshnessOf } from "../../../core/trust/freshness.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { assertKind } from "../../expectKind.ts";
import { root, signDocument } from "../venueDay.ts";
import {
	acceptAll,
	acceptDocument,
	acceptedStateOf,
	acceptMsOf,
	acceptRoot,
	enrolledState,
	hourMs,
	makeDayHeader,
	makeNextRoot,
	makeRevocations,
	makeRoster,
	outcomeOf,
	publish,
	signRoot,
} from "./publishedDocuments.ts";

// The attacks of The Update Framework's specification (section 1.5.2), by their names.

const one = acceptAll(enrolledState, publish(1), acceptMsOf(1));
const two = acceptAll(one, publish(2), acceptMsOf(2));
const names = ["timestamp", "roster", "revocations", "header"] as const;

test("arbitrary document: what a stranger signed is refused, and so is what nobody signed", () => {
	const signers = { timestamp: "stranger", roster: "stranger", allocator: "stranger" };
	const forged = publish(2, { signers });
	for (const name of names)
		assert.equal(outcomeOf(acceptDocument(one, name, forged, acceptMsOf(2))), "threshold", name);
	const root2 = makeNextRoot(root, { allocator: ["stranger"] });
	assert.equal(outcomeOf(acceptRoot(one, signRoot(root2, ["stranger"]), crypto)), "threshold");
	const unsigned = { ...publish(2).timestamp, signatures: [] };
	assert.equal(
		outcomeOf(acceptDocument(one, "timestamp", { ...publish(2), timestamp: unsigned }, acceptMsOf(2))),
		"notAnEnvelope",
	);
});

test("rollback: no document is replaced by an older one, and each refusal names it", () => {
	for (const name of names)
		assert.equal(outcomeOf(acceptDocument(two, name, publish(1), acceptMsOf(2))), "rollback", name);
});

test("rollback: a new timestamp may not name an older roster, revocation list, allocation or root", () => {
	const { roster, revocations, header } = publish(1);
	for (const [of, wishes] of [
		["roster", { roster }],
		["revocations", { revocations }],
		["allocation", { header }],
	] as const) {
		const taking = acceptDocument(two, "timestamp", publish(3, wishes), acceptMsOf(3));
		assertKind(taking, "untrusted");
		assert.deepEqual([taking.why, "of" in taking ? taking.of : null], ["rollback", of]);
	}
	const next = signRoot(makeNextRoot(root, {}), ["root1", "root2"]);
	const later = acceptedStateOf(acceptRoot(two, next, crypto));
	const taking = acceptDocument(later, "timestamp", publish(3), acceptMsOf(3));
	assertKind(taking, "untrusted");
	assert.deepEqual([taking.why, "of" in taking ? taking.of : null], ["rollback", "root"]);
});

test("rollback: a day left out of one timestamp does not come back older in the next", () => {
	const without = acceptDocument(two, "timestamp", publish(3, { timestamp: { days: [] } }), acceptMsOf(3));
	const back = publish(4, { header: publish(1).header });
	assert.equal(outcomeOf(acceptDocument(acceptedStateOf(without), "timestamp", back, acceptMsOf(4))), "rollback");
});

test("rollback: what a timestamp named is not named older by the next, even if it never came", () => {
	const state = acceptedStateOf(acceptDocument(one, "timestamp", publish(4), acceptMsOf(4)));
	const { roster, revocations, header } = publish(3);
	for (const wishes of [{ roster }, { revocations }, { header }]) {
		const { roster: r, revocations: v, header: h } = { ...publish(4), ...wishes };
		const back = publish(5, { roster: r, revocations: v, header: h });
		assert.equal(
			outcomeOf(acceptDocument(state, "timestamp", back, acceptMsOf(5))),
			"rollback",
			Object.keys(wishes).join(),
		);
	}
});

test("freeze: yesterday's timestamp is refused today, and the one held is stale, with its age", () => {
	const nextDay = acceptMsOf(1) + 24 * hourMs;
	assert.equal(outcomeOf(acceptDocument(one, "timestamp", publish(1), nextDay)), "expired");
	assert.equal(outcomeOf(acceptDocument(enrolledState, "timestamp", publish(1), nextDay)), "expired");
	assert.deepEqual(freshnessOf(one, nextDay), { kind: "stale", ageMs: 24 * hourMs + 60_000 });
	assert.equal(outcomeOf(acceptDocument(one, "header", publish(1), nextDay)), "timestampExpired");
});

test("freeze: no timestamp outlives a day, and none is taken that is dated ahead to stay fresh", () => {
	const issuedAt = acceptMsOf(2);
	const long = publish(2, { timestamp: { issuedAt, expiresAt: issuedAt + 24 * hourMs + 1 } });
	assert.equal(outcomeOf(acceptDocument(one, "timestamp", long, acceptMsOf(2))), "lifetime");
	const backwards = publish(2, { timestamp: { issuedAt, expiresAt: issuedAt } });
	assert.equal(outcomeOf(acceptDocument(one, "timestamp", backwards, acceptMsOf(2))), "lifetime");
	assert.equal(outcomeOf(acceptDocument(one, "timestamp", publish(9), acceptMsOf(2))), "fromTheFuture");
});

test("freeze: revocations that are named and withheld make the state behind", () => {
	const state = acceptedStateOf(acceptDocument(one, "timestamp", publish(2), acceptMsOf(2)));
	assert.equal(freshnessOf(state, acceptMsOf(2)).kind, "behind");
});

test("fast-forward: a stolen timestamp key is recovered from by a root with another", () => {
	const most = Number.MAX_SAFE_INTEGER;
	const hashOfNothing = Digest.parse("0".repeat(64));
	const far = publish(2, {
		version: most,
		timestamp: { roster: { epoch: most, hash: hashOfNothing }, revocations: { version: most, hash: hashOfNothing } },
	});
	const struck = acceptedStateOf(acceptDocument(one, "timestamp", far, acceptMsOf(2)));
	assert.equal(outcomeOf(acceptDocument(struck, "timestamp", publish(3), acceptMsOf(3))), "rollback");

	const cured = acceptedStateOf(
		acceptRoot(struck, signRoot(makeNextRoot(root, { timestamp: ["timestamp2"] }), ["root1", "root3"]), crypto),
	);
	assert.equal(cured.timestamp, null);
	assert.deepEqual(cured.roster, one.roster, "what other keys signed stays");
	const wishes = { signers: { timestamp: "timestamp2" }, timestamp: { root: 2 } };
	assert.equal(acceptAll(cured, publish(3, wishes), acceptMsOf(3)).roster?.document.epoch, 3);
	const older = publish(3, {
		...wishes,
		roster: signDocument(payloadTypes.roster, makeRoster(1, "他窗口"), ["roster"]),
	});
	assert.equal(
		outcomeOf(acceptDocument(cured, "timestamp", older, acceptMsOf(3))),
		"equivocal",
		"the roster's mark did not fall",
	);
});

test("fast-forward: stolen allocator and roster keys are recovered from, each alone", () => {
	const most = Number.MAX_SAFE_INTEGER;
	const roster = signDocument(payloadTypes.roster, makeRoster(most), ["roster"]);
	const revocations = signDocument(payloadTypes.revocations, makeRevocations(most), ["allocator"]);
	const header = signDocument(payloadTypes.allocation, makeDayHeader(most), ["allocator"]);
	const struck = acceptAll(one, publish(2, { roster, revocations, header }), acceptMsOf(2));
	assert.equal(outcomeOf(acceptDocument(struck, "timestamp", publish(3), acceptMsOf(3))), "rollback");

	const replaced = makeNextRoot(root, { allocator: ["allocator2"], roster: ["roster2"] });
	const cured = acceptedStateOf(acceptRoot(struck, signRoot(replaced, ["root1", "root2"]), crypto));
	assert.deepEqual([cured.roster, cured.revocations, cured.headers.size], [null, null, 0]);
	assert.notEqual(cured.timestamp, null, "the timestamp's own key was not stolen");
	const signers = { allocator: "allocator2", roster: "roster2" };
	const healed = acceptAll(cured, publish(3, { signers, timestamp: { root: 2 } }), acceptMsOf(3));
	assert.equal(healed.revocations?.document.version, 3);
	assert.equal(
		outcomeOf(acceptDocument(healed, "timestamp", publish(2), acceptMsOf(3))),
		"rollback",
		"its mark did not fall",
	);
});

test("mix-and-match: only the very documents the timestamp names are taken", () => {
	const state = acceptedStateOf(acceptDocument(one, "timestamp", publish(3), acceptMsOf(3)));
	for (const name of ["roster", "revocations", "header"] as const) {
		assert.equal(
			outcomeOf(acceptDocument(state, name, publish(2), acceptMsOf(3))),
			"unnamed",
			`${name} of the edition between`,
		);
		assert.equal(outcomeOf(acceptDocument(state, name, publish(4), acceptMsOf(3))), "unnamed", `${name} of the next`);
		assert.equal(outcomeOf(acceptDocument(enrolledState, name, publish(1), acceptMsOf(1))), "noTimestamp", name);
	}
	const twin = signDocument(payloadTypes.roster, makeRoster(3, "另一个窗口"), ["roster"]);
	assert.equal(
		outcomeOf(acceptDocument(state, "roster", { ...publish(3), roster: twin }, acceptMsOf(3))),
		"unnamed",
		"the same epoch",
	);
	const otherDay = signDocument(payloadTypes.allocation, makeDayHeader(1, { day: Day.parse("2026-10-02") }), [
		"allocator",
	]);
	assert.equal(
		outcomeOf(acceptDocument(state, "header", { ...publish(3), header: otherDay }, acceptMsOf(3))),
		"unnamed",
	);
});

test("mix-and-match: a document of another venue is foreign, however well signed", () => {
	const roster = signDocument(payloadTypes.roster, { ...makeRoster(2), venue: 3 }, ["roster"]);
	assert.equal(outcomeOf(acceptDocument(one, "roster", { ...publish(2), roster }, acceptMsOf(2))), "foreign");
	assert.equal(
		outcomeOf(acceptDocument(one, "timestamp", publish(2, { timestamp: { venue: 3 } }), acceptMsOf(2))),
		"foreign",
	);
});

test("equal version, other bytes: whoever signed two of one version is found out", () => {
	const again = publish(2, { timestamp: { issuedAt: acceptMsOf(2), expiresAt: acceptMsOf(2) + hourMs } });
	assert.equal(outcomeOf(acceptDocument(two, "timestamp", again, acceptMsOf(2))), "equivocal");
	const roster = signDocument(payloadTypes.roster, makeRoster(2, "另一个窗口"), ["roster"]);
	assert.equal(outcomeOf(acceptDocument(two, "roster", { ...publish(2), roster }, acceptMsOf(2))), "equivocal");
	assert.equal(outcomeOf(acceptDocument(two, "timestamp", publish(3, { roster }), acceptMsOf(3))), "equivocal");
	assert.deepEqual(acceptAll(two, publish(2), acceptMsOf(2)), two, "the same bytes again change nothing");
});

test("wrong-role key: no key signs what another role's key must", () => {
	for (const [name, signers] of [
		["timestamp", { timestamp: "allocator" }],
		["timestamp", { timestamp: "root1" }],
		["roster", { roster: "timestamp" }],
		["revocations", { allocator: "roster" }],
		["header", { allocator: "issuer" }],
		["header", { allocator: "timestamp" }],
	] as const) {
		assert.equal(outcomeOf(acceptDocument(one, name, publish(2, { signers }), acceptMsOf(2))), "threshold", name);
	}
	const asRoster = { ...publish(2), roster: publish(2).revocations };
	assert.equal(
		outcomeOf(acceptDocument(one, "roster", asRoster, acceptMsOf(2))),
		"type",
		"one document passed off as another",
	);
	const renamed = { ...publish(2).timestamp, payloadType: payloadTypes.roster };
	assert.equal(
		outcomeOf(acceptDocument(one, "roster", { ...publish(2), roster: renamed }, acceptMsOf(2))),
		"threshold",
	);
});

test("a threshold reached with one key twice is not reached", () => {
	const next = makeNextRoot(root, {});
	for (const signers of [["root1"], ["root1", "root1"], ["root2", "root2", "root2"], ["root1", "issuer"]]) {
		assert.equal(outcomeOf(acceptRoot(one, signRoot(next, signers), crypto)), "threshold", signers.join());
	}
	const once = signRoot(next, ["root1"]);
	const [signature] = once.signatures;
	const disguised = { ...once, signatures: [signature, { ...signature, keyid: "another" }] };
	assert.equal(outcomeOf(acceptRoot(one, disguised, crypto)), "threshold");
});
