import { type AllocationHeader, computeAllocationRoot } from "../../core/allocation/allocation.ts";
import { chooseBucketBits, packRows, splitBuckets } from "../../core/allocation/bucket.ts";
import { deriveRowKey, type Row } from "../../core/allocation/row.ts";
import type { Session } from "../../core/allocation/session.ts";
import { encodeText, withDomainPrefix } from "../../core/bytes/bytes.ts";
import { Day, Digest, VoucherId } from "../../core/identity.ts";
import { type Envelope, payloadTypes, signEnvelope } from "../../core/trust/envelope.ts";
import { Root } from "../../core/trust/root.ts";
import { issuerKeyOf, mintVoucher, type Voucher } from "../../core/voucher/voucher.ts";
import { crypto, keyPairOfSeed, signerOf } from "../../sync/crypto/signature.ts";

/** Test data: one day of one venue, with a session at 14:30 in hall 1 on 1 October 2026 in Guangzhou. */
export const venue = 2;
export const noonMs = Date.parse("2026-10-01T12:00:00+08:00");
export const minuteMs = 60_000;
export const startsAt = Date.parse("2026-10-01T14:30:00+08:00");
export const duringAdmissionMs = startsAt - 10 * minuteMs;

export const keyPairs = Object.fromEntries(
	[
		"issuer",
		"allocator",
		"timestamp",
		"roster",
		"root1",
		"root2",
		"root3",
		"device",
		"stranger",
		"root4",
		"root5",
		"issuer2",
		"allocator2",
		"timestamp2",
		"roster2",
	].map((name) => {
		const pair = keyPairOfSeed(crypto.hash(encodeText(name)));
		return [name, { publicKey: pair.publicKey, pkcs8: pair.pkcs8, sign: signerOf(pair.pkcs8) }];
	}),
) as Record<
	string,
	{ publicKey: ReturnType<typeof keyPairOfSeed>["publicKey"]; pkcs8: Buffer; sign: ReturnType<typeof signerOf> }
>;

export function keyPair(name: string) {
	const held = keyPairs[name];
	if (held === undefined) throw new Error(`no key ${name}`);
	return held;
}

export const issuer = issuerKeyOf(keyPair("issuer").publicKey, crypto);
export const allocationKey = crypto.hash(encodeText("K_alloc"));

export const session: Session = {
	session: 11,
	activity: 5,
	title: { "zh-CN": "山海之间" },
	hall: { "zh-CN": "一号厅" },
	startsAt,
	admitFrom: startsAt - 30 * minuteMs,
	admitUntil: startsAt + 30 * minuteMs,
	capacity: 200,
	entry: { kind: "open" },
};

export const voucher: Voucher = {
	id: VoucherId.parse("0102030405060708090a0b0c"),
	rotating: false,
	venue,
	activity: 5,
	session: 11,
	party: 3,
	issue: 1,
	notBefore: session.admitFrom / 1000,
	notAfter: session.admitUntil / 1000 - 1,
};

export function mintCode(overrides: Partial<Voucher> = {}, signer = "issuer"): string {
	return mintVoucher({ ...voucher, ...overrides }, issuer, keyPair(signer).sign);
}

export function makeRow(of: Voucher, overrides: Partial<Row> = {}): Row {
	return {
		key: deriveRowKey(allocationKey, of.id, crypto),
		activity: of.activity,
		session: of.session,
		party: of.party,
		issue: of.issue,
		notBefore: of.notBefore,
		notAfter: of.notAfter,
		state: "live",
		rotating: of.rotating,
		place: 0,
		card: null,
		...overrides,
	};
}

/** A voucher id that is different for each number and looks random. */
export function makeVoucherId(number: number): VoucherId {
	return VoucherId.parse(
		Buffer.from(crypto.hash(withDomainPrefix("test", encodeText(String(number)))))
			.toString("hex")
			.slice(0, 24),
	);
}

export function makeHeader(
	rows: Uint8Array,
	rowCount: number,
	overrides: Partial<AllocationHeader> = {},
	bucketBits = chooseBucketBits(rowCount),
): AllocationHeader {
	const buckets = splitBuckets(rows, bucketBits);
	if ("kind" in buckets) throw new Error(`rows are unfit: ${buckets.why}`);
	return {
		v: 1,
		venue,
		venueTitle: { "zh-CN": "广州市第二工人文化宫" },
		programme: { "zh-CN": "国庆节" },
		day: Day.parse("2026-10-01"),
		version: 1,
		rowCount,
		bucketBits,
		root: computeAllocationRoot(buckets, crypto),
		previous: null,
		opensAt: Date.parse("2026-10-01T04:00:00+08:00"),
		closesAt: Date.parse("2026-10-02T04:00:00+08:00"),
		sessions: [session],
		policy: { unlisted: "refuse" },
		baseRoster: null,
		sealedKeys: [],
		numbers: null,
		venues: [{ venue: 3, title: { "zh-CN": "南沙湿地公园" } }],
		...overrides,
	};
}

export type VenueDay = { readonly header: AllocationHeader; readonly rows: Uint8Array; readonly envelope: Envelope };

export function makeVenueDay(
	rows: readonly Row[],
	overrides: Partial<AllocationHeader> = {},
	allocator = "allocator",
): VenueDay {
	const bytes = packRows(rows);
	const header = makeHeader(bytes, rows.length, overrides);
	return { header, rows: bytes, envelope: signDocument(payloadTypes.allocation, header, [allocator]) };
}

export function signDocument(payloadType: string, document: unknown, signers: readonly string[]): Envelope {
	return signEnvelope(payloadType, encodeText(JSON.stringify(document)), signers.map(keyPair));
}

export const root: Root = Root.parse({
	v: 1,
	version: 1,
	issuedAt: noonMs - 1,
	expiresAt: noonMs + 365 * 24 * 60 * minuteMs,
	roles: {
		root: { threshold: 2, keys: ["root1", "root2", "root3"].map((name) => keyPair(name).publicKey) },
		issuer: { threshold: 1, keys: [keyPair("issuer").publicKey] },
		allocator: { threshold: 1, keys: [keyPair("allocator").publicKey] },
		timestamp: { threshold: 1, keys: [keyPair("timestamp").publicKey] },
		roster: { threshold: 1, keys: [keyPair("roster").publicKey] },
	},
});

export const rootEnvelope = signDocument(payloadTypes.root, root, ["root1", "root2"]);
export const rootDigest = Digest.parse(Buffer.from(crypto.hash(encodeText(JSON.stringify(root)))).toString("hex"));
