import assert from "node:assert/strict";
import { test } from "node:test";
import { decide, type Question } from "../../../core/admission/decide.ts";
import type { Row } from "../../../core/allocation/row.ts";
import { KioskId } from "../../../core/identity.ts";
import { type Standing, untouched } from "../../../core/journal/dayLedger.ts";
import { shownStatic } from "../../../core/voucher/rotatingCode.ts";
import { duringAdmissionMs, headerOf, minuteMs, rowOf, session, startsAt, venue, voucher } from "../venueDay.ts";

const kiosk = KioskId.parse("k0123456789ab");
const header = headerOf(new Uint8Array(0), 0);

function question(overrides: Partial<Question> = {}): Question {
	return {
		venue,
		voucher,
		shown: shownStatic,
		header,
		row: rowOf(voucher),
		revocation: null,
		session,
		standing: untouched,
		sessionAdmitted: 0,
		nowMs: duringAdmissionMs,
		persons: null,
		waived: [],
		...overrides,
	};
}

function refusal(overrides: Partial<Question>) {
	const decision = decide(question(overrides));
	assert.equal(decision.kind, "refused");
	return decision.kind === "refused" ? decision.refusal : assert.fail();
}

const row = (overrides: Partial<Row>): Row => rowOf(voucher, overrides);
const admitted = (persons: number): Standing => ({
	admitted: persons,
	admissions: [{ kiosk, incarnation: 1, line: 1, session: 11, persons, positions: [], atMs: 1000 }],
	lastStep: null,
});

test("a good voucher in its admission window is admissible for its whole party", () => {
	const decision = decide(question());
	assert.deepEqual(decision.kind === "admissible" && decision.remaining, 3);
});

test("each reason has its own answer, with what a person needs to know", () => {
	const { admitFrom, admitUntil } = session;
	assert.deepEqual(refusal({ venue: 3 }), { reason: "wrongVenue", venue: 2 });
	assert.deepEqual(refusal({ header: null }), { reason: "noAllocation" });
	assert.deepEqual(refusal({ nowMs: header.closesAt }), { reason: "allocationExpired", closedAtMs: header.closesAt });
	const nextWeek = { ...voucher, notBefore: voucher.notBefore + 7 * 86400, notAfter: voucher.notAfter + 7 * 86400 };
	assert.deepEqual(refusal({ voucher: nextWeek, row: null }), {
		reason: "wrongDay",
		fromMs: nextWeek.notBefore * 1000,
		untilMs: nextWeek.notAfter * 1000,
	});
	assert.deepEqual(refusal({ revocation: { of: "window", lastSeq: 9 } }), { reason: "revoked", of: "window" });
	assert.deepEqual(refusal({ revocation: { of: "voucher", leastIssue: null } }), {
		reason: "revoked",
		of: "voucher",
		leastIssue: null,
	});
	assert.deepEqual(refusal({ row: null }), { reason: "notInAllocation" });
	assert.deepEqual(refusal({ session: null }), { reason: "notInAllocation" });
	assert.deepEqual(refusal({ row: row({ issue: 2 }) }), { reason: "superseded", issue: 2 });
	assert.deepEqual(refusal({ row: row({ state: "cancelled" }) }), { reason: "cancelled" });
	assert.deepEqual(refusal({ row: row({ state: "blocked" }) }), { reason: "blocked" });
	assert.deepEqual(refusal({ row: row({ rotating: true }) }), {
		reason: "rotationRequired",
		why: "staticCode",
	});
	assert.deepEqual(refusal({ standing: admitted(3) }), { reason: "alreadyRedeemed", persons: 3, atMs: 1000, kiosk });
	assert.deepEqual(refusal({ nowMs: admitFrom - 1 }), { reason: "tooEarly", fromMs: admitFrom, startsAtMs: startsAt });
	assert.deepEqual(refusal({ nowMs: admitUntil }), { reason: "tooLate", untilMs: admitUntil, startsAtMs: startsAt });
	assert.deepEqual(refusal({ standing: admitted(2), persons: 2 }), {
		reason: "remainderSmaller",
		remaining: 1,
		asked: 2,
	});
	assert.deepEqual(refusal({ sessionAdmitted: 200 }), { reason: "sessionFull", capacity: 200, left: 0 });
	assert.deepEqual(refusal({ sessionAdmitted: 198, persons: 3 }), { reason: "sessionFull", capacity: 200, left: 2 });
});

test("a party may come in parts until it is whole", () => {
	for (const already of [1, 2]) {
		const decision = decide(question({ standing: admitted(already), persons: 3 - already }));
		assert.equal(decision.kind === "admissible" && decision.remaining, 3 - already);
	}
});

test("the window opens at its first millisecond and is shut at its last second's end", () => {
	assert.equal(decide(question({ nowMs: session.admitFrom })).kind, "admissible");
	assert.equal(decide(question({ nowMs: session.admitUntil - 1 })).kind, "admissible");
});

test("the row's window narrows the session's", () => {
	const late = row({ notBefore: (session.admitFrom + 10 * minuteMs) / 1000 });
	const { admitFrom } = session;
	assert.equal(refusal({ row: late, nowMs: admitFrom + minuteMs }).reason, "tooEarly");
});

test("a reissued voucher shown before its row arrives is honoured on its own terms; the earlier issue is superseded after", () => {
	const reissued = { ...voucher, issue: 2, party: 2 };
	const decision = decide(question({ voucher: reissued }));
	assert.equal(decision.kind === "admissible" && decision.remaining, 2);
	assert.equal(refusal({ row: rowOf(reissued) }).reason, "superseded");
});

test("an earlier issue is revoked while the newest is honoured, also before its row arrives", () => {
	const revocation = { of: "voucher", leastIssue: 2 } as const;
	assert.deepEqual(refusal({ revocation }), { reason: "revoked", of: "voucher", leastIssue: 2 });
	assert.equal(decide(question({ revocation, voucher: { ...voucher, issue: 2 } })).kind, "admissible");
});

test("a revoked voucher is told before anything a supervisor may override; a revoked window before everything", () => {
	const revocation = { of: "voucher", leastIssue: null } as const;
	const overridable = [
		{ nowMs: header.closesAt },
		{ row: null },
		{ row: row({ state: "blocked" }) },
		{ standing: admitted(3) },
	];
	for (const also of overridable) assert.equal(refusal({ revocation, ...also }).reason, "revoked");
	assert.equal(refusal({ revocation, venue: 3 }).reason, "wrongVenue");
	assert.equal(refusal({ revocation: { of: "window", lastSeq: 0 }, venue: 3, header: null }).reason, "revoked");
});

test("one who is already inside is told so, even when it is late", () => {
	assert.equal(refusal({ standing: admitted(3), nowMs: session.admitUntil + 1 }).reason, "alreadyRedeemed");
});
