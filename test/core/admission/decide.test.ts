import assert from "node:assert/strict";
import { test } from "node:test";
import { type DecisionInput, decide, type RefusalReason } from "../../../core/admission/decide.ts";
import { isOverridable } from "../../../core/admission/override.ts";
import type { Row } from "../../../core/allocation/row.ts";
import { KioskId } from "../../../core/identity.ts";
import { emptyStanding, type VoucherStanding } from "../../../core/journal/dayLedger.ts";
import { rotationStepAt, staticPresentation } from "../../../core/voucher/rotatingCode.ts";
import { expectKind } from "../../expectKind.ts";
import { duringAdmissionMs, makeHeader, makeRow, minuteMs, session, startsAt, venue, voucher } from "../venueDay.ts";

const kiosk = KioskId.parse("k0123456789ab");
const header = makeHeader(new Uint8Array(0), 0);

function makeInput(overrides: Partial<DecisionInput> = {}): DecisionInput {
	return {
		venue,
		voucher,
		shown: staticPresentation,
		header,
		row: makeRow(voucher),
		revocation: null,
		session,
		standing: emptyStanding,
		sessionAdmitted: 0,
		nowMs: duringAdmissionMs,
		persons: null,
		waived: [],
		...overrides,
	};
}

function decideRefusal(overrides: Partial<DecisionInput>) {
	const decision = decide(makeInput(overrides));
	assert.equal(decision.kind, "refused");
	return decision.kind === "refused" ? decision.refusal : assert.fail();
}

const row = (overrides: Partial<Row>): Row => makeRow(voucher, overrides);
const admitted = (persons: number): VoucherStanding => ({
	admitted: persons,
	admissions: [{ kiosk, incarnation: 1, line: 1, session: 11, persons, positions: [], atMs: 1000 }],
	lastStep: null,
	newestIssue: null,
	isUncertain: false,
});

test("a good voucher in its admission window is admissible for its whole party", () => {
	const decision = decide(makeInput());
	assert.deepEqual(expectKind(decision, "admissible").remaining, 3);
});

test("each reason has its own answer, with what a person needs to know", () => {
	const { admitFrom, admitUntil } = session;
	assert.deepEqual(decideRefusal({ venue: 3 }), { reason: "wrongVenue", venue: 2 });
	assert.deepEqual(decideRefusal({ header: null }), { reason: "noAllocation" });
	assert.deepEqual(decideRefusal({ nowMs: header.closesAt }), {
		reason: "allocationExpired",
		closedAtMs: header.closesAt,
	});
	const nextWeek = { ...voucher, notBefore: voucher.notBefore + 7 * 86400, notAfter: voucher.notAfter + 7 * 86400 };
	assert.deepEqual(decideRefusal({ voucher: nextWeek, row: null }), {
		reason: "wrongDay",
		fromMs: nextWeek.notBefore * 1000,
		untilMs: nextWeek.notAfter * 1000,
	});
	assert.deepEqual(decideRefusal({ revocation: { of: "window", lastSeq: 9 } }), { reason: "revoked", of: "window" });
	assert.deepEqual(decideRefusal({ revocation: { of: "voucher", leastIssue: null } }), {
		reason: "revoked",
		of: "voucher",
		leastIssue: null,
	});
	assert.deepEqual(decideRefusal({ row: null }), { reason: "notInAllocation" });
	assert.deepEqual(decideRefusal({ session: null }), { reason: "notInAllocation" });
	assert.deepEqual(decideRefusal({ row: row({ issue: 2 }) }), { reason: "superseded", issue: 2, hasSameRights: true });
	assert.deepEqual(decideRefusal({ row: row({ state: "cancelled" }) }), { reason: "cancelled" });
	assert.deepEqual(decideRefusal({ row: row({ state: "blocked" }) }), { reason: "blocked" });
	assert.deepEqual(decideRefusal({ row: row({ rotating: true }) }), {
		reason: "rotationRequired",
		why: "staticCode",
	});
	assert.deepEqual(decideRefusal({ standing: admitted(3) }), {
		reason: "alreadyRedeemed",
		persons: 3,
		atMs: 1000,
		kiosk,
	});
	assert.deepEqual(decideRefusal({ nowMs: admitFrom - 1 }), {
		reason: "tooEarly",
		fromMs: admitFrom,
		startsAtMs: startsAt,
	});
	assert.deepEqual(decideRefusal({ nowMs: admitUntil }), {
		reason: "tooLate",
		untilMs: admitUntil,
		startsAtMs: startsAt,
	});
	assert.deepEqual(decideRefusal({ standing: admitted(2), persons: 2 }), {
		reason: "remainderSmaller",
		remaining: 1,
		asked: 2,
	});
	assert.deepEqual(decideRefusal({ sessionAdmitted: 200 }), { reason: "sessionFull", capacity: 200, left: 0 });
	assert.deepEqual(decideRefusal({ sessionAdmitted: 198, persons: 3 }), {
		reason: "sessionFull",
		capacity: 200,
		left: 2,
	});
});

test("a party may come in parts until it is whole", () => {
	for (const already of [1, 2]) {
		const decision = decide(makeInput({ standing: admitted(already), persons: 3 - already }));
		assert.equal(expectKind(decision, "admissible").remaining, 3 - already);
	}
});

test("admission opens at its first millisecond and ends with its last second", () => {
	assert.equal(decide(makeInput({ nowMs: session.admitFrom })).kind, "admissible");
	assert.equal(decide(makeInput({ nowMs: session.admitUntil - 1 })).kind, "admissible");
});

test("the row's times narrow the session's", () => {
	const late = row({ notBefore: (session.admitFrom + 10 * minuteMs) / 1000 });
	const { admitFrom } = session;
	assert.equal(decideRefusal({ row: late, nowMs: admitFrom + minuteMs }).reason, "tooEarly");
});

test("a reissued voucher shown before its row arrives is honoured on its own terms; the earlier issue is superseded after", () => {
	const reissued = { ...voucher, issue: 2, party: 2 };
	const decision = decide(makeInput({ voucher: reissued }));
	assert.equal(expectKind(decision, "admissible").remaining, 2);
	assert.equal(decideRefusal({ row: makeRow(reissued) }).reason, "superseded");
});

test("an earlier issue is revoked while the newest is honoured, also before its row arrives", () => {
	const revocation = { of: "voucher", leastIssue: 2 } as const;
	assert.deepEqual(decideRefusal({ revocation }), { reason: "revoked", of: "voucher", leastIssue: 2 });
	assert.equal(decide(makeInput({ revocation, voucher: { ...voucher, issue: 2 } })).kind, "admissible");
});

test("a revoked voucher is refused before anything a supervisor may override; a revoked kiosk before everything", () => {
	const revocation = { of: "voucher", leastIssue: null } as const;
	const overridable = [
		{ nowMs: header.closesAt },
		{ row: null },
		{ row: row({ state: "blocked" }) },
		{ standing: admitted(3) },
	];
	for (const also of overridable) assert.equal(decideRefusal({ revocation, ...also }).reason, "revoked");
	assert.equal(decideRefusal({ revocation, venue: 3 }).reason, "wrongVenue");
	assert.equal(decideRefusal({ revocation: { of: "window", lastSeq: 0 }, venue: 3, header: null }).reason, "revoked");
});

test("a party already inside is refused as alreadyRedeemed, even when it is late", () => {
	assert.equal(decideRefusal({ standing: admitted(3), nowMs: session.admitUntil + 1 }).reason, "alreadyRedeemed");
});

test("a party already inside is refused as alreadyRedeemed although its row was removed from the list", () => {
	assert.equal(decideRefusal({ standing: admitted(3), row: null }).reason, "alreadyRedeemed");
});

test("a voucher of last week is refused with its day, like one of next week", () => {
	const lastWeek = { ...voucher, notBefore: voucher.notBefore - 7 * 86400, notAfter: voucher.notAfter - 7 * 86400 };
	assert.deepEqual(decideRefusal({ voucher: lastWeek, row: null }), {
		reason: "wrongDay",
		fromMs: lastWeek.notBefore * 1000,
		untilMs: lastWeek.notAfter * 1000,
	});
});

test("a session admits up to its capacity, and an overbooked one has nothing left", () => {
	assert.equal(decide(makeInput({ sessionAdmitted: 197, persons: 3 })).kind, "admissible");
	assert.deepEqual(decideRefusal({ sessionAdmitted: 203 }), { reason: "sessionFull", capacity: 200, left: 0 });
});

test("a rotating code that was consumed is refused, and the next one is good", () => {
	const shown = {
		kind: "rotating",
		step: rotationStepAt(duringAdmissionMs),
		mac: "genuine",
		seenAtMs: duringAdmissionMs,
	} as const;
	const inPart: VoucherStanding = { ...admitted(1), lastStep: shown.step };
	assert.equal(decideRefusal({ shown, standing: inPart }).reason, "codeConsumed");
	assert.equal(decide(makeInput({ shown: { ...shown, step: shown.step + 1 }, standing: inPart })).kind, "admissible");
});

test("a waived refusal is waived, and no other", () => {
	const circumstances: readonly [RefusalReason, Partial<DecisionInput>][] = [
		["allocationExpired", { nowMs: header.closesAt, waived: ["tooLate"] }],
		["tooEarly", { nowMs: session.admitFrom - 1 }],
		["tooLate", { nowMs: session.admitUntil }],
		["sessionFull", { sessionAdmitted: 200 }],
		["rotationRequired", { row: makeRow(voucher, { rotating: true }) }],
	];
	for (const [reason, circumstance] of circumstances) {
		const others = circumstance.waived ?? [];
		assert.equal(decideRefusal(circumstance).reason, reason);
		assert.equal(decide(makeInput({ ...circumstance, waived: [...others, reason] })).kind, "admissible", reason);
	}
});

test("a booking that was reinstated is honoured where the list has only its cancellation, and so is one set free (C11)", () => {
	for (const state of ["cancelled", "blocked"] as const) {
		const known = row({ state });
		assert.equal(decideRefusal({ row: known }).reason, state);
		const decision = decide(makeInput({ row: known, voucher: { ...voucher, issue: 2, party: 2 } }));
		assert.deepEqual([expectKind(decision, "admissible").remaining, expectKind(decision, "admissible").issue], [2, 2]);
		assert.equal(decideRefusal({ row: row({ state, issue: 2 }), voucher: { ...voucher, issue: 2 } }).reason, state);
		assert.equal(
			decideRefusal({ row: row({ state, issue: 3 }), voucher: { ...voucher, issue: 2 } }).reason,
			"superseded",
		);
	}
});

test("a reinstated booking that was revoked stays revoked, and one that is inside is not let in again (C11)", () => {
	const reinstated = { row: row({ state: "cancelled" }), voucher: { ...voucher, issue: 2 } } as const;
	const revocation = { of: "voucher", leastIssue: 3 } as const;
	assert.equal(decideRefusal({ ...reinstated, revocation }).reason, "revoked");
	assert.equal(decideRefusal({ ...reinstated, standing: admitted(3) }).reason, "alreadyRedeemed");
	assert.equal(
		decideRefusal({ ...reinstated, row: row({ state: "cancelled", rotating: true }) }).reason,
		"rotationRequired",
	);
});

test("a supervisor may admit an older code that is good for the same, and no other (C12)", () => {
	const waived = ["superseded"] as const;
	const newer = row({ issue: 2, card: "0417" });
	assert.equal(expectKind(decide(makeInput({ row: newer, waived })), "admissible").issue, 2);
	const others: readonly Partial<Row>[] = [
		{ party: 2 },
		{ session: 12 },
		{ notBefore: voucher.notBefore + 60 },
		{ notAfter: voucher.notAfter - 60 },
		{ state: "cancelled" },
		{ state: "blocked" },
	];
	for (const change of others) {
		const refusal = decideRefusal({ row: { ...newer, ...change }, waived });
		assert.equal(refusal.reason, change.state ?? "superseded");
		assert.equal(isOverridable(refusal), false);
	}
});

test("an issue older than the one that somebody was admitted by is superseded, whatever the list says (C19)", () => {
	const standing: VoucherStanding = { ...admitted(2), newestIssue: { issue: 2, session: 11, party: 2 } };
	const large = { ...voucher, party: 4 };
	const old = { voucher: large, row: makeRow(large), standing };
	assert.deepEqual(decideRefusal(old), { reason: "superseded", issue: 2, hasSameRights: false });
	assert.equal(decideRefusal({ ...old, waived: ["superseded"] }).reason, "superseded");
	const again = { ...large, issue: 2, party: 2 };
	assert.equal(decideRefusal({ ...old, voucher: again }).reason, "alreadyRedeemed");
	assert.equal(decide(makeInput({ ...old, voucher: { ...large, issue: 3 } })).kind, "admissible");
});
