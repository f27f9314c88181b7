import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
	type ClockEvent,
	type ClockJump,
	type ClockReading,
	type ClockState,
	earliestPlausibleMs,
	estimateNowMs,
	largestSkewMs,
	startClock,
	updateClock,
} from "../../core/clock.ts";
import { assertProperty } from "../property.ts";

const second = 1000;
const hour = 3600 * second;
const day = 24 * hour;
/** 1 October 2026, 22:00 in Guangzhou. */
const closingMs = Date.UTC(2026, 9, 1, 14);
const in1970 = 40 * second;
const in2036 = Date.UTC(2036, 0, 1);

/** A machine with manual clocks, and the clock state that follows from them. */
function createMachine(wallMs: number, lastLineMs: number | null) {
	const reading = { wallMs, monoMs: 500, sleptMs: -3.5 };
	let belief = startClock(reading, lastLineMs);
	const jumps: ClockJump[] = [];
	return {
		jumps,
		nowMs: () => estimateNowMs(belief, reading),
		isSure: () => belief.kind === "sure",
		/** Time passes while awake: all clocks advance. */
		pass(ms: number) {
			reading.wallMs += ms;
			reading.monoMs += ms;
		},
		/** Asleep: only the wall clock goes on, and where the system counts it, the uptime. */
		sleep(ms: number, isCounted = true) {
			reading.wallMs += ms;
			if (isCounted) reading.sleptMs += ms;
		},
		setWall(ms: number) {
			reading.wallMs = ms;
		},
		apply(event: ClockEvent) {
			const step = updateClock(belief, event, { ...reading });
			belief = step.state;
			if (step.jump !== null) jumps.push(step.jump);
		},
	};
}

const tick: ClockEvent = { kind: "tick" };
const woke: ClockEvent = { kind: "woke" };
const signed = (issuedMs: number, roundTripMs = 80): ClockEvent => ({ kind: "signedTime", issuedMs, roundTripMs });

test("a machine that slept for ten hours shows the right time after waking", () => {
	const machine = createMachine(closingMs, closingMs - hour);
	machine.pass(5 * second);
	machine.apply(tick);
	machine.sleep(10 * hour);
	machine.pass(2 * second);
	machine.apply(tick);
	assert.equal(machine.nowMs(), closingMs + 10 * hour + 7 * second);
	assert.deepEqual(
		machine.jumps.map(({ fromMs, toMs, why }) => [toMs - fromMs, why]),
		[[10 * hour, "slept"]],
	);
});

test("where sleep is not counted, the wall clock is believed if the system says that it woke, before or after the tick", () => {
	for (const order of [
		[tick, woke],
		[woke, tick],
	]) {
		const machine = createMachine(closingMs, null);
		machine.apply(tick);
		machine.sleep(9 * hour, false);
		for (const event of order) {
			machine.pass(second);
			machine.apply(event);
		}
		assert.equal(machine.nowMs(), closingMs + 9 * hour + 2 * second);
		assert.equal(machine.jumps.length, 1);
	}
});

test("a clock set forward during sleep is believed only as far as the machine slept", () => {
	const machine = createMachine(closingMs, null);
	machine.apply(tick);
	machine.setWall(closingMs + 30 * day);
	machine.sleep(hour);
	machine.apply(woke);
	machine.apply(woke);
	assert.equal(machine.nowMs(), closingMs + hour);
});

test("a wall clock that jumps without sleep, or back, does not change the time", () => {
	for (const by of [day, -day, 3 * hour, -10 * second]) {
		const machine = createMachine(closingMs, null);
		machine.apply(tick);
		machine.setWall(closingMs + by);
		for (let i = 0; i < 20; i++) {
			machine.pass(5 * second);
			machine.apply(tick);
		}
		machine.apply(woke);
		assert.equal(machine.nowMs(), closingMs + 100 * second, `${by}`);
		assert.deepEqual(machine.jumps, []);
	}
	const asleep = createMachine(closingMs, null);
	asleep.setWall(closingMs - day);
	asleep.apply(woke);
	assert.equal(asleep.nowMs(), closingMs);
});

test("a clock at 1970 is not believed: time continues from the last line until a supervisor confirms it", () => {
	for (const lastLineMs of [closingMs, null]) {
		const machine = createMachine(in1970, lastLineMs);
		assert.equal(machine.isSure(), false);
		machine.pass(hour);
		assert.equal(machine.nowMs(), (lastLineMs ?? earliestPlausibleMs) + hour);
		machine.apply({ kind: "supervisorConfirmed", nowMs: in1970, isDoubted: false });
		assert.equal(machine.isSure(), false, "no clock reads 1970");
		machine.apply({ kind: "supervisorConfirmed", nowMs: closingMs + day, isDoubted: false });
		assert.deepEqual([machine.isSure(), machine.nowMs()], [true, closingMs + day]);
		assert.deepEqual(
			machine.jumps.map(({ why }) => why),
			["supervisor"],
		);
	}
});

test("a clock at 2036 is corrected by a signed time, and the next boot is an ordinary one", () => {
	const machine = createMachine(in2036, closingMs);
	assert.equal(machine.isSure(), true, "the kiosk cannot detect it");
	machine.apply(signed(closingMs + day, 200));
	assert.equal(machine.nowMs(), closingMs + day + 200);
	const [jump] = machine.jumps;
	assert.equal(jump?.why, "signedTime");
	const next = createMachine(closingMs + day + hour, jump?.toMs ?? null);
	assert.deepEqual([next.isSure(), next.nowMs()], [true, closingMs + day + hour]);
});

test("a line dated 2036 makes the time uncertain until a supervisor confirms it, and not after the next boot", () => {
	const machine = createMachine(closingMs, in2036);
	assert.equal(machine.isSure(), false);
	assert.ok(machine.nowMs() >= in2036, "new lines are later than the last one, so that none is hidden");
	machine.apply({ kind: "supervisorConfirmed", nowMs: closingMs, isDoubted: false });
	assert.equal(machine.nowMs(), closingMs);
	const next = createMachine(closingMs + hour, machine.jumps[0]?.toMs ?? null);
	assert.equal(next.isSure(), true);
});

test("after a line dated 2036 a signed time of the hub suffices, without a supervisor", () => {
	const machine = createMachine(closingMs, in2036);
	machine.apply(signed(closingMs + 3 * second));
	assert.deepEqual([machine.isSure(), machine.nowMs()], [true, closingMs + 3 * second + 80]);
});

test("a wall clock set back a little by a time server leaves the time certain, and time does not go back", () => {
	const machine = createMachine(closingMs - 20 * second, closingMs);
	assert.deepEqual([machine.isSure(), machine.nowMs()], [true, closingMs]);
	assert.equal(createMachine(closingMs - largestSkewMs - 1, closingMs).isSure(), false);
});

test("a signed time that agrees moves nothing and writes nothing", () => {
	const machine = createMachine(closingMs, null);
	for (const issuedMs of [closingMs, closingMs - second, closingMs + second, closingMs - 4 * second]) {
		machine.apply(signed(issuedMs, 5 * second));
	}
	assert.deepEqual([machine.nowMs(), machine.jumps], [closingMs, []]);
});

test("a supervisor does not change a certain time", () => {
	const machine = createMachine(closingMs, null);
	machine.apply({ kind: "supervisorConfirmed", nowMs: closingMs + day, isDoubted: false });
	assert.equal(machine.nowMs(), closingMs);
});

type MachineEvent = {
	readonly passMs: number;
	readonly sleepMs: number;
	readonly wallMs: number;
	readonly event: ClockEvent;
};

const anyTime = fc.oneof(fc.integer({ min: 0, max: in2036 }), fc.integer({ min: closingMs, max: closingMs + day }));
const machineEvent = fc.constantFrom(tick, woke);
const anyEvent = fc.oneof(
	machineEvent,
	fc.record({ kind: fc.constant("signedTime" as const), issuedMs: anyTime, roundTripMs: fc.nat(10_000) }),
	fc.record({ kind: fc.constant("signedDocument" as const), issuedMs: anyTime }),
	fc.record({ kind: fc.constant("supervisorConfirmed" as const), nowMs: anyTime, isDoubted: fc.boolean() }),
);
const machineEventsOf = (event: fc.Arbitrary<ClockEvent>) =>
	fc.array(fc.record({ passMs: fc.nat(hour), sleepMs: fc.constantFrom(0, 0, second, hour), wallMs: anyTime, event }));

function* simulateMachine(wallMs: number, lastLineMs: number | null, taken: readonly MachineEvent[]) {
	let reading: ClockReading = { wallMs, monoMs: 0, sleptMs: 0 };
	let belief: ClockState = startClock(reading, lastLineMs);
	for (const { passMs, sleepMs, wallMs: set, event } of taken) {
		const before = { belief, nowMs: estimateNowMs(belief, reading) };
		reading = { wallMs: set, monoMs: reading.monoMs + passMs, sleptMs: reading.sleptMs + sleepMs };
		const step = updateClock(belief, event, reading);
		belief = step.state;
		yield { before, event, step, nowMs: estimateNowMs(belief, reading), passMs };
	}
}

test("within a boot the believed time never goes back, and jumps only after sleep, whatever the wall clock shows", () => {
	assertProperty(
		fc.property(anyTime, fc.option(anyTime), machineEventsOf(machineEvent), (wallMs, lastLineMs, taken) => {
			for (const { before, nowMs, step, passMs } of simulateMachine(wallMs, lastLineMs, taken)) {
				assert.ok(nowMs >= before.nowMs + passMs);
				if (step.jump === null && before.belief.kind === "sure") assert.equal(nowMs, before.nowMs + passMs);
				assert.equal(step.state.kind, before.belief.kind, "certainty changes only by an event");
			}
		}),
	);
});

test("only a signed time or a supervisor makes the time certain, for good; each change of a certain time is a jump", () => {
	assertProperty(
		fc.property(anyTime, fc.option(anyTime), machineEventsOf(anyEvent), (wallMs, lastLineMs, taken) => {
			for (const { before, event, step, nowMs, passMs } of simulateMachine(wallMs, lastLineMs, taken)) {
				if (before.belief.kind === "sure") assert.equal(step.state.kind, "sure");
				else if (step.state.kind === "sure")
					assert.ok(event.kind === "signedTime" || event.kind === "supervisorConfirmed");
				if (before.belief.kind === "sure" && nowMs !== before.nowMs + passMs) {
					assert.deepEqual(step.jump && [step.jump.fromMs, step.jump.toMs], [before.nowMs + passMs, nowMs]);
				}
			}
		}),
	);
});
