import type { AllocationHeader } from "../../core/allocation.ts";
import { decodeText, encodeText, fromBase64, toHex } from "../../core/bytes.ts";
import { Digest } from "../../core/identity.ts";
import type { Checkpoint } from "../../core/protocol.ts";
import type { Revocations } from "../../core/revocations.ts";
import type { Roster } from "../../core/roster.ts";
import type { Timestamp } from "../../core/timestamp.ts";
import { type Envelope, type PayloadType, payloadTypes, Root, type Signatory, seal } from "../../core/trust.ts";
import { issuerKey, mintVoucher, type Voucher } from "../../core/voucher.ts";
import { hash, signerOf } from "../signature.ts";
import type { Keyring } from "./keys.ts";

/** Who signs for the hub. Promises, so that it can be a process of its own: the hub never sees a private key. */
export type Signer = {
	readonly root: Envelope;
	readonly rootDigest: Digest;
	readonly rootVersion: number;
	/** The text of the voucher's code. Ed25519 is deterministic: the same voucher has the same code each time. */
	readonly mint: (voucher: Voucher) => Promise<string>;
	readonly sealAllocation: (header: AllocationHeader) => Promise<Envelope>;
	readonly sealRoster: (roster: Roster) => Promise<Envelope>;
	readonly sealRevocations: (revocations: Revocations) => Promise<Envelope>;
	readonly sealTimestamp: (timestamp: Timestamp) => Promise<Envelope>;
	readonly sealCheckpoint: (checkpoint: Checkpoint) => Promise<Envelope>;
};

/** Signs in this process, with keys read from the data folder. */
export function localSigner(keyring: Keyring): Signer {
	const issuer = issuerKey(keyring.issuer.publicKey, hash);
	const signVoucher = signerOf(keyring.issuer.pkcs8);
	const allocator = { publicKey: keyring.allocator.publicKey, sign: signerOf(keyring.allocator.pkcs8) };
	const timestamp = { publicKey: keyring.timestamp.publicKey, sign: signerOf(keyring.timestamp.pkcs8) };
	const roster = { publicKey: keyring.roster.publicKey, sign: signerOf(keyring.roster.pkcs8) };
	const sealed = async (type: PayloadType, document: unknown, by: Signatory) =>
		seal(type, encodeText(JSON.stringify(document)), [by]);
	return {
		root: keyring.root,
		rootDigest: payloadDigest(keyring.root),
		rootVersion: rootOf(keyring.root).version,
		mint: async (voucher) => mintVoucher(voucher, issuer, signVoucher),
		sealAllocation: (header) => sealed(payloadTypes.allocation, header, allocator),
		sealRoster: (document) => sealed(payloadTypes.roster, document, roster),
		sealRevocations: (document) => sealed(payloadTypes.revocations, document, allocator),
		sealTimestamp: (document) => sealed(payloadTypes.timestamp, document, timestamp),
		sealCheckpoint: (checkpoint) => sealed(payloadTypes.checkpoint, checkpoint, timestamp),
	};
}

/** What a root of our own says. */
function rootOf(envelope: Envelope): Root {
	const payload = fromBase64(envelope.payload);
	if (payload === null) throw new Error("The root of this hub has a payload that is not base64.");
	return Root.parse(JSON.parse(decodeText(payload)));
}

/** The SHA-256 of an envelope's exact payload: what a next header calls `previous`, and an enrolment code pins. */
export function payloadDigest(envelope: Envelope): Digest {
	const payload = fromBase64(envelope.payload);
	if (payload === null) throw new Error("A signed document of this hub has a payload that is not base64.");
	return Digest.parse(toHex(hash(payload)));
}
