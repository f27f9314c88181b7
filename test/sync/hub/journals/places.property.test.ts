import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { RowKey } from "../../../../core/identity.ts";
import { foldStoredVoucher, settleVouchers } from "../../../../sync/hub/journals/settleVouchers.ts";
import { admitFromPaper } from "../../../../sync/hub/paper/admitFromPaper.ts";
import type { IssuedVoucher } from "../../../../sync/hub/store/vouchers.ts";
import { assertAsyncProperty } from "../../../property.ts";
import { openSeatedCinema, seatedProgramme } from "../bookings/seatedCinema.ts";
import { demonstrationMs, enrolKiosk, type TestHub } from "../testHub.ts";
import { day, type TestKiosk } from "../testKiosk.ts";
import { admissionOf, findIssued, revoke, uploadRows, voidOf } from "./placesCase.ts";

const capacity = 12;
const names = ["A", "B", "C", "D"] as const;
const sessions = [101, 102, 103] as const;
const Name = fc.constantFrom(...names);
const Window = fc.nat(2);

const step = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constant("book" as const),
			name: Name,
			session: fc.constantFrom(101, 101, 101, 102, 103),
			party: fc.integer({ min: 1, max: 6 }),
			state: fc.constantFrom("", "", "", "cancelled", "blocked"),
			seat: fc.constantFrom("", "", "", "1-1", "2-1", "2-3", "3-1"),
		}),
	},
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant("pull" as const), window: Window }) },
	{
		weight: 5,
		arbitrary: fc.record({
			kind: fc.constant("admit" as const),
			window: Window,
			name: Name,
			persons: fc.integer({ min: 1, max: 3 }),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant("void" as const),
			window: Window,
			which: fc.nat(9),
			persons: fc.integer({ min: 1, max: 3 }),
		}),
	},
	{ weight: 5, arbitrary: fc.record({ kind: fc.constant("push" as const), window: Window, upTo: fc.nat(6) }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant("tick" as const), name: Name, persons: fc.nat(3) }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant("revoke" as const), window: Window, lastSeq: fc.nat(8) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A window that works offline by the bookings as it last pulled them. */
class OfflineWindow {
	readonly kiosk: TestKiosk;
	readonly admissions: { issued: IssuedVoucher; line: number; inside: number[] }[] = [];
	/** Persons moved by each line: + admitted, − voided. */
	readonly moved: { row: RowKey; persons: number }[] = [];
	list: readonly IssuedVoucher[] = [];
	pushed = 0;
	lastHonoured = Number.POSITIVE_INFINITY;

	constructor(kiosk: TestKiosk) {
		this.kiosk = kiosk;
	}

	admit(name: string, persons: number): void {
		const issued = this.list.find(({ booking }) => booking === name);
		if (issued === undefined || issued.state !== "live") return;
		const taken = this.admissions.filter((one) => one.issued.row === issued.row).flatMap(({ inside }) => inside);
		const free = [0, 1, 2, 3, 4, 5].filter((position) => !taken.includes(position)).slice(0, persons);
		if (free.length < persons || taken.length + persons > issued.party) return;
		this.kiosk.write(admissionOf(issued, free));
		this.admissions.push({ issued, line: this.kiosk.lines.length, inside: free });
		this.moved.push({ row: issued.row, persons });
	}

	void(which: number, persons: number): void {
		const admission = this.admissions[which % Math.max(1, this.admissions.length)];
		if (admission === undefined || admission.inside.length < persons) return;
		const leaving = admission.inside.splice(-persons);
		this.kiosk.write(voidOf(admission.issued, admission.line, leaving));
		this.moved.push({ row: admission.issued.row, persons: -persons });
	}

	async push(upTo: number): Promise<void> {
		const lines = this.kiosk.lines.slice(this.pushed, this.pushed + upTo);
		if (lines.length === 0) return;
		assert.equal((await this.kiosk.push(lines)).statusCode, 200);
		this.pushed += lines.length;
	}

	/** The persons inside by the lines that the hub holds and honours. */
	countInside(row: RowKey): number {
		const counted = this.moved.slice(0, Math.min(this.pushed, this.lastHonoured));
		return counted.reduce((sum, one) => sum + (one.row === row ? one.persons : 0), 0);
	}
}

/** The ticks of a paper list that was typed in: persons by row. */
class PaperTicks {
	readonly persons = new Map<RowKey, number>();

	typeIn(house: TestHub, name: string, persons: number): void {
		const issued = house.store.vouchers.findByBooking(name);
		if (issued === null) return;
		const { number, card, row } = issued;
		const report = admitFromPaper(house, 1, day, "lin", [{ line: 1, text: name, number, card, persons }]);
		if (report.admitted > 0) this.persons.set(row, persons);
		if (report.takenBack > 0) this.persons.delete(row);
	}

	countInside(row: RowKey): number {
		return this.persons.get(row) ?? 0;
	}
}

type Admitting = Pick<OfflineWindow, "countInside">;

function countAllInside(admitting: readonly Admitting[], row: RowKey): number {
	return admitting.reduce((sum, one) => sum + one.countInside(row), 0);
}

function issuedIn(house: TestHub): readonly IssuedVoucher[] {
	return house.store.vouchers.listOfDay(1, day);
}

/** Everything that is derived, as the store has it. */
function derivedIn({ store }: TestHub): unknown {
	return {
		standings: store.standings.list(1, day),
		places: sessions.map((session) => store.vouchers.countPersons(1, session)),
		seats: sessions.map((session) => store.seats.listToldOfSession(1, session)),
		conflicts: store.conflicts.list(1).filter(({ resolvedAt }) => resolvedAt === null),
		flags: store.kiosks.list().map(({ kiosk }) => store.lines.listAfter(kiosk, 0, 1000).map(({ flag }) => flag)),
	};
}

function checkDerived(house: TestHub, admitting: readonly Admitting[]): void {
	const { store } = house;
	for (const { row, booking } of issuedIn(house)) {
		const inside = countAllInside(admitting, row);
		assert.equal(store.standings.find({ venue: 1, day, row })?.admitted ?? 0, inside, `${booking}: who is inside`);
	}
	const before = derivedIn(house);
	store.transact(() => settleVouchers(store, issuedIn(house), demonstrationMs));
	assert.deepEqual(derivedIn(house), before, "what is kept is the fold from scratch");
}

/** Each seat that two persons were told, or that is told to one and assigned to another booking, is an open conflict. */
function checkSeats({ store }: TestHub, issued: readonly IssuedVoucher[]): void {
	const holders = new Map<string, { booking: string; person: string }[]>();
	const hold = (session: number, seat: number, booking: string, person: string) => {
		const held = holders.get(`${session} ${seat}`) ?? [];
		holders.set(`${session} ${seat}`, [...held, { booking, person }]);
	};
	for (const one of issued) {
		for (const { line, session, inside } of foldStoredVoucher(store, one).admissions) {
			for (const { seat, position } of inside) {
				const person = line === null ? `paper ${position}` : `${line.kiosk} ${line.seq} ${position}`;
				if (seat > 0) hold(session, seat, one.booking, person);
			}
		}
	}
	for (const { booking, session, seat, party, state } of issued) {
		if (seat === 0 || state === "cancelled") continue;
		for (let number = seat; number < seat + party; number++) {
			const isOwn = holders.get(`${session} ${number}`)?.some((one) => one.booking === booking) ?? false;
			if (!isOwn) hold(session, number, booking, "expected");
		}
	}
	const open = store.conflicts.list(1).filter((one) => one.kind === "seatTwice" && one.resolvedAt === null);
	for (const [seat, held] of holders) {
		if (held.length < 2) continue;
		for (const { booking } of held) {
			const row = issued.find((one) => one.booking === booking)?.row;
			assert.ok(
				open.some((one) => one.row === row),
				`seat ${seat} is held twice, by ${JSON.stringify(held)}, and no conflict of ${booking} says so`,
			);
		}
	}
}

async function play(steps: readonly Step[]): Promise<void> {
	const house = await openSeatedCinema(seatedProgramme([4, 5, 6], capacity));
	const windows: OfflineWindow[] = [];
	for (let i = 1; i <= 3; i++) windows.push(new OfflineWindow(await enrolKiosk(house, 1, `${i} 号窗口`)));
	const paper = new PaperTicks();
	await uploadRows(house, "A,101,4", "B,101,4");
	for (const window of windows) window.list = issuedIn(house);
	for (const one of steps) {
		const window = windows["window" in one ? one.window : 0] ?? assert.fail();
		if (one.kind === "book") {
			const before = sessions.map((session) => house.store.vouchers.countPersons(1, session));
			await uploadRows(
				house,
				`${one.name},${one.session},${one.party},${one.state},${one.session === 103 ? "" : one.seat}`,
			);
			for (const [i, session] of sessions.entries()) {
				const taken = house.store.vouchers.countPersons(1, session);
				assert.ok(
					taken <= Math.max(capacity, before[i] ?? 0),
					`session ${session} has ${taken} of ${capacity} places taken`,
				);
			}
		} else if (one.kind === "pull") window.list = issuedIn(house);
		else if (one.kind === "admit") window.admit(one.name, one.persons);
		else if (one.kind === "void") window.void(one.which, one.persons);
		else if (one.kind === "tick") paper.typeIn(house, one.name, one.persons);
		else if (one.kind === "push") await window.push(one.upTo);
		else {
			await revoke(house, window.kiosk, one.lastSeq);
			window.lastHonoured = Math.min(window.lastHonoured, one.lastSeq);
		}
		checkDerived(house, [...windows, paper]);
		checkSeats(house, issuedIn(house));
	}
	for (const window of windows) await window.push(1000);
	checkDerived(house, [...windows, paper]);
	for (const one of issuedIn(house)) {
		const inside = countAllInside([...windows, paper], one.row);
		const open = house.store.conflicts.listOpen(one).map(({ kind }) => kind);
		assert.equal(open.includes("overAdmitted"), inside > one.party, `${one.booking}: ${inside} of ${one.party}`);
		const state = findIssued(house, one.booking).state;
		if (state !== "live") assert.equal(open.includes(state), inside > 0, `${one.booking} is ${state}`);
	}
	house.store.close();
}

test("whatever kiosks write and offices change, in whatever order: the standings are the fold of all, no place is sold twice, and a seat given twice is a conflict (C5, C6, C9, C10)", async () => {
	await assertAsyncProperty(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 30 }), play), {
		numRuns: 150,
		leastRuns: 10,
	});
});
