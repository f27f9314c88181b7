import type { ConflictKind } from "../store/conflicts.ts";
import type { VoucherRow } from "../store/standings.ts";
import type { Store } from "../store/store.ts";
import { type FoldedVoucher, type FoundConflict, foldVoucher } from "./foldVoucher.ts";

/** Later than every line: a change that no line made. */
const noNewLine = Number.POSITIVE_INFINITY;

/** The standing of one voucher, by what the store holds now. */
export function foldStoredVoucher(store: Store, { venue, day, row }: VoucherRow, since = noNewLine): FoldedVoucher {
	const revoked = store.revocations.findVoucher({ venue, day, row });
	return foldVoucher(
		{
			lines: store.movements.listHonoured({ venue, day, row }),
			paper: store.movements.listPaper({ venue, day, row }).filter(({ voidedAt }) => voidedAt === null),
			booking: store.vouchers.findByRow(venue, day, row),
			day: store.days.find(venue, day),
			sessionOf: (number) => {
				const session = store.sessions.find(venue, number);
				return session?.day === day ? session : null;
			},
			revoked,
		},
		since,
	);
}

/**
 * Stores the standings, places and seats of these vouchers anew, flags their lines and raises or resolves conflicts, also
 * those of vouchers that share a seat with them. To be called in the transaction of every change of lines, bookings,
 * seats, sessions or revocations. `since` is the newest line before the change, where lines changed.
 */
export function settleVouchers(store: Store, changed: Iterable<VoucherRow>, nowMs: number, since = noNewLine): void {
	const folds = new Map<string, { readonly of: VoucherRow; readonly fold: FoldedVoucher }>();
	for (const of of changed) {
		if (folds.has(nameOf(of))) continue;
		const fold = foldStoredVoucher(store, of, since);
		folds.set(nameOf(of), { of, fold });
		storeFold(store, of, fold);
	}
	const others = new Map<string, VoucherRow>();
	const days = new Map<string, VoucherRow>();
	for (const { of } of folds.values()) {
		for (const { other } of store.seats.listClashes(of)) others.set(nameOf(other), other);
		days.set(`${of.venue} ${of.day}`, of);
	}
	// A seat that is told once again resolves the conflict of the other voucher too.
	for (const { venue, day } of days.values()) {
		for (const other of store.conflicts.listVouchersWith(venue, day, "seatTwice")) others.set(nameOf(other), other);
	}
	for (const { of, fold } of folds.values()) updateConflicts(store, of, fold, nowMs);
	for (const [name, other] of others) {
		if (!folds.has(name)) updateConflicts(store, other, foldStoredVoucher(store, other), nowMs);
	}
}

function nameOf({ venue, day, row }: VoucherRow): string {
	return `${venue} ${day} ${row}`;
}

function storeFold(store: Store, { venue, day, row }: VoucherRow, fold: FoldedVoucher): void {
	const { session, party, admitted, doubtful, isListed, occupied, told, flags } = fold;
	const isKnown = flags.length > 0 || admitted > 0 || store.standings.find({ venue, day, row }) !== null;
	if (!isKnown) return;
	store.standings.put({ venue, day, row, session, party, admitted, doubtful, isListed }, occupied);
	store.seats.putTold({ venue, day, row }, told);
	for (const { line, flag } of flags) if (line.flag !== flag) store.lines.setFlag(line, flag);
}

function updateConflicts(store: Store, { venue, day, row }: VoucherRow, fold: FoldedVoucher, nowMs: number): void {
	const found = new Map<ConflictKind, FoundConflict>(fold.conflicts.map((one) => [one.kind, one]));
	const clashing = store.seats.listClashes({ venue, day, row }).map(({ seat }) => seat);
	if (clashing.length > 0) {
		const seats = [...new Set([...(found.get("seatTwice")?.seats ?? []), ...clashing])].toSorted((a, b) => a - b);
		found.set("seatTwice", { kind: "seatTwice", persons: seats.length, mostPersons: seats.length, seats });
	}
	for (const { kind, mostPersons, seats } of found.values()) {
		const { party } = fold;
		store.conflicts.raise({ venue, day, row, kind, party, mostAdmitted: mostPersons, seats, raisedAt: nowMs });
	}
	for (const { kind } of store.conflicts.listOpen({ venue, day, row })) {
		if ((found.get(kind)?.persons ?? 0) === 0) store.conflicts.resolve({ venue, day, row }, kind, nowMs);
	}
}
