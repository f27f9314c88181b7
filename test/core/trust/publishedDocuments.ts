import { z } from "zod";
import { AllocationHeader } from "../../../core/allocation/allocation.ts";
import { type Crypto, fromBase64, toHex } from "../../../core/bytes/bytes.ts";
import { Digest, KioskId } from "../../../core/identity.ts";
import { acceptDocument as acceptInCore } from "../../../core/trust/accept.ts";
import type { SignedDocumentName } from "../../../core/trust/documentTypes.ts";
import { type Envelope, payloadTypes } from "../../../core/trust/envelope.ts";
import type { Rejection } from "../../../core/trust/rejection.ts";
import { Revocations } from "../../../core/trust/revocations.ts";
import { Root } from "../../../core/trust/root.ts";
import { acceptNextRoot } from "../../../core/trust/rootRotation.ts";
import { Roster } from "../../../core/trust/roster.ts";
import { Timestamp } from "../../../core/trust/timestamp.ts";
import { type Acceptance, acceptPinnedRoot, type TrustState } from "../../../core/trust/trustState.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { keyPair, makeHeader, noonMs, rootDigest, rootEnvelope, signDocument, venue } from "../venueDay.ts";

export const hourMs = 3600_000;
export const kiosk = KioskId.parse("k0123456789ab");

export function digestOf(envelope: Envelope): Digest {
	return Digest.parse(toHex(crypto.hash(fromBase64(envelope.payload) ?? new Uint8Array())));
}

export function makeRoster(epoch: number, label = "1 号窗口"): Roster {
	const publicKeys = [keyPair("device").publicKey];
	return Roster.parse({
		v: 1,
		venue,
		epoch,
		kiosks: [{ kiosk, incarnation: 1, publicKeys, label, address: "10.0.0.7:4000" }],
	});
}

export function makeRevocations(version: number, overrides: Partial<Revocations> = {}): Revocations {
	return Revocations.parse({ v: 1, venue, version, vouchers: [], kiosks: [], ...overrides });
}

export function makeDayHeader(version: number, overrides: Partial<AllocationHeader> = {}): AllocationHeader {
	return AllocationHeader.parse({ ...makeHeader(new Uint8Array(0), 0), version, ...overrides });
}

/** What the hub offers at one moment: every document of a venue, under one timestamp. */
export type PublishedDocuments = {
	readonly timestamp: Envelope;
	readonly roster: Envelope;
	readonly revocations: Envelope;
	readonly header: Envelope;
};

export type PublishedOverrides = {
	readonly version?: number;
	readonly roster?: Envelope;
	readonly revocations?: Envelope;
	readonly header?: Envelope;
	readonly signers?: { readonly timestamp?: string; readonly roster?: string; readonly allocator?: string };
	readonly timestamp?: Partial<Timestamp>;
};

/** Version n of every document, unless `wishes` say otherwise. */
export function publish(n: number, wishes: PublishedOverrides = {}): PublishedDocuments {
	const { timestamp: signer = "timestamp", roster: keeper = "roster", allocator = "allocator" } = wishes.signers ?? {};
	const roster = wishes.roster ?? signDocument(payloadTypes.roster, makeRoster(n), [keeper]);
	const revocations = wishes.revocations ?? signDocument(payloadTypes.revocations, makeRevocations(n), [allocator]);
	const header = wishes.header ?? signDocument(payloadTypes.allocation, makeDayHeader(n), [allocator]);
	const issuedAt = noonMs + n * hourMs;
	const named = Timestamp.parse({
		v: 1,
		venue,
		version: wishes.version ?? n,
		issuedAt,
		expiresAt: issuedAt + 24 * hourMs,
		root: 1,
		roster: { epoch: Roster.parse(payloadOf(roster)).epoch, hash: digestOf(roster) },
		revocations: { version: Revocations.parse(payloadOf(revocations)).version, hash: digestOf(revocations) },
		days: [namedDayOf(header)],
		...wishes.timestamp,
	});
	return { roster, revocations, header, timestamp: signDocument(payloadTypes.timestamp, named, [signer]) };
}

/** The edition after the one held, at `nowMs`, which differs only in this header. */
export function publishNext(held: TrustState, header: Envelope, nowMs: number): PublishedDocuments {
	const last = held.timestamp?.document;
	const named = namedDayOf(header);
	const days = [...(last?.days ?? []).filter(({ day }) => day !== named.day), named];
	return publish(1, {
		header,
		timestamp: {
			version: (last?.version ?? 0) + 1,
			issuedAt: nowMs,
			expiresAt: nowMs + 24 * hourMs,
			days: days.toSorted((a, b) => (a.day < b.day ? -1 : 1)),
		},
	});
}

function namedDayOf(header: Envelope) {
	const { day, version } = AllocationHeader.parse(payloadOf(header));
	return { day, version, header: digestOf(header) };
}

export function payloadOf(envelope: Envelope): Record<string, unknown> {
	return z.record(z.string(), z.unknown()).parse(JSON.parse(Buffer.from(envelope.payload, "base64").toString()));
}

/** When edition n is accepted: a minute after its timestamp. */
export function acceptMsOf(n: number): number {
	return noonMs + n * hourMs + 60_000;
}

export function acceptedStateOf(taking: Acceptance): TrustState {
	if (taking.kind === "untrusted") throw new Error(`not taken: ${JSON.stringify(taking)}`);
	return taking.held;
}

export function outcomeOf(taking: { readonly kind: string } | Rejection): string {
	return "why" in taking ? taking.why : taking.kind;
}

export const enrolledState: TrustState = acceptedStateOf(
	acceptPinnedRoot(rootEnvelope, rootDigest, venue, noonMs, crypto),
);

type Acceptor = (held: TrustState, envelope: unknown, nowMs: number, crypto: Crypto) => Acceptance;

function acceptorOf(name: SignedDocumentName): Acceptor {
	return (held, envelope, nowMs, crypto) => acceptInCore(name, held, envelope, nowMs, crypto);
}

export const acceptors = {
	timestamp: acceptorOf("timestamp"),
	roster: acceptorOf("roster"),
	revocations: acceptorOf("revocations"),
	header: acceptorOf("allocation"),
};

/** Accepts the next root. */
export function acceptRoot(held: TrustState, envelope: unknown, crypto: Crypto): Acceptance {
	return acceptNextRoot(held, envelope, crypto);
}

/** Accepts one document of an edition. */
export function acceptDocument(
	held: TrustState,
	name: keyof PublishedDocuments,
	from: PublishedDocuments,
	nowMs: number,
): Acceptance {
	return acceptors[name](held, from[name], nowMs, crypto);
}

/** Accepts a whole edition, as pull does. */
export function acceptAll(held: TrustState, from: PublishedDocuments, nowMs: number): TrustState {
	let next = held;
	for (const name of ["timestamp", "roster", "revocations", "header"] as const) {
		next = acceptedStateOf(acceptDocument(next, name, from, nowMs));
	}
	return next;
}

/** The root after `last`, with the given keys of some roles. */
export function makeNextRoot(last: Root, keys: Partial<Record<keyof Root["roles"], readonly string[]>>): Root {
	const changed = Object.entries(keys).map(([name, named]) => [name, named.map((one) => keyPair(one).publicKey)]);
	const renewed: Readonly<Record<string, readonly string[]>> = Object.fromEntries(changed);
	const roles = Object.entries(last.roles).map(([name, role]) => [name, { ...role, keys: renewed[name] ?? role.keys }]);
	return Root.parse({ ...last, version: last.version + 1, roles: Object.fromEntries(roles) });
}

export function signRoot(next: unknown, signers: readonly string[]): Envelope {
	return signDocument(payloadTypes.root, next, signers);
}
