import { isSeated, seatAt } from "../../../core/allocation/seating.ts";
import type { ConflictKind } from "../store/conflicts.ts";
import type { VenueDay } from "../store/days.ts";
import type { Flag, LineAddress } from "../store/lines.ts";
import type { RevokedVoucher } from "../store/revocations.ts";
import type { ToldSeat } from "../store/seats.ts";
import type { PlacedSession } from "../store/sessions.ts";
import type { Movement, Occupancy, PaperAdmission, RedeemedMovement, VoidedMovement } from "../store/standings.ts";
import type { IssuedVoucher } from "../store/vouchers.ts";

/** Everything that a voucher's standing follows from. */
export type VoucherFacts = {
	/** The lines about it that no revocation of a kiosk leaves out, in the order of arrival. */
	readonly lines: readonly Movement[];
	/** The ticks on paper lists that were not taken back. */
	readonly paper: readonly PaperAdmission[];
	/** Null where no booking has this row. */
	readonly booking: Pick<IssuedVoucher, "party" | "session" | "state" | "seat"> | null;
	readonly day: Pick<VenueDay, "opensAt" | "closesAt"> | null;
	/** A session of the day, or null. */
	readonly sessionOf: (session: number) => PlacedSession | null;
	readonly revoked: Pick<RevokedVoucher, "leastIssue"> | null;
};

/** One admission, less those of it who were voided: by a line, or by a tick on a paper list. */
export type FoldedAdmission = {
	readonly line: RedeemedMovement | null;
	readonly paper: PaperAdmission | null;
	readonly session: number;
	readonly persons: number;
	readonly inside: readonly InsidePerson[];
	/** False where the line cannot be true: its persons are doubtful. */
	readonly isCounted: boolean;
};

type InsidePerson = { readonly position: number; readonly seat: number };

/** A contradiction that follows from the lines and the booking. `persons` are those it concerns now; 0: only in passing. */
export type FoundConflict = {
	readonly kind: ConflictKind;
	readonly persons: number;
	readonly mostPersons: number;
	readonly seats: readonly number[];
};

export type FoldedVoucher = {
	readonly session: number;
	readonly party: number;
	readonly admitted: number;
	readonly doubtful: number;
	readonly isListed: boolean;
	readonly admissions: readonly FoldedAdmission[];
	readonly occupied: readonly Occupancy[];
	readonly told: readonly ToldSeat[];
	readonly conflicts: readonly FoundConflict[];
	/** The flag of each line, in the order of `lines`. */
	readonly flags: readonly { readonly line: Movement; readonly flag: Flag | null }[];
};

const largestParty = 9;

/** How far the time of a line may lie outside its day: a kiosk's clock may be wrong, and a day's hours may change. */
const mostOutsideDayMs = 48 * 3600 * 1000;

/**
 * The standing of one voucher: who is inside, on which places and seats, and what contradicts the booking. It is computed
 * anew from all lines and the booking whenever either changes, so the order of the changes does not matter. Only the most
 * who were inside at one moment depends on the order of arrival: it is counted after each line that arrived after `since`.
 */
export function foldVoucher(facts: VoucherFacts, since: number): FoldedVoucher {
	const { lines, booking } = facts;
	const admissions = new Map<string, MutableAdmission>();
	/** Voids of admissions that have not come in yet: a line that could not be read is applied later. */
	const early = new Map<string, FlaggedVoid[]>();
	const flags: FlaggedLine[] = [];
	const good: Flag | null = booking === null ? "unlisted" : null;
	let admitted = facts.paper.reduce((sum, { persons }) => sum + persons, 0);
	let mostAdmitted = 0;
	for (const line of lines) {
		const untrue = booking === null ? null : findUntruth(line, facts);
		if (line.kind === "redeemed") {
			const admission = admit(line, untrue === null, admissions, facts);
			flags.push({ line, flag: untrue ?? good });
			for (const one of early.get(keyOf(line)) ?? []) if (voidPersons(admission, one.line)) one.flag = good;
			if (admission.isCounted) admitted += admission.inside.length;
		} else {
			const flagged: FlaggedVoid = { line, flag: untrue ?? "voidOfNothing" };
			flags.push(flagged);
			const voided = keyOf({ ...line, branch: line.ofBranch, seq: line.ofSeq });
			const admission = admissions.get(voided);
			if (untrue === null && admission === undefined) {
				const others = early.get(voided);
				if (others === undefined) early.set(voided, [flagged]);
				else others.push(flagged);
			}
			if (untrue === null && admission !== undefined && voidPersons(admission, line)) {
				flagged.flag = good;
				if (admission.isCounted) admitted -= line.persons;
			}
		}
		if (line.arrival > since) mostAdmitted = Math.max(mostAdmitted, admitted);
	}
	for (const tick of facts.paper) admitByTick(tick, admissions, facts);
	const folded = [...admissions.values()];
	const newest = lines.findLast((line) => line.kind === "redeemed");
	const party = booking?.party ?? newest?.party ?? 0;
	const counted = folded.filter(({ isCounted }) => isCounted);
	return {
		session: booking?.session ?? newest?.session ?? 0,
		party,
		admitted,
		doubtful: countInside(folded, false),
		isListed: booking !== null,
		admissions: folded,
		occupied: booking === null ? [] : occupiedBy(counted),
		told: booking === null ? [] : toldTo(counted),
		conflicts: findConflicts(facts, party, counted, Math.max(mostAdmitted, admitted)),
		flags,
	};
}

type FlaggedLine = { readonly line: Movement; flag: Flag | null };
type FlaggedVoid = { readonly line: VoidedMovement; flag: Flag | null };
type MutableAdmission = Omit<FoldedAdmission, "inside"> & { inside: readonly InsidePerson[] };

function admit(
	line: RedeemedMovement,
	isCounted: boolean,
	admissions: Map<string, MutableAdmission>,
	facts: VoucherFacts,
): MutableAdmission {
	const { session, persons } = line;
	const positions = isCounted && line.positions !== null ? line.positions : firstFree(admissions.values(), persons);
	const inside = positions.map((position, i) => ({ position, seat: seatOf(line, position, i, facts) }));
	const admission = { line, paper: null, session, persons, inside, isCounted };
	admissions.set(keyOf(line), admission);
	return admission;
}

/** Whoever is ticked sits on the booking's seats: the paper list says no others. */
function admitByTick(paper: PaperAdmission, admissions: Map<string, MutableAdmission>, facts: VoucherFacts): void {
	const { session, persons } = paper;
	const booked = { session, party: facts.booking?.party ?? 0, seats: null };
	const positions = firstFree(admissions.values(), persons);
	const inside = positions.map((position, i) => ({ position, seat: seatOf(booked, position, i, facts) }));
	admissions.set(`paper ${paper.paper}`, { line: null, paper, session, persons, inside, isCounted: true });
}

/** The seat that the line says was told; of a line that does not say, the booking's. 0 for none. */
function seatOf(
	line: Pick<RedeemedMovement, "session" | "party" | "seats">,
	position: number,
	index: number,
	{ booking, sessionOf }: VoucherFacts,
): number {
	const { session, seats } = line;
	const isBooked = booking !== null && booking.session === session && booking.seat > 0;
	const isSeatedThen = isBooked && position < Math.max(booking.party, line.party);
	const seat = seats === null ? (isSeatedThen ? booking.seat + position : 0) : (seats[index] ?? 0);
	const placed = seat === 0 ? null : sessionOf(session);
	return placed !== null && isSeated(placed) && seatAt(placed.entry, seat) !== null ? seat : 0;
}

/** Lines of version 0.1.0 do not say which of the party came in. Beyond the largest party no position has a seat. */
function firstFree(admissions: Iterable<MutableAdmission>, persons: number): readonly number[] {
	const free = new Set(Array.from({ length: largestParty }, (_, position) => position));
	for (const { inside } of admissions) {
		if (free.size === 0) break;
		for (const { position } of inside) free.delete(position);
	}
	return Array.from({ length: persons }, (_, i) => [...free][i] ?? largestParty + i);
}

/** Takes persons back, which only the journal that admitted them may. False where fewer, or others, are inside: then nobody is taken back. */
function voidPersons(admission: MutableAdmission, { persons, positions }: VoidedMovement): boolean {
	const last = admission.inside
		.map(({ position }) => position)
		.toSorted((a, b) => a - b)
		.slice(-persons);
	const leaving = new Set(positions ?? last);
	const left = admission.inside.filter(({ position }) => !leaving.has(position));
	if (leaving.size !== persons || admission.inside.length - left.length !== persons) return false;
	admission.inside = left;
	return true;
}

function keyOf({ kiosk, incarnation, branch, seq }: LineAddress): string {
	return `${kiosk} ${incarnation} ${branch} ${seq}`;
}

function countInside(admissions: Iterable<MutableAdmission>, isCounted: boolean): number {
	let persons = 0;
	for (const admission of admissions) if (admission.isCounted === isCounted) persons += admission.inside.length;
	return persons;
}

/** What no true line of this day says. */
function findUntruth(line: Movement, { day, sessionOf }: VoucherFacts): Flag | null {
	const { at, persons, positions } = line;
	const isOfDay = day !== null && at >= day.opensAt - mostOutsideDayMs && at <= day.closesAt + mostOutsideDayMs;
	if (!isOfDay || sessionOf(line.session) === null) return "impossible";
	if (positions !== null && (positions.length !== persons || new Set(positions).size !== persons)) return "impossible";
	if (line.kind === "voided" || line.seats === null) return null;
	const seats = line.seats.filter((seat) => seat > 0);
	const isTrue = positions !== null && line.seats.length === persons && new Set(seats).size === seats.length;
	return isTrue ? null : "impossible";
}

function occupiedBy(admissions: readonly FoldedAdmission[]): readonly Occupancy[] {
	const persons = new Map<number, number>();
	for (const { session, inside } of admissions) {
		if (inside.length > 0) persons.set(session, (persons.get(session) ?? 0) + inside.length);
	}
	return [...persons].map(([session, count]) => ({ session, persons: count }));
}

function toldTo(admissions: readonly FoldedAdmission[]): readonly ToldSeat[] {
	return admissions.flatMap(({ session, inside }) =>
		inside.filter(({ seat }) => seat > 0).map(({ seat, position }) => ({ session, seat, position })),
	);
}

function findConflicts(
	{ booking, revoked }: VoucherFacts,
	party: number,
	admissions: readonly FoldedAdmission[],
	mostAdmitted: number,
): readonly FoundConflict[] {
	const admitted = countInside(admissions, true);
	const found: FoundConflict[] = [];
	const add = (kind: ConflictKind, persons: number, mostPersons = persons, seats: readonly number[] = []) => {
		if (mostPersons > 0) found.push({ kind, persons, mostPersons, seats });
	};
	add("overAdmitted", admitted > party ? admitted : 0, mostAdmitted > party ? mostAdmitted : 0);
	if (booking === null) return found;
	if (booking.state !== "live") add(booking.state, admitted);
	const isRevoked = ({ line }: FoldedAdmission) => revoked !== null && isOlderThan(line, revoked.leastIssue);
	add("revoked", countInside(admissions.filter(isRevoked), true));
	const elsewhere = admissions.filter(({ session }) => session !== booking.session);
	add("otherSession", countInside(elsewhere, true));
	const seats = toldTo(admissions).map(({ session, seat }) => `${session} ${seat}`);
	const twice = new Set(seats.filter((seat, i) => seats.indexOf(seat) !== i).map((seat) => Number(seat.split(" ")[1])));
	add("seatTwice", twice.size, twice.size, [...twice]);
	return found;
}

/** `leastIssue` null: no issue is good. */
function isOlderThan(line: RedeemedMovement | null, leastIssue: number | null): boolean {
	return leastIssue === null || (line !== null && line.issue !== null && line.issue < leastIssue);
}
