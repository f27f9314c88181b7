import { z } from "zod";
import { Day, KioskId, RowKey } from "../identity.ts";

const RevokedVoucher = z.strictObject({
	day: Day,
	row: RowKey,
	/** The lowest issue that is still valid; null when none is. */
	leastIssue: z.int().min(1).max(0xff).nullable(),
});
type RevokedVoucher = z.infer<typeof RevokedVoucher>;

const RevokedKiosk = z.strictObject({
	kiosk: KioskId,
	incarnation: z.int().positive(),
	/** The last line of its journal that still counts; 0 for none. Later ones are quarantined. */
	lastSeq: z.int().nonnegative(),
});

/**
 * What a venue no longer honours. Cumulative, so the newest list is enough; sorted, so that it is binary-searched as it
 * is.
 */
export const Revocations = z.strictObject({
	v: z.literal(1),
	venue: z.int().min(0).max(0xffffffff),
	version: z.int().positive(),
	vouchers: z
		.array(RevokedVoucher)
		.max(20_000)
		.refine((list) => list.every((one, i) => i === 0 || orderOf(list[i - 1] ?? one, one) < 0), "vouchers must ascend"),
	kiosks: z
		.array(RevokedKiosk)
		.max(1000)
		.refine(
			(list) => new Set(list.map(({ kiosk, incarnation }) => `${kiosk} ${incarnation}`)).size === list.length,
			"a kiosk is named twice",
		),
});
export type Revocations = z.infer<typeof Revocations>;

/** The revocation that applies to one scan: of the window that scans, or of the voucher it scans. */
export type Revocation =
	| { readonly of: "window"; readonly lastSeq: number }
	| { readonly of: "voucher"; readonly leastIssue: number | null };

export type KioskIncarnation = { readonly kiosk: KioskId; readonly incarnation: number };
export type RowOfDay = { readonly day: Day; readonly row: RowKey };

/** What the list says of a window and a voucher. The window comes first: a revoked one honours nothing. */
export function revocationOf(
	list: Revocations | null,
	window: KioskIncarnation,
	voucher: RowOfDay | null,
): Revocation | null {
	if (list === null) return null;
	const lastSeq = lastHonouredSeqOf(list, window);
	if (lastSeq !== null) return { of: "window", lastSeq };
	const revoked = voucher === null ? null : findVoucher(list, voucher);
	return revoked === null ? null : { of: "voucher", leastIssue: revoked.leastIssue };
}

/** The last line that counts of a revoked incarnation; null when it is not revoked. */
function lastHonouredSeqOf(list: Revocations, window: KioskIncarnation): number | null {
	const own = list.kiosks.find(
		({ kiosk, incarnation }) => kiosk === window.kiosk && incarnation === window.incarnation,
	);
	return own?.lastSeq ?? null;
}

/** Whether a voucher of this issue is no longer honoured. */
export function isRevoked(revocation: Revocation | null, issue: number): boolean {
	if (revocation === null) return false;
	if (revocation.of === "window") return true;
	return revocation.leastIssue === null || issue < revocation.leastIssue;
}

function findVoucher(list: Revocations, wanted: RowOfDay): RevokedVoucher | null {
	let low = 0;
	let high = list.vouchers.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		const found = list.vouchers[middle];
		if (found === undefined) return null;
		const order = orderOf(found, wanted);
		if (order === 0) return found;
		if (order < 0) low = middle + 1;
		else high = middle;
	}
	return null;
}

function orderOf(a: RowOfDay, b: RowOfDay): number {
	if (a.day !== b.day) return a.day < b.day ? -1 : 1;
	return a.row === b.row ? 0 : a.row < b.row ? -1 : 1;
}
