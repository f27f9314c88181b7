import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeText } from "../../../core/bytes/bytes.ts";
import { HubError, RootAnswer } from "../../../core/protocol/protocol.ts";
import { type Envelope, payloadTypes, signEnvelope } from "../../../core/trust/envelope.ts";
import type { Root } from "../../../core/trust/root.ts";
import { createKeyPair, signerOf } from "../../../sync/crypto/signature.ts";
import { systemRandom } from "../../../sync/system.ts";
import { demonstrationMs, officerHeaders, openTestHub, type TestHub } from "../hub/testHub.ts";

/** The next root, changed and signed by the offline keys of these numbers. */
function nextRoot(hub: TestHub, change: Partial<Root>, signers: readonly number[]): Envelope {
	const { root } = hub.roots.newest();
	const next = { ...root, version: root.version + 1, ...change };
	const signatories = signers.map((n) => {
		const pair = hub.offlineKeys[n] ?? createKeyPair(systemRandom);
		return { publicKey: pair.publicKey, sign: signerOf(pair.pkcs8) };
	});
	return signEnvelope(payloadTypes.root, encodeText(JSON.stringify(next)), signatories);
}

async function publish(hub: TestHub, root: object, headers: Record<string, string> = officerHeaders) {
	const answer = await hub.app.inject({ method: "POST", url: "/v1/roots", headers, payload: root });
	return answer.statusCode === 200 ? "in force" : HubError.parse(answer.json()).error.code;
}

test("anyone may have every root there ever was, and the newest", async () => {
	const hub = openTestHub();
	const first = hub.roots.newest();
	assert.equal(await publish(hub, nextRoot(hub, { issuedAt: demonstrationMs }, [0, 2])), "in force");
	const newest = RootAnswer.parse((await hub.app.inject("/v1/root")).json());
	assert.deepEqual([newest.version, newest.digest], [2, hub.roots.newest().digest]);
	const answer = await hub.app.inject("/v1/roots/1");
	assert.deepEqual(answer.json(), { document: first.envelope });
	assert.match(String(answer.headers["cache-control"]), /public.*immutable/);
	assert.deepEqual((await hub.app.inject("/v1/roots/2")).json(), { document: newest.root });
	for (const none of ["3", "0", "01", "-1", "newest"]) {
		assert.equal((await hub.app.inject(`/v1/roots/${none}`)).statusCode, 404, none);
	}
});

test("a root is put in force only as the very next, signed by enough of both, for whose keys there are signers", async () => {
	const hub = openTestHub();
	const { root } = hub.roots.newest();
	const stranger = createKeyPair(systemRandom).publicKey;
	const another = { threshold: 1, keys: [stranger] };
	assert.equal(await publish(hub, nextRoot(hub, {}, [0, 1]), {}), "officerNeeded");
	assert.equal(await publish(hub, nextRoot(hub, {}, [0])), "rootUnfit");
	assert.equal(await publish(hub, nextRoot(hub, {}, [0, 0])), "rootUnfit", "one key twice is one key");
	assert.equal(await publish(hub, nextRoot(hub, {}, [0, 7])), "rootUnfit");
	assert.equal(await publish(hub, nextRoot(hub, { version: 3 }, [0, 1])), "rootUnfit");
	assert.equal(await publish(hub, nextRoot(hub, { version: 1, issuedAt: 5 }, [0, 1])), "rootUnfit");
	const taken = { ...root.roles, root: another };
	assert.equal(await publish(hub, nextRoot(hub, { roles: taken }, [0, 1])), "rootUnfit", "its own key must sign");
	assert.equal(await publish(hub, nextRoot(hub, { expiresAt: demonstrationMs }, [0, 1])), "rootExpired");
	const foreign = { ...root.roles, issuer: another };
	assert.equal(await publish(hub, nextRoot(hub, { roles: foreign }, [0, 1])), "noKey");
	assert.equal(hub.roots.newest().root.version, 1);
	const good = nextRoot(hub, {}, [1, 2]);
	assert.equal(await publish(hub, good), "in force");
	assert.equal(await publish(hub, good), "in force", "the answer may have been lost");
	assert.equal(hub.roots.all().length, 2);
});
