import assert from "node:assert/strict";
import { test } from "node:test";
import { HubError } from "../../../core/protocol/protocol.ts";
import { cinemaProgramme } from "./bookings/cinema.ts";
import { openCinemaHub, requestAsOfficer } from "./testHub.ts";

async function refusalCodeFor(change: (programme: ReturnType<typeof cinemaProgramme>) => void): Promise<string> {
	const house = await openCinemaHub();
	const before = house.store.sessions.find(1, 101);
	const programme = cinemaProgramme();
	programme.venues[0] = { venue: 1, title: { "zh-CN": "新名" }, address: null };
	change(programme);
	const told = await requestAsOfficer(house, "POST", "/v1/programmes", programme);
	assert.ok(told.status === 400 || told.status === 409);
	assert.deepEqual(house.store.sessions.find(1, 101), before);
	assert.equal(house.store.venues.find(1)?.title["zh-CN"], "影院", "nothing of it was taken");
	return HubError.parse(told.body).error.message;
}

test("a programme that contradicts itself is refused whole, naming what is wrong", async () => {
	const day = (programme: ReturnType<typeof cinemaProgramme>) => programme.days[0] ?? assert.fail();
	assert.match(
		await refusalCodeFor((one) => day(one).sessions.push(...day(one).sessions)),
		/session 101 of venue 1 is named twice/,
	);
	assert.match(
		await refusalCodeFor((one) => (day(one).closesAt = "2026-10-01T18:00:00+08:00")),
		/session 102 of venue 1 .* outside/,
	);
	assert.match(await refusalCodeFor((one) => (day(one).venue = 9)), /venue 9, which is not among/);
	assert.match(await refusalCodeFor((one) => (day(one).opensAt = "2026-10-01 04:00")), /days.0.opensAt/);
});

test("what vouchers were issued for stays what it was", async () => {
	const session = (programme: ReturnType<typeof cinemaProgramme>) => programme.days[0]?.sessions[0] ?? assert.fail();
	assert.match(await refusalCodeFor((one) => (session(one).capacity = 4)), /booked for 5 persons/);
	assert.match(await refusalCodeFor((one) => (session(one).activity = 2)), /cannot become another day or activity/);
});

test("two days of a venue do not overlap", async () => {
	const message = await refusalCodeFor((one) => {
		const first = one.days[0] ?? assert.fail();
		one.days.push({
			...first,
			day: "2026-10-02",
			opensAt: "2026-10-02T03:00:00+08:00",
			closesAt: "2026-10-03T04:00:00+08:00",
			sessions: [],
		});
	});
	assert.match(message, /2026-10-02 overlaps 2026-10-01/);
});
