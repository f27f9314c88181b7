import assert from "node:assert/strict";
import { test } from "node:test";
import type { Root } from "../../../core/trust/envelope.ts";
import { takeRoot, takeRoots } from "../../../core/trust/rootRotation.ts";
import type { Held } from "../../../core/trust/trustState.ts";
import { verify } from "../../../sync/crypto/signature.ts";
import { key, noonMs, root, rootEnvelope } from "../venueDay.ts";
import {
	edition,
	enrolled,
	heldOf,
	hourMs,
	momentOf,
	rootAfter,
	sealRoot,
	take,
	takeAll,
	whyNot,
} from "./publications.ts";

const one = takeAll(enrolled, edition(1), momentOf(1));
const follow = (held: Held, envelope: unknown, nowMs = momentOf(1)) => takeRoot(held, envelope, nowMs, verify);

/** Key 3 is lost, key 4 takes its place. */
const second = rootAfter(root, { root: ["root1", "root2", "root4"] });
const third = rootAfter(second, { root: ["root1", "root4", "root5"] });
const fourth = rootAfter(third, { allocator: ["allocator2"] });

test("a lost root key is replaced by the two that are left, and the new one counts from then on", () => {
	const replaced = heldOf(follow(one, sealRoot(second, ["root1", "root2"])));
	assert.equal(replaced.root.version, 2);
	assert.deepEqual(replaced.timestamp, one.timestamp, "nothing else changes hands");
	assert.equal(heldOf(follow(replaced, sealRoot(third, ["root1", "root4", "root2"]))).root.version, 3);
});

test("a new root needs the threshold of its own keys too, so that no rotation locks everybody out", () => {
	const strangers = rootAfter(root, { root: ["root1", "root4", "root5"] });
	assert.equal(whyNot(follow(one, sealRoot(strangers, ["root1", "root2"]))), "ownThreshold");
	assert.equal(whyNot(follow(one, sealRoot(strangers, ["root4", "root5"]))), "threshold");
	assert.equal(whyNot(follow(one, sealRoot(strangers, ["root1", "root4"]))), "threshold");
	assert.equal(heldOf(follow(one, sealRoot(strangers, ["root1", "root2", "root4"]))).root.version, 2);
});

test("an attacker with one old key makes no root, alone or with keys of his own", () => {
	const his = rootAfter(root, { root: ["root3", "stranger"] });
	for (const signers of [["root3"], ["root3", "stranger"], ["root3", "root3"]]) {
		assert.equal(whyNot(follow(one, sealRoot(his, signers))), "threshold", signers.join());
	}
	const replaced = heldOf(follow(one, sealRoot(second, ["root1", "root2"])));
	const after = rootAfter(second, { root: ["root3", "stranger", "root1"] });
	assert.equal(
		whyNot(follow(replaced, sealRoot(after, ["root3", "root1"]))),
		"threshold",
		"the lost key counts no more",
	);
});

test("a threshold lowered by a new root holds only after that root", () => {
	const { roles } = root;
	const low: Root = { ...root, version: 2, roles: { ...roles, root: { ...roles.root, threshold: 1 } } };
	assert.equal(whyNot(follow(one, sealRoot(low, ["root1"]))), "threshold");
	const lowered = heldOf(follow(one, sealRoot(low, ["root1", "root2"])));
	assert.equal(heldOf(follow(lowered, sealRoot(rootAfter(low, {}), ["root3"]))).root.version, 3);
});

test("no version is skipped, none comes back, and one version has one content", () => {
	assert.equal(whyNot(follow(one, sealRoot(third, ["root1", "root2", "root4"]))), "skipped");
	const far = { ...rootAfter(root, {}), version: Number.MAX_SAFE_INTEGER };
	assert.equal(whyNot(follow(one, sealRoot(far, ["root1", "root2"]))), "skipped");
	const replaced = heldOf(follow(one, sealRoot(second, ["root1", "root2"])));
	assert.equal(whyNot(follow(replaced, rootEnvelope)), "rollback");
	const other = { ...second, issuedAt: second.issuedAt + 1 };
	assert.equal(whyNot(follow(replaced, sealRoot(other, ["root1", "root2"]))), "equivocal");
	assert.deepEqual(heldOf(follow(replaced, sealRoot(second, ["root1", "root2"]))), replaced);
});

test("a kiosk that slept through several rotations follows them one by one", () => {
	const chain = [
		sealRoot(second, ["root1", "root2"]),
		sealRoot(third, ["root1", "root4", "root5"]),
		sealRoot(fourth, ["root4", "root5"]),
	];
	const followed = heldOf(takeRoots(one, chain, momentOf(1), verify));
	assert.equal(followed.root.version, 4);
	assert.deepEqual(followed.roots, [rootEnvelope, ...chain]);
	assert.deepEqual([followed.revocations, followed.headers.size], [null, 0], "the old allocator is believed no more");
	assert.equal(whyNot(takeRoots(one, [chain[0], chain[2]], momentOf(1), verify)), "threshold");
	assert.equal(whyNot(takeRoots(one, chain.toReversed(), momentOf(1), verify)), "threshold");
});

test("an expired root is refused, but one between may have expired", () => {
	const expired = { ...second, expiresAt: noonMs };
	const chain = [sealRoot(expired, ["root1", "root2"]), sealRoot(third, ["root1", "root4"])];
	assert.equal(whyNot(follow(one, chain[0])), "expired");
	assert.equal(heldOf(takeRoots(one, chain, momentOf(1), verify)).root.version, 3);
});

test("under an expired root nothing new is taken but the next root", () => {
	const late = root.expiresAt + hourMs;
	const issuedAt = late - hourMs;
	const fresh = edition(2, { timestamp: { issuedAt, expiresAt: issuedAt + 24 * hourMs } });
	assert.equal(whyNot(take(one, "timestamp", fresh, late)), "rootExpired");
	const renewed = { ...second, expiresAt: late + 24 * hourMs };
	const after = heldOf(follow(one, sealRoot(renewed, ["root1", "root2"]), late));
	const named = edition(2, { timestamp: { issuedAt, expiresAt: issuedAt + 24 * hourMs, root: 2 } });
	assert.equal(heldOf(take(after, "timestamp", named, late)).timestamp?.document.version, 2);
});

test("a timestamp of the next root is not taken before that root", () => {
	assert.equal(whyNot(take(one, "timestamp", edition(2, { timestamp: { root: 2 } }), momentOf(2))), "rootBehind");
});

test("a key added beside the old one keeps every mark; only taking a threshold away resets them", () => {
	const { roles } = root;
	const added: Root = {
		...root,
		version: 2,
		roles: { ...roles, allocator: { threshold: 1, keys: [...roles.allocator.keys, key("allocator2").publicKey] } },
	};
	const both = heldOf(follow(one, sealRoot(added, ["root1", "root2"])));
	assert.deepEqual(both.marks, one.marks);
	const alone = heldOf(follow(both, sealRoot(rootAfter(added, { allocator: ["allocator2"] }), ["root1", "root2"])));
	assert.deepEqual([alone.marks.taken.revocations, alone.marks.taken.days, alone.revocations], [null, [], null]);
	assert.deepEqual(alone.marks.taken.roster, one.marks.taken.roster);
});

test("one key of two lost and replaced keeps the marks, though its document must come again", () => {
	const { roles } = root;
	const pairOf = (one: string, other: string) => ({ threshold: 2, keys: [key(one).publicKey, key(other).publicKey] });
	const paired: Root = { ...root, version: 2, roles: { ...roles, roster: pairOf("roster", "roster2") } };
	const held = heldOf(follow(one, sealRoot(paired, ["root1", "root2"])));
	assert.deepEqual([held.roster, held.marks.taken.roster], [null, one.marks.taken.roster], "signed by one alone");
	const swapped: Root = { ...paired, version: 3, roles: { ...roles, roster: pairOf("roster", "stranger") } };
	const after = heldOf(follow(held, sealRoot(swapped, ["root1", "root2"])));
	assert.deepEqual(after.marks.taken.roster, one.marks.taken.roster);
});
