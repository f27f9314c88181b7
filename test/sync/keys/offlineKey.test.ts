import assert from "node:assert/strict";
import { test } from "node:test";
import { createKeyPair } from "../../../sync/crypto/signature.ts";
import { decryptKey, encryptKey, OfflineKey } from "../../../sync/keys/offlineKey.ts";
import { systemRandom } from "../../../sync/system.ts";

const cost = 1024;

test("an offline key opens with its passphrase, however that was composed, and with no other", async () => {
	const pair = createKeyPair(systemRandom);
	const key = OfflineKey.parse(
		JSON.parse(JSON.stringify(await encryptKey(pair, "caf\u00e9 am Fluss", cost, systemRandom))),
	);
	assert.deepEqual(await decryptKey(key, "cafe\u0301 am Fluss"), pair);
	assert.equal(await decryptKey(key, "cafe am Fluss"), null);
	assert.equal(await decryptKey(key, ""), null);
});

test("a key whose file was changed anywhere does not open", async () => {
	const key = await encryptKey(createKeyPair(systemRandom), "six random words", cost, systemRandom);
	const other = await encryptKey(createKeyPair(systemRandom), "six random words", cost, systemRandom);
	const changed: OfflineKey[] = [
		{ ...key, publicKey: other.publicKey },
		{ ...key, nonce: other.nonce },
		{ ...key, sealed: other.sealed },
		{ ...key, sealed: key.sealed.slice(0, 8) },
		{ ...key, scrypt: { ...key.scrypt, n: 2 * cost } },
		{ ...key, scrypt: { ...key.scrypt, salt: other.scrypt.salt } },
	];
	for (const one of changed) assert.equal(await decryptKey(one, "six random words"), null);
});

test("a file that asks for too much memory, or is of another version, is not read", async () => {
	const key = await encryptKey(createKeyPair(systemRandom), "six random words", cost, systemRandom);
	for (const n of [2 ** 21, 1000, 0]) {
		assert.ok(!OfflineKey.safeParse({ ...key, scrypt: { ...key.scrypt, n } }).success);
	}
	assert.ok(!OfflineKey.safeParse({ ...key, v: 2 }).success);
	assert.ok(!OfflineKey.safeParse({ ...key, more: 1 }).success);
});
