import { settleVouchers } from "../journals/settleVouchers.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { ProgrammePart } from "../store/sessions.ts";
import type { Store } from "../store/store.ts";
import type { Programme } from "./programme.ts";

export type Withdrawal = { readonly cancelled: number };

/**
 * Takes a venue, a day or a session out of the programme, until somebody was admitted. Nothing is deleted: a published
 * list gets a next version without it, and codes that members hold are refused as cancelled.
 */
export function withdraw(
	store: Store,
	part: ProgrammePart,
	isCancelling: boolean,
	nowMs: number,
): Withdrawal | Refusal {
	const name = describePart(part);
	return store.transactOrRefuse(() => {
		const { venue, day, session } = part;
		if (store.venues.find(venue) === null) return refuse("unknownVenue", `There is no ${describeVenue(venue)}.`);
		if (day !== null && store.days.find(venue, day) === null) return refuse("unknownVenue", `There is no ${name}.`);
		if (session !== null && store.sessions.find(venue, session) === null) {
			return refuse("unknownSession", `There is no ${name}.`);
		}
		const { bookings, inside } = store.vouchers.countUse(part);
		if (inside > 0) {
			const message = `Members came in already (${inside}), so that ${name} stays. Cancel bookings one by one.`;
			return refuse("somebodyInside", message);
		}
		if (bookings > 0 && !isCancelling) {
			const message = `${bookings} bookings are for ${name}. Use --cancel-bookings to cancel them with it. Nothing was withdrawn.`;
			return refuse("stillBooked", message);
		}
		const cancelled = store.vouchers.cancel(part);
		for (const one of store.days.list(venue, day)) {
			settleVouchers(store, store.movements.listVouchersOfDay(venue, one.day), nowMs);
		}
		store.sessions.withdraw(part, nowMs);
		if (session === null) store.days.withdraw(venue, day, nowMs);
		if (session === null && day === null) store.venues.withdraw(venue, nowMs);
		return { cancelled };
	});
}

/** An older file of the programme does not bring back what was withdrawn. */
export function refuseWithdrawn(store: Store, { venues, days }: Programme): Refusal | null {
	const names = [
		...venues.filter(({ venue }) => isWithdrawn(store.venues.find(venue))).map(({ venue }) => describeVenue(venue)),
		...days.flatMap(({ venue, day, sessions }) => [
			...(isWithdrawn(store.days.find(venue, day)) ? [describePart({ venue, day, session: null })] : []),
			...sessions
				.filter(({ session }) => isWithdrawn(store.sessions.find(venue, session)))
				.map(({ session }) => describePart({ venue, day, session })),
		]),
	];
	if (names.length === 0) return null;
	const more = names.length > 10 ? ` and ${names.length - 10} more` : "";
	const remedy = "Take it out of the file, or bring it back with --revive. Nothing was taken from it.";
	return refuse(
		"withdrawn",
		`This programme names what was withdrawn: ${names.slice(0, 10).join("; ")}${more}. ${remedy}`,
	);
}

function isWithdrawn(held: { readonly withdrawnAt: number | null } | null): boolean {
	return held !== null && held.withdrawnAt !== null;
}

function describeVenue(venue: number): string {
	return `venue ${venue}`;
}

function describePart({ venue, day, session }: ProgrammePart): string {
	if (session !== null) return `session ${session} of venue ${venue}`;
	return day === null ? describeVenue(venue) : `venue ${venue} on ${day}`;
}
