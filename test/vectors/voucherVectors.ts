import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import { concat, toHex } from "../../core/bytes/bytes.ts";
import { buildSealingInfo, encodeSealed, packSecrets } from "../../core/trust/daySecrets.ts";
import { deriveVoucherKey, rotationStepAt, writeRotatingCode } from "../../core/voucher/rotatingCode.ts";
import { issuerKeyOf, mintVoucher } from "../../core/voucher/voucher.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import { allocationKey, day, dayKey, describeKeys, keys, kiosk, seed, startsAt, venue, voucher } from "./seeds.ts";

export function makeVouchers() {
	const issuer = issuerKeyOf(keys.issuer.publicKey, crypto);
	const code = mintVoucher(voucher, issuer, keys.issuer.sign);
	const rotating = { ...voucher, rotating: true };
	const staticCode = mintVoucher(rotating, issuer, keys.issuer.sign);
	const voucherKey = deriveVoucherKey(dayKey, voucher.id, crypto);
	const step = rotationStepAt(startsAt);
	return {
		keys: describeKeys("issuer"),
		hint: issuer.hint,
		static: { voucher, code },
		rotating: {
			voucher: rotating,
			staticCode,
			dayKey: toHex(dayKey),
			voucherKey: toHex(voucherKey),
			step,
			code: writeRotatingCode(staticCode, voucherKey, step, crypto),
		},
	};
}

/** The sealed secrets, with an ephemeral key that is not random: the product seals with a random one. */
export async function makeSealedSecrets() {
	const kem = new DhkemX25519HkdfSha256();
	const suite = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Aes256Gcm() });
	const buffer = (bytes: Uint8Array) => Uint8Array.from(bytes).buffer;
	const recipient = await kem.deriveKeyPair(buffer(seed("day key pair")));
	const ekm = await kem.deriveKeyPair(buffer(seed("ephemeral key pair")));
	const info = buildSealingInfo(venue, day, kiosk);
	const secrets = packSecrets({ allocationKey, dayKey });
	const sealed = await suite.seal(
		{ recipientPublicKey: recipient.publicKey, info: buffer(info), ekm },
		buffer(secrets),
	);
	return {
		...{ venue, day, kiosk },
		privateKey: toHex(new Uint8Array(await kem.serializePrivateKey(recipient.privateKey))),
		publicKey: toHex(new Uint8Array(await kem.serializePublicKey(recipient.publicKey))),
		info: toHex(info),
		secrets: { allocationKey: toHex(allocationKey), dayKey: toHex(dayKey) },
		...encodeSealed(concat(new Uint8Array(sealed.enc), new Uint8Array(sealed.ct))),
	};
}
