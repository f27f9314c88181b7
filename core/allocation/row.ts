import { type Crypto, fromHex, toHex, viewOf } from "../bytes/bytes.ts";
import type { RowKey, VoucherId } from "../identity.ts";

export type RowState = "live" | "cancelled" | "blocked";

/** One voucher as the allocation knows it (docs/formats.md, "Allocation rows"). Times are Unix seconds. */
export type Row = {
	readonly key: RowKey;
	readonly activity: number;
	readonly session: number;
	readonly party: number;
	readonly issue: number;
	readonly notBefore: number;
	readonly notAfter: number;
	readonly state: RowState;
	readonly rotating: boolean;
	/** The number of the party's first seat, or its gate group; 0 for none. */
	readonly place: number;
	/** Last four digits of the member's card; null for none. */
	readonly card: string | null;
};

export const rowLength = 40;
export const rowKeyLength = 16;
const states: readonly RowState[] = ["live", "cancelled", "blocked"];
/** The last four digits may be 0000, so the stored number is one higher and 0 means none. */
const cardOffset = 1;

/** HMAC-SHA256(K_alloc, voucher id)[0:16]: so that a stolen allocation reveals no voucher id. */
export function deriveRowKey(allocationKey: Uint8Array, voucher: VoucherId, crypto: Crypto): RowKey {
	return toHex(crypto.mac(allocationKey, fromHex(voucher) as Uint8Array).subarray(0, rowKeyLength)) as RowKey;
}

export function writeRow(row: Row, into: Uint8Array, at: number): void {
	const view = viewOf(into);
	into.set(fromHex(row.key) as Uint8Array, at);
	view.setUint16(at + 16, row.activity);
	view.setUint16(at + 18, 0);
	view.setUint16(at + 20, row.session);
	view.setUint8(at + 22, row.party);
	view.setUint8(at + 23, row.issue);
	view.setUint32(at + 24, row.notBefore);
	view.setUint32(at + 28, row.notAfter);
	view.setUint8(at + 32, states.indexOf(row.state));
	view.setUint8(at + 33, row.rotating ? 1 : 0);
	view.setUint16(at + 34, row.place);
	view.setUint32(at + 36, row.card === null ? 0 : Number(row.card) + cardOffset);
}

/** Reads a row of verified bytes. A state unknown to this version reads as blocked: the safe side. */
export function readRow(bytes: Uint8Array, at: number): Row {
	const view = viewOf(bytes);
	const card = view.getUint32(at + 36);
	return {
		key: toHex(bytes.subarray(at, at + rowKeyLength)) as RowKey,
		activity: view.getUint16(at + 16),
		session: view.getUint16(at + 20),
		party: view.getUint8(at + 22),
		issue: view.getUint8(at + 23),
		notBefore: view.getUint32(at + 24),
		notAfter: view.getUint32(at + 28),
		state: states[view.getUint8(at + 32)] ?? "blocked",
		rotating: (view.getUint8(at + 33) & 1) === 1,
		place: view.getUint16(at + 34),
		card: card === 0 ? null : String(card - cardOffset).padStart(4, "0"),
	};
}
