import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { z } from "zod";
import type { RowState } from "../../../../core/allocation/row.ts";
import type { IssuedVoucher } from "../../../../sync/hub/store/vouchers.ts";
import { assertAsyncProperty } from "../../../property.ts";
import { enrolKiosk, type TestHub, uploadBookings } from "../testHub.ts";
import { redemption } from "../testKiosk.ts";
import { bookingsHeader } from "./cinema.ts";
import { openSeatedCinema, seatedProgramme } from "./seatedCinema.ts";

const rows = [4, 5, 6];
const seats = 15;
const names = ["A", "B", "C", "D", "E", "F", "G", "H"] as const;
const Report = z.object({
	unseated: z.array(z.object({ booking: z.string() })),
	refusals: z.array(z.object({ booking: z.string(), reason: z.string() })),
});

type Row = { name: string; hall: 0 | 1; party: number; state: RowState; seat: string };
type Step = { kind: "handOver"; rows: readonly Row[] } | { kind: "admit"; name: string };

const row: fc.Arbitrary<Row> = fc.record({
	name: fc.constantFrom(...names),
	hall: fc.constantFrom(0, 0, 0, 1),
	party: fc.integer({ min: 1, max: 6 }),
	state: fc.constantFrom<RowState[]>("live", "live", "live", "cancelled", "cancelled", "blocked"),
	seat: fc.constantFrom("", "", "", "", "1-1", "2-2", "3-4", "2-5", "4-1"),
});
const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 5,
		arbitrary: fc.record({
			kind: fc.constant("handOver"),
			rows: fc.uniqueArray(row, { selector: ({ name }) => name, maxLength: 6 }),
		}),
	},
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant("admit"), name: fc.constantFrom(...names) }) },
);

/** Each run has two screenings and eight bookings of its own in one cinema that is open for all of them. */
const runs = 300;

test("whatever is handed over, no seat has two parties, and nobody who is not named loses a seat", async () => {
	const house = await openSeatedCinema(manyScreenings());
	const kiosk = await enrolKiosk(house, 1, "1 号窗口");
	let run = 0;
	let seatings = 0;
	const play = async (steps: readonly Step[]) => {
		run++;
		const sitting = new Set<string>();
		for (const one of steps) {
			const before = bookingsOf(house, run);
			if (one.kind === "admit") {
				const issued = before.get(one.name);
				if (issued?.state !== "live" || issued.seat === 0) continue;
				kiosk.write(redemption(issued.row, 1, issued.party), { session: issued.session });
				await kiosk.push(kiosk.lines.slice(-1));
				sitting.add(one.name);
				continue;
			}
			const told = await uploadBookings(house, csvOf(one.rows, run), "?revive=1");
			assert.equal(told.status, 200);
			const report = Report.parse(told.body);
			const after = bookingsOf(house, run);
			const refused = new Set(report.refusals.map(({ booking }) => nameIn(booking)));
			const taken = new Map(one.rows.filter(({ name }) => !refused.has(name)).map((given) => [given.name, given]));
			checkSeatsApart(house, after);
			for (const [name, issued] of after) {
				const was = before.get(name);
				const given = taken.get(name);
				const isGone = issued.state === "cancelled";
				if (given === undefined || sitting.has(name))
					assert.equal(issued.seat, was?.seat ?? 0, `${name} was not moved`);
				const isUnseated = report.unseated.some(({ booking }) => nameIn(booking) === name);
				if (given !== undefined) assert.equal(isUnseated, !isGone && issued.seat === 0, `${name} is told of`);
				if (issued.seat > 0) seatings++;
				if (was === undefined || given === undefined || was.state === "cancelled" || isGone || was.seat === 0) continue;
				const stays = given.seat === "" && was.session === issued.session && issued.party <= was.party;
				if (stays) assert.equal(issued.seat, was.seat, `${name} keeps its first seats`);
			}
		}
	};
	await assertAsyncProperty(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), play), {
		numRuns: runs,
		endOnFailure: true,
	});
	assert.ok(seatings > run, `${run} runs seated ${seatings} parties`);
});

/** All who may come, and those who sit, whatever became of their booking. */
function checkSeatsApart({ store }: TestHub, bookings: ReadonlyMap<string, IssuedVoucher>): void {
	const holders = new Map<string, string>();
	const hold = (name: string, session: number, seat: number) => {
		const place = `${session} ${seat}`;
		const other = holders.get(place) ?? name;
		assert.equal(other, name, `seat ${seat} has ${name} and ${other}`);
		holders.set(place, name);
	};
	for (const [name, issued] of bookings) {
		const { state, seat, party, session } = issued;
		for (const told of store.seats.listTold(issued)) hold(name, told.session, told.seat);
		if (seat === 0 || state === "cancelled") continue;
		assert.ok(seat >= 1 && seat + party - 1 <= seats, `${name} sits within the hall`);
		for (let number = seat; number < seat + party; number++) hold(name, session, number);
	}
}

function bookingsOf(house: TestHub, run: number): ReadonlyMap<string, IssuedVoucher> {
	const found = names.map((name) => [name, house.store.vouchers.findByBooking(`${name}-${run}`)] as const);
	return new Map(found.flatMap(([name, issued]) => (issued === null ? [] : [[name, issued] as const])));
}

function csvOf(given: readonly Row[], run: number): string {
	const lines = given.map(({ name, hall, party, state, seat }) => {
		return `${name}-${run},1,1,${run * 2 + hall},${party},,${state},${seat}`;
	});
	return [`${bookingsHeader},seat`, ...lines, ""].join("\n");
}

function nameIn(booking: string): string {
	return booking.split("-")[0] ?? "";
}

function manyScreenings() {
	const programme = seatedProgramme(rows);
	const day = programme.days[0] ?? assert.fail();
	const [first] = day.sessions;
	if (first !== undefined) day.sessions = Array.from({ length: 2 * runs }, (_, i) => ({ ...first, session: i + 2 }));
	return programme;
}
