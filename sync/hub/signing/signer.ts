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
import { crypto, signerOf } from "../../crypto/signature.ts";
import { HttpError } from "../../httpError.ts";
import { type OnlineKeys, onlineRoles } from "../../keys/authority.ts";
import type { VerifiedRoot } from "../../keys/rootChain.ts";

/** Who signs for the hub. Promises, for it is a process of its own: the hub sees no private key but its timestamp's. */
export type Signer = {
	/** The text of the voucher's code. Ed25519 is deterministic: the same voucher has the same code each time. */
	readonly signVoucher: (voucher: Voucher) => Promise<string>;
	/** Rejects with VersionSigned when the signer remembers a version that the hub does not. */
	readonly signAllocation: (header: AllocationHeader) => Promise<Envelope>;
	/** As sealAllocation, of a venue's windows. */
	readonly signRoster: (roster: Roster) => Promise<Envelope>;
	/** As sealAllocation, of what a venue honours no more. */
	readonly signRevocations: (revocations: Revocations) => Promise<Envelope>;
	readonly signTimestamp: (timestamp: Timestamp) => Promise<Envelope>;
	readonly signCheckpoint: (checkpoint: Checkpoint) => Promise<Envelope>;
	/** Signs from now on with the keys this root names; rejects where one of them is missing. The same root may come again. */
	readonly adoptRoot: (root: VerifiedRoot) => Promise<void>;
};

/** Another document of this version, or a later one, was signed already: the next is `held` + 1. */
export class VersionAlreadySignedError extends HttpError {
	readonly held: number;

	constructor(message: string, held: number) {
		super(409, "versionSigned", message);
		this.held = held;
	}
}

/** A hub restored from a copy, or stopped between signing and keeping, goes on above what its signer remembers. */
export async function signNextVersion(version: number, sign: (version: number) => Promise<Envelope>) {
	try {
		return { signed: version, envelope: await sign(version) };
	} catch (error) {
		if (!(error instanceof VersionAlreadySignedError)) throw error;
		return { signed: error.held + 1, envelope: await sign(error.held + 1) };
	}
}

/** Signs in this process, whatever it is given: for tests. The hub proper asks the signer. */
export function createLocalSigner(keyring: OnlineKeys): Signer {
	const issuer = issuerKeyOf(keyring.issuer.publicKey, crypto);
	const signVoucher = signerOf(keyring.issuer.pkcs8);
	const allocator = { publicKey: keyring.allocator.publicKey, sign: signerOf(keyring.allocator.pkcs8) };
	const timestamp = { publicKey: keyring.timestamp.publicKey, sign: signerOf(keyring.timestamp.pkcs8) };
	const roster = { publicKey: keyring.roster.publicKey, sign: signerOf(keyring.roster.pkcs8) };
	return {
		signVoucher: async (voucher) => mintVoucher(voucher, issuer, signVoucher),
		signAllocation: async (header) => signJson(payloadTypes.allocation, header, allocator),
		signRoster: async (document) => signJson(payloadTypes.roster, document, roster),
		signRevocations: async (document) => signJson(payloadTypes.revocations, document, allocator),
		signTimestamp: async (document) => signJson(payloadTypes.timestamp, document, timestamp),
		signCheckpoint: async (checkpoint) => signJson(payloadTypes.checkpoint, checkpoint, timestamp),
		adoptRoot: async ({ root }) => {
			const missing = onlineRoles.find((role) => !root.roles[role].keys.includes(keyring[role].publicKey));
			if (missing !== undefined) throw new HttpError(422, "noKey", `This signer has no new key for ${missing}.`);
		},
	};
}

export function signJson(payloadType: PayloadType, document: unknown, signatory: Signatory): Envelope {
	return signEnvelope(payloadType, encodeText(JSON.stringify(document)), [signatory]);
}

/** The SHA-256 of an envelope's exact payload: what a next header calls `previous`, and an enrolment code pins. */
export function payloadDigest(envelope: Envelope): Digest {
	const payload = fromBase64(envelope.payload);
	if (payload === null) throw new Error("A signed document of this hub has a payload that is not base64.");
	return Digest.parse(toHex(crypto.hash(payload)));
}
