import assert from "node:assert/strict";
import { test } from "node:test";
import { type AllocationHeader, verifyAllocation } from "../../../core/allocation/allocation.ts";
import type { Row } from "../../../core/allocation/row.ts";
import { encodeText } from "../../../core/bytes/bytes.ts";
import { Day } from "../../../core/identity.ts";
import { deriveVoucherKey, rotationStepAt, writeRotatingCode } from "../../../core/voucher/rotatingCode.ts";
import type { Voucher } from "../../../core/voucher/voucher.ts";
import { createAssess } from "../../../main/admission/assess.ts";
import { createCheckIn } from "../../../main/admission/checkIn.ts";
import { createScreenNames } from "../../../main/admission/displayedRefusal.ts";
import { createOffers } from "../../../main/admission/offers.ts";
import { createOwnAdmissions } from "../../../main/admission/ownAdmissions.ts";
import { createShortNumberEntry } from "../../../main/admission/shortNumberEntry.ts";
import { createSightings } from "../../../main/admission/sightings.ts";
import { randomId } from "../../../sync/clock.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { systemRandom } from "../../../sync/system.ts";
import {
	allocationKey,
	issuer,
	makeRow,
	makeVenueDay,
	makeVoucherId,
	mintCode,
	minuteMs,
	session,
	venue,
	voucher,
} from "../../core/venueDay.ts";
import { expectKind } from "../../expectKind.ts";
import {
	createTestClock,
	kioskId,
	type OfflineKiosk,
	openOfflineKiosk,
	supervisor,
	trustStateWith,
} from "../offlineKiosk.ts";

const dayKey = crypto.hash(encodeText("K_day"));
const day = Day.parse("2026-10-01");
const other = makeRow({ ...voucher, id: makeVoucherId(9) });
const rotatingCode = (phoneMs: number) =>
	writeRotatingCode(mintCode(), deriveVoucherKey(dayKey, voucher.id, crypto), rotationStepAt(phoneMs), crypto);

type Circumstance = {
	readonly rows?: readonly Row[];
	readonly header?: Partial<AllocationHeader>;
	readonly shown?: Partial<Voucher>;
	readonly text?: (nowMs: number) => string;
	readonly nowMs?: number;
};

/** What may be wrong with a voucher at once, by the field of the list or the code that says it. */
const aspects: Readonly<Record<string, Readonly<Record<string, Circumstance>>>> = {
	list: {
		good: {},
		missing: { rows: [other] },
		sessionMissing: { header: { sessions: [{ ...session, session: 12 }] } },
		missingBoth: { rows: [other], header: { sessions: [{ ...session, session: 12 }] } },
		cancelled: { rows: [makeRow(voucher, { state: "cancelled" })] },
		blocked: { rows: [makeRow(voucher, { state: "blocked" })] },
		newerIssue: { rows: [makeRow(voucher, { issue: 2 })] },
		newerIssueOfOthers: { rows: [makeRow(voucher, { issue: 2, party: 2 })] },
		newerIssueCancelled: { rows: [makeRow(voucher, { issue: 2, state: "cancelled" })] },
		movedByCode: { shown: { issue: 2, session: 12 } },
		rotating: { rows: [makeRow(voucher, { rotating: true })] },
	},
	time: {
		now: {},
		early: { nowMs: session.admitFrom - minuteMs },
		late: { nowMs: session.admitUntil + minuteMs },
		afterTheDay: { nowMs: Date.parse("2026-10-02T04:30:00+08:00") },
	},
	hall: { free: {}, small: { header: { sessions: [{ ...session, capacity: 2 }] } } },
	code: {
		plain: {},
		old: { text: (nowMs) => rotatingCode(nowMs - 5 * minuteMs) },
		future: { text: (nowMs) => rotatingCode(nowMs + 5 * minuteMs) },
		forged: { shown: {}, text: () => mintCode({}, "stranger") },
	},
};

/** The kiosk's own check-in, below the PIN: checking hundreds of PINs takes minutes. */
function checkInOf({ journal, allocations, shortNumbers, clock, moment }: OfflineKiosk) {
	const parts = { journal, allocations, clock, moment };
	const ownAdmissions = createOwnAdmissions(parts);
	return createCheckIn({
		...{ journal, clock, ownAdmissions, issuers: () => [issuer], isTicketing: () => false },
		assess: createAssess({ ...parts, venue, revocationOf: () => null }),
		offers: createOffers(() => randomId(systemRandom), clock),
		sightings: createSightings(clock, ownAdmissions.holds),
		names: createScreenNames({ kiosk: kioskId, label: "1 号窗口" }, allocations),
		shortNumberEntry: createShortNumberEntry({ ...parts, shortNumbers }),
	});
}

function openKioskIn(circumstances: readonly Circumstance[]): { window: OfflineKiosk; text: string } {
	const all: Circumstance = Object.assign({}, ...circumstances);
	const window = openOfflineKiosk(":memory:", [], createTestClock());
	const list = makeVenueDay(all.rows ?? [makeRow(voucher)], all.header ?? {});
	const allocation = verifyAllocation(list.header, list.rows, crypto);
	if ("kind" in allocation) assert.fail(allocation.why);
	const { allocations, clock } = window;
	allocations.save(trustStateWith(allocations.trustState(), list.envelope, clock.nowMs()), {
		...{ allocation, key: allocationKey },
	});
	allocations.setDayKey(day, dayKey);
	clock.set(all.nowMs ?? clock.nowMs());
	return { window, text: all.text?.(clock.nowMs()) ?? mintCode(all.shown ?? {}) };
}

function* everyCircumstance(): Generator<readonly [string, readonly Circumstance[]]> {
	const { list = {}, time = {}, hall = {}, code = {} } = aspects;
	for (const [l, one] of Object.entries(list))
		for (const [t, two] of Object.entries(time))
			for (const [h, three] of Object.entries(hall))
				for (const [c, four] of Object.entries(code)) yield [`${l} ${t} ${h} ${c}`, [one, two, three, four]];
}

test("whatever is wrong with a voucher, an override that is offered admits all who remain, and one that could not is not offered (C13)", () => {
	const offered = new Set<string>();
	const withheld = new Set<string>();
	for (const [name, circumstances] of everyCircumstance()) {
		const { window, text } = openKioskIn(circumstances);
		const checkIn = checkInOf(window);
		const scanned = checkIn.scan(text, "camera");
		const verdict = scanned.kind === "offered" ? checkIn.admit(scanned.offer, scanned.remaining) : scanned;
		if (verdict.kind === "refused") {
			const { refusal, override } = verdict;
			(override === null ? withheld : offered).add(refusal.reason);
			if (override === null) assertHopeless(circumstances, refusal.reason, name);
			else {
				const before = window.journal.head().seq;
				const by = { by: supervisor.staff, why: "unionConfirmed" } as const;
				const admitted = checkIn.override(override.offer, override.remaining, by);
				assert.equal(admitted.kind, "admitted", `${name}: ${JSON.stringify(admitted)}`);
				assert.equal(window.journal.head().seq, before + 1);
				const line = expectKind(window.journal.recentEntries()[0], "redeemed");
				assert.deepEqual([line.persons, line.override === null], [voucher.party, false], name);
			}
		}
		window.database.close();
	}
	assert.deepEqual([...offered].toSorted(), [
		...["allocationExpired", "codeFromFuture", "codeTooOld", "notInAllocation", "rotationRequired"],
		...["sessionFull", "superseded", "tooEarly", "tooLate"],
	]);
	for (const reason of ["cancelled", "blocked", "forged", "superseded", "notInAllocation"]) {
		assert.ok(withheld.has(reason), `${reason} is sometimes not overridable`);
	}
});

/** The session is not on the list, or what stands behind the refusal is not for a supervisor. */
function assertHopeless(circumstances: readonly Circumstance[], reason: string, name: string): void {
	if (reason === "forged") return;
	const all: Circumstance = Object.assign({}, ...circumstances);
	const isSessionThere = (all.header?.sessions ?? [session]).some((one) => one.session === (all.shown?.session ?? 11));
	const row = (all.rows ?? [makeRow(voucher)]).find(({ key }) => key === makeRow(voucher).key);
	const isBarred = row !== undefined && (row.state !== "live" || row.party !== voucher.party);
	assert.ok(!isSessionThere || isBarred, `${name} is not offered`);
}

test("what had not to be waived any more is a plain admission, and counts against no shift (C15)", () => {
	const clock = createTestClock();
	const window = openOfflineKiosk(":memory:", [makeRow(voucher)], clock);
	const checkIn = checkInOf(window);
	const by = { by: supervisor.staff, why: "earlyByOurFault" } as const;
	clock.set(session.admitFrom - 5_000);
	const early = expectKind(checkIn.scan(mintCode(), "camera"), "refused");
	clock.set(session.admitFrom + 5_000);
	expectKind(checkIn.override(early.override?.offer ?? "", 1, by), "admitted");
	assert.equal(expectKind(window.journal.recentEntries()[0], "redeemed").override, null);
	assert.equal(window.state().overridesLeft, 10);
});

test("an override names what it had to waive at that moment, and what came up meanwhile it does not waive (C15)", () => {
	const small = { ...session, capacity: 2 };
	const window = openKioskIn([{ header: { sessions: [small] }, nowMs: session.admitFrom - 5_000 }]).window;
	const checkIn = checkInOf(window);
	const by = { by: supervisor.staff, why: "seatsFreed" } as const;
	const early = expectKind(checkIn.scan(mintCode(), "camera"), "refused");
	assert.deepEqual(
		early.override?.others.map(({ reason }) => reason),
		["sessionFull"],
	);
	window.clock.set(session.admitFrom + 1);
	expectKind(checkIn.override(early.override?.offer ?? "", 3, by), "admitted");
	assert.equal(expectKind(window.journal.recentEntries()[0], "redeemed").override?.refused, "sessionFull");

	// An offer does not live for all of an ordinary session.
	const brief = { ...session, admitUntil: session.admitFrom + 60_000 };
	const late = openKioskIn([{ header: { sessions: [brief] }, nowMs: session.admitFrom - 5_000 }]).window;
	const lateCheckIn = checkInOf(late);
	const offered = expectKind(lateCheckIn.scan(mintCode(), "camera"), "refused");
	late.clock.set(brief.admitUntil);
	const refused = expectKind(lateCheckIn.override(offered.override?.offer ?? "", 1, by), "refused");
	assert.equal(refused.refusal.reason, "tooLate");
	expectKind(lateCheckIn.override(refused.override?.offer ?? "", 1, by), "admitted");
});
