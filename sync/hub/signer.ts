import type { AllocationHeader } from "../../core/allocation.ts";
import { encodeText, fromBase64, toHex } from "../../core/bytes.ts";
import { Digest } from "../../core/identity.ts";
import type { Checkpoint } from "../../core/protocol.ts";
import { type Envelope, payloadTypes, seal } from "../../core/trust.ts";
import { issuerKey, mintVoucher, type Voucher } from "../../core/voucher.ts";
import { hash, signerOf } from "../signature.ts";
import type { Keyring } from "./keys.ts";

/** Who signs for the hub. Promises, so that it can be a process of its own: the hub never sees a private key. */
export type Signer = {
	readonly root: Envelope;
	readonly rootDigest: Digest;
	/** The text of the voucher's code. Ed25519 is deterministic: the same voucher has the same code each time. */
	readonly mint: (voucher: Voucher) => Promise<string>;
	readonly sealAllocation: (header: AllocationHeader) => Promise<Envelope>;
	readonly sealCheckpoint: (checkpoint: Checkpoint) => Promise<Envelope>;
};

/** Signs in this process, with keys read from the data folder. */
export function localSigner(keyring: Keyring): Signer {
	const issuer = issuerKey(keyring.issuer.publicKey, hash);
	const signVoucher = signerOf(keyring.issuer.pkcs8);
	const allocator = { publicKey: keyring.allocator.publicKey, sign: signerOf(keyring.allocator.pkcs8) };
	const timestamp = { publicKey: keyring.timestamp.publicKey, sign: signerOf(keyring.timestamp.pkcs8) };
	return {
		root: keyring.root,
		rootDigest: payloadDigest(keyring.root),
		mint: async (voucher) => mintVoucher(voucher, issuer, signVoucher),
		sealAllocation: async (header) => seal(payloadTypes.allocation, encodeText(JSON.stringify(header)), [allocator]),
		sealCheckpoint: async (checkpoint) =>
			seal(payloadTypes.checkpoint, encodeText(JSON.stringify(checkpoint)), [timestamp]),
	};
}

/** The SHA-256 of an envelope's exact payload: what a next header calls `previous`, and an enrolment code pins. */
export function payloadDigest(envelope: Envelope): Digest {
	const payload = fromBase64(envelope.payload);
	if (payload === null) throw new Error("A signed document of this hub has a payload that is not base64.");
	return Digest.parse(toHex(hash(payload)));
}
