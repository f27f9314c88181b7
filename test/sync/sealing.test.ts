import assert from "node:assert/strict";
import { test } from "node:test";
import { Aes128Gcm, Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import { fromHex, toHex } from "../../core/bytes/bytes.ts";
import { Day, KioskId } from "../../core/identity.ts";
import { buildSealingInfo } from "../../core/trust/daySecrets.ts";
import { createSealingKeyPair, hpkeOpen, hpkeSeal } from "../../sync/crypto/sealing.ts";
import { systemRandom } from "../../sync/system.ts";
import { hpkeVectors } from "../vectors/hpke.ts";

const day = Day.parse("2026-10-01");
const kiosk = KioskId.parse("k0123456789ab");
const info = buildSealingInfo(2, day, kiosk);
const secret = new Uint8Array(32).fill(7);

const bytes = (hex: string) => Uint8Array.from(fromHex(hex) ?? []).buffer;
const hex = (buffer: ArrayBuffer) => toHex(new Uint8Array(buffer));

for (const vector of hpkeVectors) {
	test(`the package gives the bytes of ${vector.source}`, async () => {
		const aead = vector.aead === "AES-128-GCM" ? new Aes128Gcm() : new Aes256Gcm();
		const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead });
		const recipientPublicKey = await suite.kem.deserializePublicKey(bytes(vector.pkRm));
		const ekm = await suite.kem.deriveKeyPair(bytes(vector.ikmE));
		const sender = await suite.createSenderContext({ recipientPublicKey, info: bytes(vector.info), ekm });
		assert.equal(hex(sender.enc), vector.enc);
		assert.equal(hex(await sender.seal(bytes(vector.plaintext), bytes(vector.aad))), vector.ciphertext);

		const derived = await suite.kem.deriveKeyPair(bytes(vector.ikmR));
		assert.equal(hex(await suite.kem.serializePrivateKey(derived.privateKey)), vector.skRm);
		const recipientKey = await suite.kem.deserializePrivateKey(bytes(vector.skRm));
		const parts = { recipientKey, info: bytes(vector.info), enc: bytes(vector.enc) };
		assert.equal(hex(await suite.open(parts, bytes(vector.ciphertext), bytes(vector.aad))), vector.plaintext);
	});
}

test("a secret sealed to a kiosk is opened by that kiosk, and grows by 48 bytes", async () => {
	const pair = await createSealingKeyPair(systemRandom);
	const sealed = await hpkeSeal(pair.publicKey, info, secret);
	assert.equal(sealed.length, secret.length + 48);
	assert.deepEqual(await hpkeOpen(pair.privateKey, info, sealed), secret);
	assert.notDeepEqual(await hpkeSeal(pair.publicKey, info, secret), sealed, "no two sealings are alike");
});

test("nobody else opens it, nor does it pass for another venue, day or kiosk", async () => {
	const [pair, stranger] = [await createSealingKeyPair(systemRandom), await createSealingKeyPair(systemRandom)];
	const sealed = await hpkeSeal(pair.publicKey, info, secret);
	assert.equal(await hpkeOpen(stranger.privateKey, info, sealed), null);
	const others = [
		buildSealingInfo(3, day, kiosk),
		buildSealingInfo(2, Day.parse("2026-10-02"), kiosk),
		buildSealingInfo(2, day, KioskId.parse("k0123456789ac")),
	];
	for (const other of others) assert.equal(await hpkeOpen(pair.privateKey, other, sealed), null);
});

test("what was changed or cut at any byte is not opened, and nothing throws", async () => {
	const pair = await createSealingKeyPair(systemRandom);
	const sealed = await hpkeSeal(pair.publicKey, info, secret);
	for (let at = 0; at < sealed.length; at++) {
		const changed = Uint8Array.from(sealed);
		changed[at] = (changed[at] as number) ^ 1;
		assert.equal(await hpkeOpen(pair.privateKey, info, changed), null, `byte ${at}`);
		assert.equal(await hpkeOpen(pair.privateKey, info, sealed.subarray(0, at)), null, `cut at ${at}`);
	}
	assert.equal(await hpkeOpen(new Uint8Array(5), info, sealed), null);
	assert.equal(
		await hpkeOpen(pair.privateKey, info, new Uint8Array(80)),
		null,
		"a point of small order encapsulates nothing",
	);
});

test("nothing is sealed to a key that is none", async () => {
	await assert.rejects(hpkeSeal(new Uint8Array(31), info, secret));
	await assert.rejects(hpkeSeal(new Uint8Array(32), info, secret), "a point of small order gives no secret");
});
