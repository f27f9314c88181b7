import { encodeText, toHex } from "../../core/bytes/bytes.ts";
import { Day, KioskId, VoucherId } from "../../core/identity.ts";
import type { Voucher } from "../../core/voucher/voucher.ts";
import { crypto, keyPairOfSeed, signerOf } from "../../sync/crypto/signature.ts";

// Everything in the vectors of docs/formats.md follows from these values, so two runs give the same bytes.

export const venue = 2;
export const day = Day.parse("2026-10-01");
export const kiosk = KioskId.parse("k0123456789ab");
export const hub = "https://hub.example";
export const opensAt = Date.parse("2026-10-01T04:00:00+08:00");
export const closesAt = Date.parse("2026-10-02T04:00:00+08:00");
export const startsAt = Date.parse("2026-10-01T14:30:00+08:00");
export const issuedAt = Date.parse("2026-10-01T12:00:00+08:00");
export const hourMs = 3_600_000;

/** 32 bytes that are named, so that nobody takes them for a secret in use. */
export function seed(name: string): Uint8Array {
	return crypto.hash(encodeText(`pailou test vector: ${name}`));
}

function signatory(name: string) {
	const { publicKey, pkcs8 } = keyPairOfSeed(seed(name));
	return { seed: toHex(seed(name)), publicKey, sign: signerOf(pkcs8) };
}

const keyNames = ["root1", "root2", "root3", "issuer", "allocator", "timestamp", "roster", "device"] as const;
export type KeyName = (typeof keyNames)[number];
export const keys = Object.fromEntries(keyNames.map((name) => [name, signatory(name)])) as Record<
	KeyName,
	ReturnType<typeof signatory>
>;
export const describeKeys = (...names: readonly KeyName[]) =>
	Object.fromEntries(names.map((name) => [name, { seed: keys[name].seed, publicKey: keys[name].publicKey }]));

export const allocationKey = seed("K_alloc");
export const dayKey = seed("K_day");
export const voucherIds = [1, 2, 3, 4, 5].map((n) => VoucherId.parse(toHex(seed(`voucher ${n}`)).slice(0, 24)));

export const voucher: Voucher = {
	id: voucherIds[0] as VoucherId,
	rotating: false,
	venue,
	activity: 5,
	session: 11,
	party: 3,
	issue: 1,
	notBefore: startsAt / 1000 - 1800,
	notAfter: startsAt / 1000 + 1799,
};
