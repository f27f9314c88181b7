import assert from "node:assert/strict";
import { z } from "zod";
import type { Fact } from "../../../../core/journal/journal.ts";
import type { IssuedVoucher } from "../../../../sync/hub/store/vouchers.ts";
import { bookingsHeader } from "../bookings/cinema.ts";
import { requestAsOfficer, type TestHub, uploadBookings } from "../testHub.ts";
import type { TestKiosk } from "../testKiosk.ts";

const Refused = z.array(z.looseObject({ booking: z.string().nullable(), reason: z.string() }));
const Report = z.looseObject({ refusals: Refused });
const Conflict = z.looseObject({
	booking: z.string().nullable(),
	kind: z.string(),
	admitted: z.number(),
	mostAdmitted: z.number(),
	seats: z.array(z.string()),
	others: z.array(z.string()),
	resolvedAt: z.number().nullable(),
});

export function findIssued(house: TestHub, booking: string): IssuedVoucher {
	return house.store.vouchers.findByBooking(booking) ?? assert.fail(booking);
}

/** Hands over rows of `booking,session,party,state,seat`; the reasons of the refused ones. */
export async function uploadRows(house: TestHub, ...rows: readonly string[]): Promise<readonly string[]> {
	const lines = rows.map((row) => {
		const [booking, session, party, state = "", seat = ""] = row.split(",");
		return `${booking},1,1,${session},${party},,${state},${seat}`;
	});
	const told = await uploadBookings(house, [`${bookingsHeader},seat`, ...lines, ""].join("\n"), "?revive=1");
	assert.equal(told.status, 200);
	return Report.parse(told.body).refusals.map(({ reason }) => reason);
}

type Redeemed = Extract<Fact, { kind: "redeemed" }>;

/** The line of an admission by the list that has this voucher, at these positions; with seats, where it has any. */
export function admissionOf(issued: IssuedVoucher, positions: readonly number[], seats: number[] | null = null): Fact {
	const { row, session, party, seat, issue } = issued;
	const told = seats ?? (seat === 0 ? null : positions.map((position) => (position < party ? seat + position : 0)));
	const fields: Omit<Redeemed, "kind"> = {
		...{ row, session, persons: positions.length, party, issue, source: "camera", step: null, skew: null },
		...{ positions: [...positions], seats: told, override: null, isTicketed: false },
	};
	return { kind: "redeemed", ...fields };
}

/** The void of these members of the admission that is line `line`. */
export function voidOf({ row, session }: IssuedVoucher, line: number, positions: readonly number[]): Fact {
	const persons = positions.length;
	return { kind: "voided", row, session, persons, line, positions: [...positions], why: "wrongNumber", by: null };
}

export async function conflictsOf(house: TestHub) {
	const { body } = await requestAsOfficer(house, "GET", "/v1/conflicts");
	return z.looseObject({ conflicts: z.array(Conflict) }).parse(body).conflicts;
}

/** Booking and kind of each open conflict, sorted. */
export async function openConflictsOf(house: TestHub): Promise<readonly string[]> {
	const open = (await conflictsOf(house)).filter(({ resolvedAt }) => resolvedAt === null);
	return open.map(({ booking, kind }) => `${booking} ${kind}`).toSorted();
}

export async function revoke(house: TestHub, kiosk: TestKiosk, lastSeq: number): Promise<void> {
	const path = `/v1/revocations/kiosks/${kiosk.enrolment.kiosk}`;
	const { status } = await requestAsOfficer(house, "POST", path, { lastSeq, why: "stolen" });
	assert.equal(status, 200);
}
