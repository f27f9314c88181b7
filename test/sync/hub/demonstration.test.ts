import assert from "node:assert/strict";
import { test } from "node:test";
import { seatCountOf, seatRunsOf } from "../../../core/allocation/seating.ts";
import { encodeText } from "../../../core/bytes/bytes.ts";
import { readBookingsCsv } from "../../../sync/hub/bookings/bookingsCsv.ts";
import { generateDemonstration } from "../../../sync/hub/demonstration/demonstration.ts";
import { Programme } from "../../../sync/hub/programme/programme.ts";
import { isRefusal } from "../../../sync/hub/refusal.ts";
import { assertKind } from "../../expectKind.ts";
import { demonstrationMs, openTestHub, requestAsOfficer, uploadBookings } from "./testHub.ts";

test("the same seed gives the same bytes, another seed others", () => {
	assert.deepEqual(JSON.stringify(generateDemonstration(1)), JSON.stringify(generateDemonstration(1)));
	assert.notEqual(generateDemonstration(1).bookings, generateDemonstration(2).bookings);
});

test("it has 35 venues and about 12,000 vouchers, families common", () => {
	for (const seed of [1, 2, 3]) {
		const { programmes, bookings } = generateDemonstration(seed);
		for (const programme of programmes) assert.equal(Programme.parse(programme).venues.length, 35);
		const handover = readBookingsCsv(encodeText(bookings));
		if (isRefusal(handover)) assert.fail(handover.message);
		assert.deepEqual(handover.refused, []);
		const parties = handover.bookings.map(({ party }) => party);
		assert.ok(parties.length > 11_400 && parties.length < 12_600, `${parties.length}`);
		assert.equal(Math.max(...parties), 6);
		assert.equal(Math.min(...parties), 1);
		const families = parties.filter((party) => party >= 3).length / parties.length;
		assert.ok(families > 0.5 && families < 0.7, `${families}`);
	}
});

test("the named venues have their true figures", () => {
	const [midAutumn, national] = generateDemonstration(1).programmes.map((programme) => Programme.parse(programme));
	const sessionsOn = (programme: Programme | undefined, venue: number, day: string) =>
		programme?.days.find((one) => one.venue === venue && one.day === day)?.sessions ?? [];

	const cinema = sessionsOn(national, 1, "2026-10-01");
	for (const starts of ["14:30", "19:30"]) {
		const at = Date.parse(`2026-10-01T${starts}:00+08:00`);
		const screenings = cinema.filter(({ startsAt }) => startsAt.ms === at);
		assert.equal(screenings.length, 3);
		assert.equal(new Set(screenings.map(({ hall }) => hall?.["zh-CN"])).size, 3);
		assert.equal(
			screenings.reduce((seats, { capacity }) => seats + capacity, 0),
			600,
		);
		for (const { admitFrom, admitUntil } of screenings) {
			assert.deepEqual([admitFrom.ms, admitUntil.ms], [at - 30 * 60_000, at + 30 * 60_000]);
			assert.equal(admitFrom.ms <= demonstrationMs && demonstrationMs < admitUntil.ms, starts === "14:30");
		}
	}
	for (let date = 1; date <= 7; date++) {
		assert.deepEqual(
			sessionsOn(national, 2, `2026-10-0${date}`).map(({ capacity }) => capacity),
			[1000],
		);
	}
	assert.deepEqual(
		sessionsOn(midAutumn, 3, "2026-09-25").map(({ capacity }) => capacity),
		[380],
	);
});

test("each kind of venue is entered in its own way, as its figures say", () => {
	const days = generateDemonstration(1).programmes.flatMap((programme) => Programme.parse(programme).days);
	const entriesAt = (venue: number) => days.filter((day) => day.venue === venue).flatMap(({ sessions }) => sessions);
	const seatsAt = (venue: number) =>
		entriesAt(venue).map(({ entry, capacity }) => {
			assertKind(entry, "seated");
			assert.equal(seatCountOf(entry), capacity);
			return capacity;
		});
	assert.deepEqual([...new Set(seatsAt(1))], [280, 200, 120]);
	assert.deepEqual([...new Set(seatsAt(27))], [90]);
	assert.deepEqual([...new Set(seatsAt(30))], [160]);
	for (const venue of [2, 4, 5, 6]) for (const { entry } of entriesAt(venue)) assert.equal(entry.kind, "quota");
	const [cruise] = entriesAt(3);
	assertKind(cruise?.entry, "boarding");
	assert.equal(cruise.entry.pier?.["zh-CN"], "大沙头码头");
	assert.equal(cruise?.startsAt.ms, Date.parse("2026-09-25T20:00:00+08:00"));
	assert.equal(cruise?.admitUntil.ms, Date.parse("2026-09-25T19:50:00+08:00"));
});

test("a hub takes all of it, sells the cruise out, and publishes every day of every venue", async () => {
	const house = openTestHub();
	const { programmes, bookings, changes } = generateDemonstration(1);
	for (const programme of programmes) {
		assert.equal((await requestAsOfficer(house, "POST", "/v1/programmes", programme)).status, 200);
	}
	const told = await uploadBookings(house, bookings);
	assert.deepEqual([told.status, JSON.stringify(told.body).includes('"refused":0,')], [200, true]);
	assert.match(JSON.stringify((await uploadBookings(house, changes)).body), /"added":0,.*"refused":0,/);
	assert.ok(house.store.vouchers.countPersons(3, 2501) > 360);
	assert.ok(JSON.stringify(told.body).includes('"unseated":[]'), "everyone who has a seat coming has one");
	const hall = house.store.sessions.find(1, 101)?.entry;
	assertKind(hall, "seated");
	for (const { seat, party, state } of house.store.seats.listOfSession(1, 101)) {
		if (state === "cancelled") continue;
		const seats = Array.from({ length: party }, (_, i) => seat + i);
		assert.ok(seat > 0 && seatRunsOf(hall, seats).length === 1, "a family sits in one row");
	}
	await requestAsOfficer(house, "POST", "/v1/allocations", {});
	for (const { venue, day } of house.store.days.list(null, null)) {
		assert.equal(house.store.allocations.findLatest(venue, day)?.version, 1);
	}
});
