import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeText } from "../../../core/bytes/bytes.ts";
import { Day, Digest } from "../../../core/identity.ts";
import { mostPayloadBytes, payloadTypes, seal } from "../../../core/trust/envelope.ts";
import { freshness } from "../../../core/trust/freshness.ts";
import { takeRoot } from "../../../core/trust/rootRotation.ts";
import { hash, verify } from "../../../sync/crypto/signature.ts";
import { key, root, sealDocument } from "../venueDay.ts";
import {
	dayHeader,
	edition,
	enrolled,
	heldOf,
	hourMs,
	momentOf,
	revocationsOf,
	rootAfter,
	rosterOf,
	sealRoot,
	take,
	takeAll,
	takes,
	whyNot,
} from "./publications.ts";

// The attacks of The Update Framework's specification (section 1.5.2), by their names.

const one = takeAll(enrolled, edition(1), momentOf(1));
const two = takeAll(one, edition(2), momentOf(2));
const names = ["timestamp", "roster", "revocations", "header"] as const;

test("arbitrary document: what a stranger signed is refused, and so is what nobody signed", () => {
	const signers = { timestamp: "stranger", roster: "stranger", allocator: "stranger" };
	const forged = edition(2, { signers });
	for (const name of names) assert.equal(whyNot(take(one, name, forged, momentOf(2))), "threshold", name);
	const root2 = rootAfter(root, { allocator: ["stranger"] });
	assert.equal(whyNot(takeRoot(one, sealRoot(root2, ["stranger"]), momentOf(2), verify)), "threshold");
	const unsigned = { ...edition(2).timestamp, signatures: [] };
	assert.equal(whyNot(take(one, "timestamp", { ...edition(2), timestamp: unsigned }, momentOf(2))), "notAnEnvelope");
});

test("rollback: no document goes back, each told by its name", () => {
	for (const name of names) assert.equal(whyNot(take(two, name, edition(1), momentOf(2))), "rollback", name);
});

test("rollback: a new timestamp may not name an older roster, revocation list, allocation or root", () => {
	const { roster, revocations, header } = edition(1);
	for (const [of, wishes] of [
		["roster", { roster }],
		["revocations", { revocations }],
		["allocation", { header }],
	] as const) {
		const taking = take(two, "timestamp", edition(3, wishes), momentOf(3));
		assert.ok(taking.kind === "untrusted" && taking.why === "rollback" && taking.of === of, of);
	}
	const next = sealRoot(rootAfter(root, {}), ["root1", "root2"]);
	const later = heldOf(takeRoot(two, next, momentOf(2), verify));
	const taking = take(later, "timestamp", edition(3), momentOf(3));
	assert.ok(taking.kind === "untrusted" && taking.why === "rollback" && taking.of === "root");
});

test("rollback: a day left out of one timestamp does not come back older in the next", () => {
	const without = take(two, "timestamp", edition(3, { timestamp: { days: [] } }), momentOf(3));
	const back = edition(4, { header: edition(1).header });
	assert.equal(whyNot(take(heldOf(without), "timestamp", back, momentOf(4))), "rollback");
});

test("rollback: what a timestamp named is not named older by the next, even if it never came", () => {
	const told = heldOf(take(one, "timestamp", edition(4), momentOf(4)));
	const { roster, revocations, header } = edition(3);
	for (const wishes of [{ roster }, { revocations }, { header }]) {
		const { roster: r, revocations: v, header: h } = { ...edition(4), ...wishes };
		const back = edition(5, { roster: r, revocations: v, header: h });
		assert.equal(whyNot(take(told, "timestamp", back, momentOf(5))), "rollback", Object.keys(wishes).join());
	}
});

test("freeze: yesterday's timestamp is refused today, and the one held turns amber and says its age", () => {
	const nextDay = momentOf(1) + 24 * hourMs;
	assert.equal(whyNot(take(one, "timestamp", edition(1), nextDay)), "expired");
	assert.equal(whyNot(take(enrolled, "timestamp", edition(1), nextDay)), "expired");
	assert.deepEqual(freshness(one, nextDay), { kind: "stale", ageMs: 24 * hourMs + 60_000 });
	assert.equal(whyNot(take(one, "header", edition(1), nextDay)), "timestampExpired");
});

test("freeze: no timestamp outlives a day, and none is taken that is dated ahead to stay fresh", () => {
	const issuedAt = momentOf(2);
	const long = edition(2, { timestamp: { issuedAt, expiresAt: issuedAt + 24 * hourMs + 1 } });
	assert.equal(whyNot(take(one, "timestamp", long, momentOf(2))), "lifetime");
	const backwards = edition(2, { timestamp: { issuedAt, expiresAt: issuedAt } });
	assert.equal(whyNot(take(one, "timestamp", backwards, momentOf(2))), "lifetime");
	assert.equal(whyNot(take(one, "timestamp", edition(9), momentOf(2))), "fromTheFuture");
});

test("freeze: revocations that are named and held back make the window amber", () => {
	const told = heldOf(take(one, "timestamp", edition(2), momentOf(2)));
	assert.equal(freshness(told, momentOf(2)).kind, "behind");
});

test("fast-forward: a stolen timestamp key is recovered from by a root with another", () => {
	const most = Number.MAX_SAFE_INTEGER;
	const hashOfNothing = Digest.parse("0".repeat(64));
	const far = edition(2, {
		version: most,
		timestamp: { roster: { epoch: most, hash: hashOfNothing }, revocations: { version: most, hash: hashOfNothing } },
	});
	const struck = heldOf(take(one, "timestamp", far, momentOf(2)));
	assert.equal(whyNot(take(struck, "timestamp", edition(3), momentOf(3))), "rollback");

	const cured = heldOf(
		takeRoot(struck, sealRoot(rootAfter(root, { timestamp: ["timestamp2"] }), ["root1", "root3"]), momentOf(3), verify),
	);
	assert.equal(cured.timestamp, null);
	assert.deepEqual(cured.roster, one.roster, "what other keys signed stays");
	const wishes = { signers: { timestamp: "timestamp2" }, timestamp: { root: 2 } };
	assert.equal(takeAll(cured, edition(3, wishes), momentOf(3)).roster?.document.epoch, 3);
	const older = edition(3, { ...wishes, roster: sealDocument(payloadTypes.roster, rosterOf(1, "他窗口"), ["roster"]) });
	assert.equal(whyNot(take(cured, "timestamp", older, momentOf(3))), "equivocal", "the roster's mark did not fall");
});

test("fast-forward: stolen allocator and roster keys are recovered from, each alone", () => {
	const most = Number.MAX_SAFE_INTEGER;
	const roster = sealDocument(payloadTypes.roster, rosterOf(most), ["roster"]);
	const revocations = sealDocument(payloadTypes.revocations, revocationsOf(most), ["allocator"]);
	const header = sealDocument(payloadTypes.allocation, dayHeader(most), ["allocator"]);
	const struck = takeAll(one, edition(2, { roster, revocations, header }), momentOf(2));
	assert.equal(whyNot(take(struck, "timestamp", edition(3), momentOf(3))), "rollback");

	const replaced = rootAfter(root, { allocator: ["allocator2"], roster: ["roster2"] });
	const cured = heldOf(takeRoot(struck, sealRoot(replaced, ["root1", "root2"]), momentOf(3), verify));
	assert.deepEqual([cured.roster, cured.revocations, cured.headers.size], [null, null, 0]);
	assert.notEqual(cured.timestamp, null, "the timestamp's own key is as good as before");
	const signers = { allocator: "allocator2", roster: "roster2" };
	const healed = takeAll(cured, edition(3, { signers, timestamp: { root: 2 } }), momentOf(3));
	assert.equal(healed.revocations?.document.version, 3);
	assert.equal(whyNot(take(healed, "timestamp", edition(2), momentOf(3))), "rollback", "its mark did not fall");
});

test("mix-and-match: only the very documents the timestamp names are taken", () => {
	const told = heldOf(take(one, "timestamp", edition(3), momentOf(3)));
	for (const name of ["roster", "revocations", "header"] as const) {
		assert.equal(whyNot(take(told, name, edition(2), momentOf(3))), "unnamed", `${name} of the edition between`);
		assert.equal(whyNot(take(told, name, edition(4), momentOf(3))), "unnamed", `${name} of the next`);
		assert.equal(whyNot(take(enrolled, name, edition(1), momentOf(1))), "noTimestamp", name);
	}
	const twin = sealDocument(payloadTypes.roster, rosterOf(3, "另一个窗口"), ["roster"]);
	assert.equal(whyNot(take(told, "roster", { ...edition(3), roster: twin }, momentOf(3))), "unnamed", "the same epoch");
	const otherDay = sealDocument(payloadTypes.allocation, dayHeader(1, { day: Day.parse("2026-10-02") }), ["allocator"]);
	assert.equal(whyNot(take(told, "header", { ...edition(3), header: otherDay }, momentOf(3))), "unnamed");
});

test("mix-and-match: a document of another venue is foreign, however well signed", () => {
	const roster = sealDocument(payloadTypes.roster, { ...rosterOf(2), venue: 3 }, ["roster"]);
	assert.equal(whyNot(take(one, "roster", { ...edition(2), roster }, momentOf(2))), "foreign");
	assert.equal(whyNot(take(one, "timestamp", edition(2, { timestamp: { venue: 3 } }), momentOf(2))), "foreign");
});

test("equal version, other bytes: whoever signed two of one version is found out", () => {
	const again = edition(2, { timestamp: { issuedAt: momentOf(2), expiresAt: momentOf(2) + hourMs } });
	assert.equal(whyNot(take(two, "timestamp", again, momentOf(2))), "equivocal");
	const roster = sealDocument(payloadTypes.roster, rosterOf(2, "另一个窗口"), ["roster"]);
	assert.equal(whyNot(take(two, "roster", { ...edition(2), roster }, momentOf(2))), "equivocal");
	assert.equal(whyNot(take(two, "timestamp", edition(3, { roster }), momentOf(3))), "equivocal");
	assert.deepEqual(takeAll(two, edition(2), momentOf(2)), two, "the same bytes again change nothing");
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
		assert.equal(whyNot(take(one, name, edition(2, { signers }), momentOf(2))), "threshold", name);
	}
	const asRoster = { ...edition(2), roster: edition(2).revocations };
	assert.equal(whyNot(take(one, "roster", asRoster, momentOf(2))), "type", "one document passed off as another");
	const renamed = { ...edition(2).timestamp, payloadType: payloadTypes.roster };
	assert.equal(whyNot(take(one, "roster", { ...edition(2), roster: renamed }, momentOf(2))), "threshold");
});

test("a threshold reached with one key twice is not reached", () => {
	const next = rootAfter(root, {});
	for (const signers of [["root1"], ["root1", "root1"], ["root2", "root2", "root2"], ["root1", "issuer"]]) {
		assert.equal(whyNot(takeRoot(one, sealRoot(next, signers), momentOf(1), verify)), "threshold", signers.join());
	}
	const once = sealRoot(next, ["root1"]);
	const [signature] = once.signatures;
	const disguised = { ...once, signatures: [signature, { ...signature, keyid: "another" }] };
	assert.equal(whyNot(takeRoot(one, disguised, momentOf(1), verify)), "threshold");
});

test("endless data: too long, too many and too deep are refused before they are looked into", () => {
	const { timestamp } = edition(2);
	const why = (changed: unknown) => whyNot(takes.timestamp(one, changed, momentOf(2), verify, hash));
	const most = mostPayloadBytes[payloadTypes.timestamp];
	assert.equal(why({ ...timestamp, payload: "A".repeat(Math.ceil(most / 3) * 4 + 4) }), "tooLarge");
	assert.equal(why({ ...timestamp, payload: "A".repeat(10 * 1024 * 1024) }), "notAnEnvelope");
	assert.equal(why({ ...timestamp, signatures: Array(1_000_000).fill(timestamp.signatures[0]) }), "notAnEnvelope");
	assert.equal(why({ ...timestamp, signatures: [{ sig: "A".repeat(1_000_000) }] }), "notAnEnvelope");
	let verified = 0;
	const counting: typeof verify = (...all) => {
		verified += 1;
		return verify(...all);
	};
	const abyss = encodeText(`${"[".repeat(20_000)}${"]".repeat(20_000)}`);
	const unsigned = seal(payloadTypes.root, abyss.subarray(0, 30_000), [key("stranger")]);
	assert.equal(whyNot(takeRoot(one, unsigned, 0, counting)), "threshold");
	assert.ok(verified <= root.roles.root.keys.length);
	const signedDeep = seal(payloadTypes.timestamp, abyss, [key("timestamp")]);
	assert.equal(why(signedDeep), "fields");
});

test("endless data: a document with too many entries is refused by its shape, though its role signed it", () => {
	const days = Array.from({ length: 401 }, (_, i) => ({
		day: new Date(Date.UTC(2027, 0, 1 + i)).toISOString().slice(0, 10),
		version: 1,
		header: "0".repeat(64),
	}));
	const said = JSON.parse(Buffer.from(edition(2).timestamp.payload, "base64").toString());
	const timestamp = sealDocument(payloadTypes.timestamp, { ...said, days }, ["timestamp"]);
	assert.equal(whyNot(take(one, "timestamp", { ...edition(2), timestamp }, momentOf(2))), "fields");
});

test("endless data: timestamps that name ever new days are refused in the end, and nothing is forgotten for it", () => {
	let held = two;
	const daysOf = (n: number) =>
		Array.from({ length: 400 }, (_, i) => ({
			day: Day.parse(new Date(Date.UTC(2030, 0, 1 + 400 * n + i)).toISOString().slice(0, 10)),
			version: 1,
			header: Digest.parse("0".repeat(64)),
		}));
	for (const n of [0, 1]) {
		held = heldOf(take(held, "timestamp", edition(3 + n, { timestamp: { days: daysOf(n) } }), momentOf(3 + n)));
	}
	assert.equal(
		whyNot(take(held, "timestamp", edition(5, { timestamp: { days: daysOf(2) } }), momentOf(5))),
		"tooManyDays",
	);
	assert.equal(whyNot(take(held, "timestamp", edition(5, { header: edition(1).header }), momentOf(5))), "rollback");
});
