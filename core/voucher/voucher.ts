/** The voucher folder: the static and the rotating code of a member. This file reads and mints the static part. */
import { decodeBase45, encodeBase45 } from "../bytes/base45.ts";
import { type Crypto, concat, fromHex, type Sign, toHex, viewOf, withDomainPrefix } from "../bytes/bytes.ts";
import type { PublicKey, VoucherId } from "../identity.ts";

/**
 * The voucher a member presents: a party's right to one session, in 100 bytes, or in 112 when it rotates
 * (docs/formats.md, "Voucher"). Times are Unix seconds.
 */
export type Voucher = {
	readonly id: VoucherId;
	readonly rotating: boolean;
	readonly venue: number;
	readonly activity: number;
	readonly session: number;
	readonly party: number;
	readonly issue: number;
	readonly notBefore: number;
	readonly notAfter: number;
};

/** An issuer's key and its hint: the first 4 bytes of the SHA-256 of its SPKI, in hex. */
export type IssuerKey = { readonly hint: string; readonly publicKey: Uint8Array };

export type Malformation = "empty" | "tooLong" | "characters" | "notAVoucher" | "length" | "encoding" | "fields";

/**
 * The part that a rotating code adds: a step of 15 seconds and a MAC over the voucher's body and that step, unchecked.
 */
export type Rotation = {
	readonly step: number;
	/** Body ‖ step: the exact bytes the MAC is over. */
	readonly covered: Uint8Array;
	readonly mac: Uint8Array;
};

export type VoucherReading =
	| { readonly kind: "voucher"; readonly voucher: Voucher; readonly rotation: Rotation | null }
	| { readonly kind: "unreadable"; readonly reason: "malformed"; readonly why: Malformation }
	| { readonly kind: "unreadable"; readonly reason: "unknownVersion"; readonly version: number }
	| { readonly kind: "unreadable"; readonly reason: "forged" };

export const longestCode = 512;
export const voucherBodyLength = 36;
const signatureLength = 64;
export const staticCodeLength = voucherBodyLength + signatureLength;
export const stepLength = 4;
export const macLength = 8;
/** Text length of each version: its prefix and base45, three characters for two bytes. */
const textLengths = new Map([
	["1", 3 + (staticCodeLength / 2) * 3],
	["2", 3 + ((staticCodeLength + stepLength + macLength) / 2) * 3],
]);
const spkiPrefix = fromHex("302a300506032b6570032100") as Uint8Array;

export function issuerKeyOf(publicKey: PublicKey, crypto: Crypto): IssuerKey {
	const raw = fromHex(publicKey) as Uint8Array;
	return { hint: toHex(crypto.hash(concat(spkiPrefix, raw)).subarray(0, 4)), publicKey: raw };
}

/** The text of the voucher's QR code: `V1:` and base45, 153 characters. */
export function mintVoucher(voucher: Voucher, issuer: IssuerKey, sign: Sign): string {
	const body = new Uint8Array(voucherBodyLength);
	const view = viewOf(body);
	view.setUint8(0, 1);
	view.setUint8(1, voucher.rotating ? 1 : 0);
	body.set(fromHex(issuer.hint) as Uint8Array, 2);
	body.set(fromHex(voucher.id) as Uint8Array, 6);
	view.setUint32(18, voucher.venue);
	view.setUint16(22, voucher.activity);
	view.setUint16(24, voucher.session);
	view.setUint8(26, voucher.party);
	view.setUint8(27, voucher.issue);
	view.setUint32(28, voucher.notBefore);
	view.setUint32(32, voucher.notAfter);
	return `V1:${encodeBase45(concat(body, sign(withDomainPrefix("voucher", body))))}`;
}

/** Whether a text has the form of a voucher of any version. It may be forged: only `readVoucher` verifies it. */
export function isVoucherText(text: string): boolean {
	const rest = /^V[1-9][0-9]{0,2}:(.+)$/.exec(text)?.[1];
	return rest !== undefined && decodeBase45(rest) !== null;
}

/** Reads any text that a scanner delivered. Never throws. */
export function readVoucher(text: string, issuers: readonly IssuerKey[], crypto: Crypto): VoucherReading {
	if (text.length === 0) return malformed("empty");
	if (text.length > longestCode) return malformed("tooLong");
	if (!/^[\x20-\x7e]*$/.test(text)) return malformed("characters");
	const prefix = /^V([1-9][0-9]{0,2}):/.exec(text);
	if (prefix === null) return malformed("notAVoucher");
	const textLength = textLengths.get(prefix[1] ?? "");
	if (textLength === undefined) return { kind: "unreadable", reason: "unknownVersion", version: Number(prefix[1]) };
	if (text.length !== textLength) return malformed("length");
	const bytes = decodeBase45(text.slice(3));
	if (bytes === null) return malformed("encoding");
	if (bytes[0] !== 1) return { kind: "unreadable", reason: "unknownVersion", version: bytes[0] as number };
	const body = bytes.subarray(0, voucherBodyLength);
	if (!isSigned(body, bytes.subarray(voucherBodyLength, voucherBodyLength + signatureLength), issuers, crypto)) {
		return { kind: "unreadable", reason: "forged" };
	}
	const voucher = readBody(body);
	return voucher === null ? malformed("fields") : { kind: "voucher", voucher, rotation: readRotation(bytes) };
}

function readRotation(bytes: Uint8Array): Rotation | null {
	if (bytes.length === staticCodeLength) return null;
	const step = bytes.subarray(staticCodeLength, staticCodeLength + stepLength);
	return {
		step: viewOf(step).getUint32(0),
		covered: concat(bytes.subarray(0, voucherBodyLength), step),
		mac: bytes.subarray(staticCodeLength + stepLength),
	};
}

/** The hint only selects the keys to try: two keys may share it. */
function isSigned(body: Uint8Array, signature: Uint8Array, issuers: readonly IssuerKey[], crypto: Crypto): boolean {
	const hint = toHex(body.subarray(2, 6));
	const message = withDomainPrefix("voucher", body);
	return issuers.some((issuer) => issuer.hint === hint && crypto.verify(issuer.publicKey, message, signature));
}

function readBody(body: Uint8Array): Voucher | null {
	const view = viewOf(body);
	const flags = view.getUint8(1);
	const voucher: Voucher = {
		id: toHex(body.subarray(6, 18)) as VoucherId,
		rotating: (flags & 1) === 1,
		venue: view.getUint32(18),
		activity: view.getUint16(22),
		session: view.getUint16(24),
		party: view.getUint8(26),
		issue: view.getUint8(27),
		notBefore: view.getUint32(28),
		notAfter: view.getUint32(32),
	};
	const isSound = flags <= 1 && isPartySize(voucher.party) && voucher.notBefore <= voucher.notAfter;
	return isSound ? voucher : null;
}

export function isPartySize(persons: number): boolean {
	return Number.isInteger(persons) && persons >= 1 && persons <= 9;
}

function malformed(why: Malformation): VoucherReading {
	return { kind: "unreadable", reason: "malformed", why };
}
