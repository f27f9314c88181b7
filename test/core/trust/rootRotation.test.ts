import assert from "node:assert/strict";
import { test } from "node:test";
import { freshnessOf } from "../../../core/trust/freshness.ts";
import type { Root } from "../../../core/trust/root.ts";
import { acceptNextRoot } from "../../../core/trust/rootRotation.ts";
import type { Acceptance, TrustState } from "../../../core/trust/trustState.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { keyPair, noonMs, root, rootEnvelope } from "../venueDay.ts";
import {
	acceptAll,
	acceptDocument,
	acceptedStateOf,
	acceptMsOf,
	acceptRoot,
	enrolledState,
	hourMs,
	makeNextRoot,
	outcomeOf,
	publish,
	signRoot,
} from "./publishedDocuments.ts";

const one = acceptAll(enrolledState, publish(1), acceptMsOf(1));
const acceptRootAt = (held: TrustState, envelope: unknown) => acceptRoot(held, envelope, crypto);

/** One after the other; the first that is rejected ends it. */
function acceptChain(held: TrustState, chain: readonly unknown[]): Acceptance {
	let last: Acceptance = { kind: "held", held };
	for (const envelope of chain) {
		if (last.kind === "held") last = acceptNextRoot(last.held, envelope, crypto);
	}
	return last;
}

/** Key 3 is lost, key 4 takes its place. */
const second = makeNextRoot(root, { root: ["root1", "root2", "root4"] });
const third = makeNextRoot(second, { root: ["root1", "root4", "root5"] });
const fourth = makeNextRoot(third, { allocator: ["allocator2"] });

test("a lost root key is replaced by the two that are left, and the new one counts from then on", () => {
	const replaced = acceptedStateOf(acceptRootAt(one, signRoot(second, ["root1", "root2"])));
	assert.equal(replaced.root.version, 2);
	assert.deepEqual(replaced.timestamp, one.timestamp, "no other key changes");
	assert.equal(acceptedStateOf(acceptRootAt(replaced, signRoot(third, ["root1", "root4", "root2"]))).root.version, 3);
});

test("a new root needs the threshold of its own keys too, so that no rotation makes the next one impossible", () => {
	const strangers = makeNextRoot(root, { root: ["root1", "root4", "root5"] });
	assert.equal(outcomeOf(acceptRootAt(one, signRoot(strangers, ["root1", "root2"]))), "ownThreshold");
	assert.equal(outcomeOf(acceptRootAt(one, signRoot(strangers, ["root4", "root5"]))), "threshold");
	assert.equal(outcomeOf(acceptRootAt(one, signRoot(strangers, ["root1", "root4"]))), "threshold");
	assert.equal(acceptedStateOf(acceptRootAt(one, signRoot(strangers, ["root1", "root2", "root4"]))).root.version, 2);
});

test("an attacker with one old key cannot sign a root, alone or with other keys", () => {
	const his = makeNextRoot(root, { root: ["root3", "stranger"] });
	for (const signers of [["root3"], ["root3", "stranger"], ["root3", "root3"]]) {
		assert.equal(outcomeOf(acceptRootAt(one, signRoot(his, signers))), "threshold", signers.join());
	}
	const replaced = acceptedStateOf(acceptRootAt(one, signRoot(second, ["root1", "root2"])));
	const after = makeNextRoot(second, { root: ["root3", "stranger", "root1"] });
	assert.equal(
		outcomeOf(acceptRootAt(replaced, signRoot(after, ["root3", "root1"]))),
		"threshold",
		"the lost key counts no more",
	);
});

test("a threshold lowered by a new root holds only after that root", () => {
	const { roles } = root;
	const low: Root = { ...root, version: 2, roles: { ...roles, root: { ...roles.root, threshold: 1 } } };
	assert.equal(outcomeOf(acceptRootAt(one, signRoot(low, ["root1"]))), "threshold");
	const lowered = acceptedStateOf(acceptRootAt(one, signRoot(low, ["root1", "root2"])));
	assert.equal(acceptedStateOf(acceptRootAt(lowered, signRoot(makeNextRoot(low, {}), ["root3"]))).root.version, 3);
});

test("no version is skipped or repeated, and one version has one content", () => {
	assert.equal(outcomeOf(acceptRootAt(one, signRoot(third, ["root1", "root2", "root4"]))), "skipped");
	const far = { ...makeNextRoot(root, {}), version: Number.MAX_SAFE_INTEGER };
	assert.equal(outcomeOf(acceptRootAt(one, signRoot(far, ["root1", "root2"]))), "skipped");
	const replaced = acceptedStateOf(acceptRootAt(one, signRoot(second, ["root1", "root2"])));
	assert.equal(outcomeOf(acceptRootAt(replaced, rootEnvelope)), "rollback");
	const other = { ...second, issuedAt: second.issuedAt + 1 };
	assert.equal(outcomeOf(acceptRootAt(replaced, signRoot(other, ["root1", "root2"]))), "equivocal");
	assert.deepEqual(acceptedStateOf(acceptRootAt(replaced, signRoot(second, ["root1", "root2"]))), replaced);
});

test("a kiosk that was off during several rotations accepts them one by one", () => {
	const chain = [
		signRoot(second, ["root1", "root2"]),
		signRoot(third, ["root1", "root4", "root5"]),
		signRoot(fourth, ["root4", "root5"]),
	];
	const followed = acceptedStateOf(acceptChain(one, chain));
	assert.equal(followed.root.version, 4);
	assert.deepEqual(followed.roots, [rootEnvelope, ...chain]);
	assert.deepEqual(
		[followed.revocations, followed.headers.size],
		[null, 0],
		"what the old allocator signed is dropped",
	);
	assert.equal(outcomeOf(acceptChain(one, [chain[0], chain[2]])), "threshold");
	assert.equal(outcomeOf(acceptChain(one, chain.toReversed())), "threshold");
});

test("an expired root is taken and leads on, but nothing else is accepted under it (T5)", () => {
	const expired = { ...second, expiresAt: noonMs };
	const chain = [signRoot(expired, ["root1", "root2"]), signRoot(third, ["root1", "root4"])];
	const under = acceptedStateOf(acceptRootAt(one, chain[0]));
	const named = publish(2, { timestamp: { root: 2 } });
	assert.equal(outcomeOf(acceptDocument(under, "timestamp", named, acceptMsOf(2))), "rootExpired");
	assert.equal(freshnessOf(under, acceptMsOf(1)).kind, "stale");
	assert.equal(acceptedStateOf(acceptChain(one, chain)).root.version, 3);
});

test("under an expired root nothing new is taken but the next root", () => {
	const late = root.expiresAt + hourMs;
	const issuedAt = late - hourMs;
	const fresh = publish(2, { timestamp: { issuedAt, expiresAt: issuedAt + 24 * hourMs } });
	assert.equal(outcomeOf(acceptDocument(one, "timestamp", fresh, late)), "rootExpired");
	const renewed = { ...second, expiresAt: late + 24 * hourMs };
	const after = acceptedStateOf(acceptRootAt(one, signRoot(renewed, ["root1", "root2"])));
	const named = publish(2, { timestamp: { issuedAt, expiresAt: issuedAt + 24 * hourMs, root: 2 } });
	assert.equal(acceptedStateOf(acceptDocument(after, "timestamp", named, late)).timestamp?.document.version, 2);
});

test("a timestamp of the next root is not taken before that root", () => {
	assert.equal(
		outcomeOf(acceptDocument(one, "timestamp", publish(2, { timestamp: { root: 2 } }), acceptMsOf(2))),
		"rootBehind",
	);
});

test("a key added beside the old one keeps every mark; only taking a threshold away resets them", () => {
	const { roles } = root;
	const added: Root = {
		...root,
		version: 2,
		roles: { ...roles, allocator: { threshold: 1, keys: [...roles.allocator.keys, keyPair("allocator2").publicKey] } },
	};
	const both = acceptedStateOf(acceptRootAt(one, signRoot(added, ["root1", "root2"])));
	assert.deepEqual(both.marks, one.marks);
	const alone = acceptedStateOf(
		acceptRootAt(both, signRoot(makeNextRoot(added, { allocator: ["allocator2"] }), ["root1", "root2"])),
	);
	assert.deepEqual([alone.marks.taken.revocations, alone.marks.taken.days, alone.revocations], [null, [], null]);
	assert.deepEqual(alone.marks.taken.roster, one.marks.taken.roster);
});

test("one key of two lost and replaced keeps the marks, though its document must come again", () => {
	const { roles } = root;
	const pairOf = (one: string, other: string) => ({
		threshold: 2,
		keys: [keyPair(one).publicKey, keyPair(other).publicKey],
	});
	const paired: Root = { ...root, version: 2, roles: { ...roles, roster: pairOf("roster", "roster2") } };
	const held = acceptedStateOf(acceptRootAt(one, signRoot(paired, ["root1", "root2"])));
	assert.deepEqual([held.roster, held.marks.taken.roster], [null, one.marks.taken.roster], "signed by one alone");
	const swapped: Root = { ...paired, version: 3, roles: { ...roles, roster: pairOf("roster", "stranger") } };
	const after = acceptedStateOf(acceptRootAt(held, signRoot(swapped, ["root1", "root2"])));
	assert.deepEqual(after.marks.taken.roster, one.marks.taken.roster);
});
