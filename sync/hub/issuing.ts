import { toHex } from "../../core/bytes.ts";
import { VoucherId } from "../../core/identity.ts";
import { rowKey } from "../../core/row.ts";
import { mac } from "../signature.ts";
import type { Booking, Handover, RefusedRow } from "./handover.ts";
import { newShortNumber } from "./numbering.ts";
import type { PlacedSession } from "./store/sessions.ts";
import type { Store } from "./store/store.ts";
import type { Issued } from "./store/vouchers.ts";
import type { Surroundings } from "./surroundings.ts";
import { raiseIfOver } from "./tally.ts";

/** What became of a file of bookings. Bookings cancelled or blocked count as `cancelled`; those unchanged as `repeated`. */
export type HandoverReport = {
	readonly added: number;
	readonly reissued: number;
	readonly cancelled: number;
	readonly repeated: number;
	readonly refused: readonly RefusedRow[];
};

type Outcome = "added" | "reissued" | "cancelled" | "repeated" | { readonly reason: string };

const lastIssue = 255;

/** Issues vouchers for all good rows of a file, in one transaction. */
export function issueVouchers(hub: Surroundings, handover: Handover): HandoverReport {
	const { store } = hub;
	return store.transact(() => {
		const report = { added: 0, reissued: 0, cancelled: 0, repeated: 0 };
		const refused = [...handover.refused];
		for (const booking of handover.bookings) {
			const outcome = take(hub, booking);
			if (typeof outcome === "string") report[outcome]++;
			else refused.push({ line: booking.line, booking: booking.booking, reason: outcome.reason });
		}
		return { ...report, refused: refused.toSorted((a, b) => a.line - b.line) };
	});
}

function take(hub: Surroundings, booking: Booking): Outcome {
	const { store } = hub;
	const known = store.vouchers.ofBooking(booking.booking);
	const session = store.sessions.find(booking.venue, booking.session);
	if (session === null) return { reason: whyNoSession(store, booking) };
	if (session.activity !== booking.activity) {
		return { reason: `session ${booking.session} is of activity ${session.activity}, not ${booking.activity}` };
	}
	if (known !== null && isSame(known, booking)) return "repeated";
	if (known !== null && (known.venue !== booking.venue || known.day !== session.day)) {
		return {
			reason: `it is for venue ${known.venue} on ${known.day} and cannot move; cancel it and book under a new number`,
		};
	}
	const over = whyOverbooked(store, known, booking, session);
	if (over !== null) return { reason: over };
	if (known === null) return add(hub, booking, session);
	return change(hub, known, booking, session);
}

function add(hub: Surroundings, booking: Booking, session: PlacedSession): Outcome {
	const { store, random } = hub;
	const day = store.days.find(session.venue, session.day);
	if (day === null) throw new Error(`Session ${session.session} of venue ${session.venue} is on no day.`);
	const voucher = VoucherId.parse(toHex(random(12)));
	const row = rowKey(day.allocationKey, voucher, mac);
	const number = newShortNumber(hub, session.venue, session.day);
	store.vouchers.add({ ...booking, voucher, number, row, day: session.day, issue: 1, ...validity(session) });
	return "added";
}

/** A booking taken back keeps its issue, as the list says so; everything else is a new issue that voids the codes before it. */
function change({ store, clock }: Surroundings, known: Issued, booking: Booking, session: PlacedSession): Outcome {
	if (booking.state !== "live" && isSame({ ...known, state: booking.state }, booking)) {
		store.vouchers.change({ ...known, state: booking.state });
		return "cancelled";
	}
	if (known.issue === lastIssue) {
		return { reason: `it has been issued ${lastIssue} times already; cancel it and book under a new number` };
	}
	const { voucher, number, row, day } = known;
	store.vouchers.change({ ...booking, voucher, number, row, day, issue: known.issue + 1, ...validity(session) });
	raiseIfOver(store, known, clock.nowMs());
	return booking.state === "live" ? "reissued" : "cancelled";
}

/** Whole seconds that lie within the session's admission window. */
export function validity(session: PlacedSession): Pick<Issued, "notBefore" | "notAfter"> {
	return { notBefore: Math.floor(session.admitFrom / 1000), notAfter: Math.ceil(session.admitUntil / 1000) - 1 };
}

function isSame(known: Issued, booking: Booking): boolean {
	return (["venue", "activity", "session", "party", "card", "state"] as const).every(
		(name) => known[name] === booking[name],
	);
}

function whyNoSession(store: Store, booking: Booking): string {
	return store.venues.find(booking.venue) === null
		? `there is no venue ${booking.venue} in the programme`
		: `venue ${booking.venue} has no session ${booking.session} in the programme`;
}

function whyOverbooked(store: Store, known: Issued | null, booking: Booking, session: PlacedSession): string | null {
	if (booking.state === "cancelled") return null;
	const holdsAlready = known !== null && known.session === booking.session && known.state !== "cancelled";
	const others = store.vouchers.personsIn(booking.venue, booking.session) - (holdsAlready ? known.party : 0);
	const left = session.capacity - others;
	if (booking.party <= left) return null;
	return `session ${booking.session} has ${Math.max(0, left)} of ${session.capacity} places left, and the party is ${booking.party}`;
}
