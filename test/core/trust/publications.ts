import { z } from "zod";
import { AllocationHeader } from "../../../core/allocation/allocation.ts";
import { fromBase64, toHex } from "../../../core/bytes/bytes.ts";
import { Digest, KioskId } from "../../../core/identity.ts";
import { takeHeader, takeRevocations, takeRoster, takeTimestamp } from "../../../core/trust/accept.ts";
import { type Envelope, payloadTypes, Root } from "../../../core/trust/envelope.ts";
import type { Untrusted } from "../../../core/trust/rejection.ts";
import { Revocations } from "../../../core/trust/revocations.ts";
import { Roster } from "../../../core/trust/roster.ts";
import { Timestamp } from "../../../core/trust/timestamp.ts";
import { type Held, holdRoot, type Taking } from "../../../core/trust/trustState.ts";
import { hash, verify } from "../../../sync/crypto/signature.ts";
import { headerOf, key, noonMs, rootDigest, rootEnvelope, sealDocument, venue } from "../venueDay.ts";

export const hourMs = 3600_000;
export const kiosk = KioskId.parse("k0123456789ab");

export function digestOf(envelope: Envelope): Digest {
	return Digest.parse(toHex(hash(fromBase64(envelope.payload) ?? new Uint8Array())));
}

export function rosterOf(epoch: number, label = "1 号窗口"): Roster {
	const publicKeys = [key("device").publicKey];
	return Roster.parse({
		v: 1,
		venue,
		epoch,
		kiosks: [{ kiosk, incarnation: 1, publicKeys, label, address: "10.0.0.7:4000" }],
	});
}

export function revocationsOf(version: number, overrides: Partial<Revocations> = {}): Revocations {
	return Revocations.parse({ v: 1, venue, version, vouchers: [], kiosks: [], ...overrides });
}

export function dayHeader(version: number, overrides: Partial<AllocationHeader> = {}): AllocationHeader {
	return AllocationHeader.parse({ ...headerOf(new Uint8Array(0), 0), version, ...overrides });
}

/** What the hub offers at one moment: every document of a venue, under one timestamp. */
export type Edition = {
	readonly timestamp: Envelope;
	readonly roster: Envelope;
	readonly revocations: Envelope;
	readonly header: Envelope;
};

export type Wishes = {
	readonly version?: number;
	readonly roster?: Envelope;
	readonly revocations?: Envelope;
	readonly header?: Envelope;
	readonly signers?: { readonly timestamp?: string; readonly roster?: string; readonly allocator?: string };
	readonly timestamp?: Partial<Timestamp>;
};

/** Version n of everything, unless wished otherwise. */
export function edition(n: number, wishes: Wishes = {}): Edition {
	const { timestamp: signer = "timestamp", roster: keeper = "roster", allocator = "allocator" } = wishes.signers ?? {};
	const roster = wishes.roster ?? sealDocument(payloadTypes.roster, rosterOf(n), [keeper]);
	const revocations = wishes.revocations ?? sealDocument(payloadTypes.revocations, revocationsOf(n), [allocator]);
	const header = wishes.header ?? sealDocument(payloadTypes.allocation, dayHeader(n), [allocator]);
	const issuedAt = noonMs + n * hourMs;
	const named = Timestamp.parse({
		v: 1,
		venue,
		version: wishes.version ?? n,
		issuedAt,
		expiresAt: issuedAt + 24 * hourMs,
		root: 1,
		roster: { epoch: Roster.parse(said(roster)).epoch, hash: digestOf(roster) },
		revocations: { version: Revocations.parse(said(revocations)).version, hash: digestOf(revocations) },
		days: [dayNamed(header)],
		...wishes.timestamp,
	});
	return { roster, revocations, header, timestamp: sealDocument(payloadTypes.timestamp, named, [signer]) };
}

/** The edition after the one held, at `nowMs`, whose only news is this header. */
export function nextEdition(held: Held, header: Envelope, nowMs: number): Edition {
	const last = held.timestamp?.document;
	const named = dayNamed(header);
	const days = [...(last?.days ?? []).filter(({ day }) => day !== named.day), named];
	return edition(1, {
		header,
		timestamp: {
			version: (last?.version ?? 0) + 1,
			issuedAt: nowMs,
			expiresAt: nowMs + 24 * hourMs,
			days: days.toSorted((a, b) => (a.day < b.day ? -1 : 1)),
		},
	});
}

function dayNamed(header: Envelope) {
	const { day, version } = AllocationHeader.parse(said(header));
	return { day, version, header: digestOf(header) };
}

export function said(envelope: Envelope): Record<string, unknown> {
	return z.record(z.string(), z.unknown()).parse(JSON.parse(Buffer.from(envelope.payload, "base64").toString()));
}

/** The moment at which edition n is taken: a minute after its timestamp. */
export function momentOf(n: number): number {
	return noonMs + n * hourMs + 60_000;
}

export function heldOf(taking: Taking): Held {
	if (taking.kind === "untrusted") throw new Error(`not taken: ${JSON.stringify(taking)}`);
	return taking.held;
}

export function whyNot(taking: { readonly kind: string } | Untrusted): string {
	return "why" in taking ? taking.why : taking.kind;
}

export const enrolled: Held = heldOf(holdRoot(rootEnvelope, rootDigest, venue, noonMs, verify, hash));

export const takes = { timestamp: takeTimestamp, roster: takeRoster, revocations: takeRevocations, header: takeHeader };

/** Takes one document of an edition. */
export function take(held: Held, name: keyof Edition, from: Edition, nowMs: number): Taking {
	return takes[name](held, from[name], nowMs, verify, hash);
}

/** Takes a whole edition, as pull would. */
export function takeAll(held: Held, from: Edition, nowMs: number): Held {
	let next = held;
	for (const name of ["timestamp", "roster", "revocations", "header"] as const) {
		next = heldOf(take(next, name, from, nowMs));
	}
	return next;
}

/** The root after `last`, with other keys where wished; signed by whom the test says. */
export function rootAfter(last: Root, keys: Partial<Record<keyof Root["roles"], readonly string[]>>): Root {
	const changed = Object.entries(keys).map(([name, named]) => [name, named.map((one) => key(one).publicKey)]);
	const renewed: Readonly<Record<string, readonly string[]>> = Object.fromEntries(changed);
	const roles = Object.entries(last.roles).map(([name, role]) => [name, { ...role, keys: renewed[name] ?? role.keys }]);
	return Root.parse({ ...last, version: last.version + 1, roles: Object.fromEntries(roles) });
}

export function sealRoot(next: unknown, signers: readonly string[]): Envelope {
	return sealDocument(payloadTypes.root, next, signers);
}
