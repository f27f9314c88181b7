import type { z } from "zod";
import { AllocationHeader } from "../../../core/allocation/allocation.ts";
import { encodeText, fromBase64, toHex } from "../../../core/bytes/bytes.ts";
import { Digest } from "../../../core/identity.ts";
import { Checkpoint } from "../../../core/protocol/protocol.ts";
import {
	type Envelope,
	mostPayloadBytes,
	type PayloadType,
	payloadTypes,
	type Signatory,
	signEnvelope,
} from "../../../core/trust/envelope.ts";
import { Revocations } from "../../../core/trust/revocations.ts";
import { Roster } from "../../../core/trust/roster.ts";
import { SignedTime } from "../../../core/trust/signedTime.ts";
import { Timestamp } from "../../../core/trust/timestamp.ts";
import { issuerKeyOf, mintVoucher, type Voucher } from "../../../core/voucher/voucher.ts";
import { crypto, signerOf } from "../../crypto/signature.ts";
import { type OnlineKeys, onlineRoles } from "../../keys/authority.ts";
import type { VerifiedRoot } from "../../keys/rootChain.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";

/**
 * Signs for the hub. Issuer, allocator and roster keys are in another process, so a request may be refused: with
 * `signerAway`, `signerBusy`, `signerCannotRecord`, `outsideLimits`, and the codes named below. The hub holds the timestamp
 * key itself.
 */
export type Signer = {
	/** The text of the voucher's code. Ed25519 is deterministic: the same voucher has the same code each time. */
	readonly signVoucher: (voucher: Voucher) => Promise<string | Refusal>;
	/** Refuses with `versionSigned` when the signer has signed this version, or a later one, of this venue and day. */
	readonly signAllocation: (header: AllocationHeader) => Promise<Envelope | Refusal>;
	/** Refuses as `signAllocation` does. */
	readonly signRoster: (roster: Roster) => Promise<Envelope | Refusal>;
	/** Refuses as `signAllocation` does. */
	readonly signRevocations: (revocations: Revocations) => Promise<Envelope | Refusal>;
	readonly signTimestamp: (timestamp: Timestamp) => Promise<Envelope>;
	readonly signCheckpoint: (checkpoint: Checkpoint) => Promise<Envelope>;
	readonly signTime: (time: SignedTime) => Promise<Envelope>;
	/** Whether the signer answers: null, or the refusal `signerAway`. */
	readonly checkAvailable: () => Promise<Refusal | null>;
	/**
	 * Signs from now on with the keys that this root names. Null when it does; refuses with `noKey` where one of them is
	 * missing, and with `rootUnfit`. The same root may be given again.
	 */
	readonly adoptRoot: (root: VerifiedRoot) => Promise<Refusal | null>;
};

export type SignedVersion = { readonly signed: number; readonly envelope: Envelope };

/**
 * Signs a document as the next version. A hub that was restored from a backup, or stopped between signing and storing,
 * continues above the highest version that its signer has signed.
 */
export async function signNextVersion(
	version: number,
	sign: (version: number) => Promise<Envelope | Refusal>,
): Promise<SignedVersion | Refusal> {
	const first = await sign(version);
	if (!isRefusal(first)) return { signed: version, envelope: first };
	if (first.code !== "versionSigned" || first.signedVersion === undefined) return first;
	const signed = first.signedVersion + 1;
	const second = await sign(signed);
	return isRefusal(second) ? second : { signed, envelope: second };
}

/** For tests: signs whatever it is given, in this process. A real hub uses `createRemoteSigner`. */
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
		signTime: async (time) => signJson(payloadTypes.time, time, timestamp),
		checkAvailable: async () => null,
		adoptRoot: async ({ root }) => {
			const missing = onlineRoles.find((role) => !root.roles[role].keys.includes(keyring[role].publicKey));
			return missing === undefined ? null : refuse("noKey", `This signer has no new key for ${missing}.`);
		},
	};
}

/** What the readers of each type of document accept. */
const documentSchemas: Readonly<Record<Exclude<PayloadType, typeof payloadTypes.root>, z.ZodType>> = {
	[payloadTypes.allocation]: AllocationHeader,
	[payloadTypes.roster]: Roster,
	[payloadTypes.revocations]: Revocations,
	[payloadTypes.timestamp]: Timestamp,
	[payloadTypes.checkpoint]: Checkpoint,
	[payloadTypes.time]: SignedTime,
};

/** Throws when a reader of this type of document would refuse it. */
export function signJson(payloadType: keyof typeof documentSchemas, document: unknown, signatory: Signatory): Envelope {
	const text = JSON.stringify(document);
	documentSchemas[payloadType].parse(JSON.parse(text));
	const payload = encodeText(text);
	const most = mostPayloadBytes[payloadType];
	if (payload.length > most)
		throw new Error(`The readers of ${payloadType} take ${most} bytes, not ${payload.length}.`);
	return signEnvelope(payloadType, payload, [signatory]);
}

/** The SHA-256 of an envelope's exact payload: `previous` of the next header, and the root that an enrolment code pins. */
export function payloadDigest(envelope: Envelope): Digest {
	const payload = fromBase64(envelope.payload);
	if (payload === null) throw new Error("A signed document of this hub has a payload that is not base64.");
	return Digest.parse(toHex(crypto.hash(payload)));
}
