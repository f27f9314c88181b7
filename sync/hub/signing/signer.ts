import type { AllocationHeader } from "../../../core/allocation/allocation.ts";
import { encodeText, fromBase64, toHex } from "../../../core/bytes/bytes.ts";
import { Digest } from "../../../core/identity.ts";
import type { Checkpoint } from "../../../core/protocol/protocol.ts";
import {
	type Envelope,
	type PayloadType,
	payloadTypes,
	type Signatory,
	signEnvelope,
} from "../../../core/trust/envelope.ts";
import type { Revocations } from "../../../core/trust/revocations.ts";
import type { Roster } from "../../../core/trust/roster.ts";
import type { Timestamp } from "../../../core/trust/timestamp.ts";
import { issuerKeyOf, mintVoucher, type Voucher } from "../../../core/voucher/voucher.ts";
import { hash, signerOf } from "../../crypto/signature.ts";
import { type Keyring, onlineRoles } from "../../keys/keys.ts";
import type { TakenRoot } from "../../keys/rootChain.ts";
import { Refused } from "../../refused.ts";

/** Who signs for the hub. Promises, for it is a process of its own: the hub sees no private key but its timestamp's. */
export type Signer = {
	/** The text of the voucher's code. Ed25519 is deterministic: the same voucher has the same code each time. */
	readonly mint: (voucher: Voucher) => Promise<string>;
	/** Rejects with VersionSigned when the signer remembers a version that the hub does not. */
	readonly sealAllocation: (header: AllocationHeader) => Promise<Envelope>;
	/** As sealAllocation, of a venue's windows. */
	readonly sealRoster: (roster: Roster) => Promise<Envelope>;
	/** As sealAllocation, of what a venue honours no more. */
	readonly sealRevocations: (revocations: Revocations) => Promise<Envelope>;
	readonly sealTimestamp: (timestamp: Timestamp) => Promise<Envelope>;
	readonly sealCheckpoint: (checkpoint: Checkpoint) => Promise<Envelope>;
	/** Signs from now on with the keys this root names; rejects where one of them is missing. The same root may come again. */
	readonly follow: (root: TakenRoot) => Promise<void>;
};

/** Another document of this version, or a later one, was signed already: the next is `held` + 1. */
export class VersionSigned extends Refused {
	readonly held: number;

	constructor(message: string, held: number) {
		super(409, "versionSigned", message);
		this.held = held;
	}
}

/** A hub restored from a copy, or stopped between signing and keeping, goes on above what its signer remembers. */
export async function signAbove(version: number, sign: (version: number) => Promise<Envelope>) {
	try {
		return { signed: version, envelope: await sign(version) };
	} catch (error) {
		if (!(error instanceof VersionSigned)) throw error;
		return { signed: error.held + 1, envelope: await sign(error.held + 1) };
	}
}

/** Signs in this process, whatever it is given: for tests. The hub proper asks the signer. */
export function localSigner(keyring: Keyring): Signer {
	const issuer = issuerKeyOf(keyring.issuer.publicKey, hash);
	const signVoucher = signerOf(keyring.issuer.pkcs8);
	const allocator = { publicKey: keyring.allocator.publicKey, sign: signerOf(keyring.allocator.pkcs8) };
	const timestamp = { publicKey: keyring.timestamp.publicKey, sign: signerOf(keyring.timestamp.pkcs8) };
	const roster = { publicKey: keyring.roster.publicKey, sign: signerOf(keyring.roster.pkcs8) };
	return {
		mint: async (voucher) => mintVoucher(voucher, issuer, signVoucher),
		sealAllocation: async (header) => sealJson(payloadTypes.allocation, header, allocator),
		sealRoster: async (document) => sealJson(payloadTypes.roster, document, roster),
		sealRevocations: async (document) => sealJson(payloadTypes.revocations, document, allocator),
		sealTimestamp: async (document) => sealJson(payloadTypes.timestamp, document, timestamp),
		sealCheckpoint: async (checkpoint) => sealJson(payloadTypes.checkpoint, checkpoint, timestamp),
		follow: async ({ root }) => {
			const missing = onlineRoles.find((role) => !root.roles[role].keys.includes(keyring[role].publicKey));
			if (missing !== undefined) throw new Refused(422, "noKey", `This signer has no new key for ${missing}.`);
		},
	};
}

export function sealJson(payloadType: PayloadType, document: unknown, signatory: Signatory): Envelope {
	return signEnvelope(payloadType, encodeText(JSON.stringify(document)), [signatory]);
}

/** The SHA-256 of an envelope's exact payload: what a next header calls `previous`, and an enrolment code pins. */
export function payloadDigest(envelope: Envelope): Digest {
	const payload = fromBase64(envelope.payload);
	if (payload === null) throw new Error("A signed document of this hub has a payload that is not base64.");
	return Digest.parse(toHex(hash(payload)));
}
