import assert from "node:assert/strict";
import { test } from "node:test";
import { newKeyPair } from "../../../sync/crypto/signature.ts";
import { lockKey, OfflineKey, unlockKey } from "../../../sync/keys/offlineKey.ts";
import { systemRandom } from "../../../sync/system.ts";

const cost = 1024;

test("an offline key opens with its passphrase, however that was composed, and with no other", async () => {
	const pair = newKeyPair(systemRandom);
	const key = OfflineKey.parse(
		JSON.parse(JSON.stringify(await lockKey(pair, "caf\u00e9 am Fluss", cost, systemRandom))),
	);
	assert.deepEqual(await unlockKey(key, "cafe\u0301 am Fluss"), pair);
	assert.equal(await unlockKey(key, "cafe am Fluss"), null);
	assert.equal(await unlockKey(key, ""), null);
});

test("a key whose file was changed anywhere does not open", async () => {
	const key = await lockKey(newKeyPair(systemRandom), "six random words", cost, systemRandom);
	const other = await lockKey(newKeyPair(systemRandom), "six random words", cost, systemRandom);
	const changed: OfflineKey[] = [
		{ ...key, publicKey: other.publicKey },
		{ ...key, nonce: other.nonce },
		{ ...key, sealed: other.sealed },
		{ ...key, sealed: key.sealed.slice(0, 8) },
		{ ...key, scrypt: { ...key.scrypt, n: 2 * cost } },
		{ ...key, scrypt: { ...key.scrypt, salt: other.scrypt.salt } },
	];
	for (const one of changed) assert.equal(await unlockKey(one, "six random words"), null);
});

test("a file that asks for too much memory, or is of another version, is not read", async () => {
	const key = await lockKey(newKeyPair(systemRandom), "six random words", cost, systemRandom);
	for (const n of [2 ** 21, 1000, 0]) {
		assert.ok(!OfflineKey.safeParse({ ...key, scrypt: { ...key.scrypt, n } }).success);
	}
	assert.ok(!OfflineKey.safeParse({ ...key, v: 2 }).success);
	assert.ok(!OfflineKey.safeParse({ ...key, more: 1 }).success);
});
