import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
	type ClockEvent,
	type ClockState,
	estimateNowMs,
	provenLeastMs,
	startClock,
	updateClock,
} from "../../core/clock.ts";
import { addPhoneReading, type PhoneReading, phoneSkewOf } from "../../core/phoneSkew.ts";
import { type ClockReading, largestSkewMs } from "../../core/provenTime.ts";
import { assertProperty } from "../property.ts";

const second = 1000;
const hour = 3600 * second;
const noonMs = Date.UTC(2026, 9, 1, 4);

function createMachine(wallMs = noonMs, lastLineMs: number | null = null) {
	let reading: ClockReading = { wallMs, monoMs: 0, sleptMs: 0 };
	let state: ClockState = startClock(reading, lastLineMs);
	return {
		state: () => state,
		nowMs: () => estimateNowMs(state, reading),
		provenMs: () => provenLeastMs(state, reading),
		pass(ms: number) {
			reading = { ...reading, wallMs: reading.wallMs + ms, monoMs: reading.monoMs + ms };
		},
		setWall(ms: number) {
			reading = { ...reading, wallMs: ms };
		},
		tell(event: ClockEvent) {
			const step = updateClock(state, event, reading);
			state = step.state;
			return step;
		},
	};
}

const signedTime = (issuedMs: number, roundTripMs = 80): ClockEvent => ({ kind: "signedTime", issuedMs, roundTripMs });
const document = (issuedMs: number): ClockEvent => ({ kind: "signedDocument", issuedMs });

test("a replayed timestamp moves no clock (T1)", () => {
	for (const isProven of [true, false]) {
		const machine = createMachine();
		if (isProven) machine.tell(signedTime(noonMs));
		machine.pass(44 * hour);
		const { jump, dispute } = machine.tell(document(noonMs + 4 * hour));
		assert.deepEqual([jump, dispute, machine.nowMs()], [null, null, noonMs + 44 * hour]);
	}
});

test("a timestamp shows a slow clock that it is later, and never that it is earlier", () => {
	const machine = createMachine();
	machine.tell(document(noonMs + 3 * hour));
	assert.deepEqual([machine.nowMs(), machine.state().movedByMs], [noonMs + 3 * hour, 3 * hour]);
	machine.tell(document(noonMs - 3 * hour));
	assert.equal(machine.nowMs(), noonMs + 3 * hour);
});

test("a timestamp does not make an unsure clock sure: an old one is no proof of the time", () => {
	const machine = createMachine(40 * second, noonMs);
	machine.tell(document(noonMs + hour));
	assert.deepEqual([machine.state().kind, machine.nowMs()], ["unsure", noonMs + hour]);
});

test("hubs that are slow a little more each time do not add up (T17)", () => {
	const machine = createMachine();
	machine.tell(signedTime(noonMs));
	for (let i = 1; i <= 100; i++) {
		machine.pass(15 * second);
		machine.tell(signedTime(noonMs + i * 5 * second));
	}
	const elapsedMs = 100 * 15 * second;
	assert.ok(machine.nowMs() >= noonMs + elapsedMs - largestSkewMs - second, `${machine.nowMs() - noonMs}`);
	assert.notEqual(machine.state().dispute, null);
});

test("what is proven lags behind the time by 500 ppm at most, and never runs ahead of it", () => {
	const machine = createMachine();
	machine.tell(signedTime(noonMs, 0));
	machine.pass(1000 * second);
	assert.equal(machine.provenMs(), noonMs + 1000 * second - 500);
	machine.tell(signedTime(noonMs + 1000 * second, 0));
	assert.equal(machine.provenMs(), noonMs + 1000 * second);
	machine.tell(signedTime(noonMs + 26 * hour));
	assert.equal(machine.provenMs(), null, "nothing is proven while a signed time is disputed");
});

test("a kiosk that the hub moved far at its start proves nothing by it until a supervisor agrees", () => {
	const machine = createMachine();
	machine.tell(signedTime(noonMs + 26 * hour));
	assert.equal(machine.provenMs(), null);
});

const anySigned = fc.oneof(
	fc.record({
		kind: fc.constant("signedTime" as const),
		issuedMs: fc.integer({ min: noonMs - 48 * hour, max: noonMs + 48 * hour }),
		roundTripMs: fc.nat(10_000),
	}),
	fc.record({
		kind: fc.constant("signedDocument" as const),
		issuedMs: fc.integer({ min: noonMs - 48 * hour, max: noonMs + 48 * hour }),
	}),
	fc.record({
		kind: fc.constant("signedTime" as const),
		issuedMs: fc.integer({ min: noonMs - 300 * second, max: noonMs + 300 * second }),
		roundTripMs: fc.nat(1000),
	}),
);

test("within a boot no signed time moves a proven clock by more than two minutes in all, either way (kind 2)", () => {
	assertProperty(
		fc.property(fc.array(fc.record({ passMs: fc.nat(hour), wallMs: fc.nat(4e12), event: anySigned })), (steps) => {
			const machine = createMachine();
			machine.tell(signedTime(noonMs, 0));
			let elapsedMs = 0;
			for (const { passMs, wallMs, event } of steps) {
				machine.pass(passMs);
				machine.setWall(wallMs);
				elapsedMs += passMs;
				machine.tell(event);
				const offMs = Math.abs(machine.nowMs() - noonMs - elapsedMs);
				assert.ok(offMs <= largestSkewMs + elapsedMs * 500e-6 + 12_000, `${offMs} after ${elapsedMs}`);
			}
		}),
	);
});

test("five phones that agree are told of, four are not, nor five screenshots of different ages (T14)", () => {
	const readings = (...aheads: number[]) =>
		aheads.reduce<readonly PhoneReading[]>(
			(held, aheadMs, i) => addPhoneReading(held, { row: `${i}`, aheadMs, monoMs: i }),
			[],
		);
	assert.equal(phoneSkewOf(readings(-90_000, -90_000, -75_000, -90_000, -105_000), 10), -90_000);
	assert.equal(phoneSkewOf(readings(-90_000, -90_000, -75_000, -90_000), 10), null);
	assert.equal(phoneSkewOf(readings(-900_000, -90_000, -75_000, -300_000, 0), 10), null);
	assert.equal(phoneSkewOf(readings(0, 15_000, -15_000, 0, 0), 10), null, "a clock that is right");
	const one = Array.from({ length: 9 }, (_, i) => ({ row: "1", aheadMs: -90_000, monoMs: i }));
	assert.equal(
		phoneSkewOf(one.reduce<readonly PhoneReading[]>(addPhoneReading, []), 10),
		null,
		"one phone, nine times",
	);
});
