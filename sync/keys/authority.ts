import { encodeText } from "../../core/bytes/bytes.ts";
import { type Envelope, payloadTypes, signEnvelope } from "../../core/trust/envelope.ts";
import type { Root } from "../../core/trust/root.ts";
import type { Random } from "../clock.ts";
import { createKeyPair, type KeyPair, signerOf } from "../crypto/signature.ts";

/** Roles whose keys only the signer holds. The hub itself holds the timestamp key. */
export const signerRoles = ["issuer", "allocator", "roster"] as const;
export type SignerRole = (typeof signerRoles)[number];
export const onlineRoles = [...signerRoles, "timestamp"] as const;
export type OnlineRole = (typeof onlineRoles)[number];

/** The keys a running hub signs with, and the root that says whose they are. */
export type OnlineKeys = { readonly root: Envelope } & Readonly<Record<OnlineRole, KeyPair>>;

/** A new authority: its online keys, and the offline root keys, which must be moved off this machine. */
export type Authority = { readonly online: OnlineKeys; readonly offline: readonly KeyPair[] };

const rootKeyCount = 3;
const rootThreshold = 2;
export const rootLifetimeMs = 5 * 365 * 24 * 3600 * 1000;

/** Creates all keys and signs the first root with two of the three root keys. */
export function createAuthority(nowMs: number, random: Random): Authority {
	const pair = () => createKeyPair(random);
	const offline = Array.from({ length: rootKeyCount }, pair);
	const pairs = { issuer: pair(), allocator: pair(), timestamp: pair(), roster: pair() };
	const root: Root = {
		v: 1,
		version: 1,
		issuedAt: nowMs,
		expiresAt: nowMs + rootLifetimeMs,
		roles: {
			root: { threshold: rootThreshold, keys: offline.map(({ publicKey }) => publicKey) },
			issuer: { threshold: 1, keys: [pairs.issuer.publicKey] },
			allocator: { threshold: 1, keys: [pairs.allocator.publicKey] },
			timestamp: { threshold: 1, keys: [pairs.timestamp.publicKey] },
			roster: { threshold: 1, keys: [pairs.roster.publicKey] },
		},
	};
	const signatories = offline
		.slice(0, rootThreshold)
		.map(({ publicKey, pkcs8 }) => ({ publicKey, sign: signerOf(pkcs8) }));
	const envelope = signEnvelope(payloadTypes.root, encodeText(JSON.stringify(root)), signatories);
	return { online: { root: envelope, ...pairs }, offline };
}
