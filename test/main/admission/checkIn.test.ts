import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Verdict } from "../../../core/contract/contract.ts";
import { sameScanMs } from "../../../main/admission/sightings.ts";
import { makeRow, makeVoucherId, mintCode, session, voucher } from "../../core/venueDay.ts";
import { assertKind, expectKind } from "../../expectKind.ts";
import { assertProperty } from "../../property.ts";
import { readEntry } from "../../readEntry.ts";
import { createTestClock, openOfflineKiosk, withTempFolder } from "../offlineKiosk.ts";

type Offered = Extract<Verdict, { kind: "offered" }>;

function expectOffered(verdict: Verdict): Offered {
	return verdict.kind === "offered" ? verdict : assert.fail(`${JSON.stringify(verdict)} is no offer`);
}

const reasonOf = (verdict: Verdict) => (verdict.kind === "refused" ? verdict.refusal.reason : verdict.kind);

test("a party of three is offered whole, then two are admitted, then one, and then nobody, with time and place", () => {
	const { checkIn, clock } = openOfflineKiosk();
	const offer = expectOffered(checkIn.scan(mintCode(), "camera"));
	assert.equal(offer.remaining, 3);
	const first = checkIn.admit(offer.offer, 2);
	assertKind(first, "admitted");
	assert.deepEqual([first.persons, first.remaining], [2, 1]);
	clock.set(clock.nowMs() + 60_000);
	const second = checkIn.scan(mintCode(), "wedge");
	assertKind(second, "admitted");
	assert.deepEqual([second.persons, second.remaining], [1, 0], "a remainder of one is admitted at once");
	const atMs = clock.nowMs();
	clock.set(atMs + 60_000);
	const fourth = checkIn.scan(mintCode(), "camera");
	assert.deepEqual(expectKind(fourth, "refused").refusal, {
		reason: "alreadyRedeemed",
		persons: 3,
		atMs,
		label: "1 号窗口",
		here: true,
	});
});

test("an offer reserves nothing: a voucher redeemed meanwhile is refused when its offer is admitted", () => {
	const { checkIn, clock } = openOfflineKiosk();
	const slow = expectOffered(checkIn.scan(mintCode(), "camera"));
	clock.move(sameScanMs);
	const quick = expectOffered(checkIn.scan(mintCode(), "camera"));
	assert.equal(checkIn.admit(quick.offer, 3).kind, "admitted");
	assert.equal(reasonOf(checkIn.admit(slow.offer, 3)), "alreadyRedeemed");
});

test("a second click on an offer admits nobody more and gets the same verdict", () => {
	const { checkIn, journal } = openOfflineKiosk();
	const { offer } = expectOffered(checkIn.scan(mintCode(), "camera"));
	const first = checkIn.admit(offer, 2);
	assert.deepEqual(checkIn.admit(offer, 2), first);
	assert.deepEqual(checkIn.admit(offer, 1), first);
	assert.equal(journal.recentEntries().filter((entry) => entry.kind === "redeemed").length, 1);
});

test("asking for more than remain is refused with what remains, and fewer may then be admitted on the same offer", () => {
	const { checkIn } = openOfflineKiosk();
	const { offer } = expectOffered(checkIn.scan(mintCode(), "camera"));
	assert.deepEqual(reasonOf(checkIn.admit(offer, 4)), "remainderSmaller");
	assert.equal(checkIn.admit(offer, 3).kind, "admitted");
});

test("a voucher that is good and not on the list is refused, and nobody is admitted on it", () => {
	const { checkIn } = openOfflineKiosk();
	const stranger = checkIn.scan(mintCode({ id: makeVoucherId(7) }), "camera");
	assert.deepEqual(expectKind(stranger, "refused").refusal, { reason: "notInAllocation" });
});

test("the oldest of too many offers is gone, and the newest is good", () => {
	const { checkIn, clock } = openOfflineKiosk();
	const made = Array.from({ length: 65 }, () => {
		clock.move(sameScanMs);
		return expectOffered(checkIn.scan(mintCode(), "camera")).offer;
	});
	assert.equal(reasonOf(checkIn.admit(made[0] ?? "", 1)), "offerGone");
	assert.equal(checkIn.admit(made[64] ?? "", 1).kind, "admitted");
});

test("an offer that was never made is refused", () => {
	assert.equal(reasonOf(openOfflineKiosk().checkIn.admit("nobody made this", 1)), "offerGone");
});

test("a session takes no more persons than its capacity", () => {
	const rows = Array.from({ length: 40 }, (_, i) => makeRow({ ...voucher, id: makeVoucherId(i), party: 9 }));
	const { checkIn } = openOfflineKiosk(":memory:", rows);
	let inside = 0;
	for (let i = 0; i < 40; i++) {
		const verdict = checkIn.scan(mintCode({ id: makeVoucherId(i), party: 9 }), "wedge");
		if (verdict.kind === "refused") continue;
		const admitted = checkIn.admit(expectOffered(verdict).offer, 9);
		if (admitted.kind === "admitted") inside += 9;
		else
			assert.deepEqual(expectKind(admitted, "refused").refusal, {
				reason: "sessionFull",
				capacity: 200,
				left: 2,
			});
	}
	assert.equal(inside, 198);
});

test("every verdict is a line of the journal, refusals too", () => {
	const { checkIn, journal } = openOfflineKiosk();
	const before = journal.head().seq;
	checkIn.scan("not a voucher", "typed");
	checkIn.scan(mintCode({}, "stranger"), "camera");
	checkIn.scan(mintCode({ venue: 3 }), "camera");
	const lines = journal.linesFrom(before + 1, 10).map(readEntry);
	assert.deepEqual(
		lines.map((entry) => entry.kind === "refused" && [entry.reason, entry.source]),
		[
			["malformed", "typed"],
			["forged", "camera"],
			["wrongVenue", "camera"],
		],
	);
});

test("a voucher of another venue is sent to that venue by name", () => {
	const verdict = openOfflineKiosk().checkIn.scan(mintCode({ venue: 3 }), "camera");
	const refusal = verdict.kind === "refused" ? verdict.refusal : null;
	assert.deepEqual(refusal, { reason: "wrongVenue", venue: 3, title: { "zh-CN": "南沙湿地公园" } });
});

test("a newer allocation cancels a voucher that an older one honoured, and what was admitted stays known", () => {
	const { checkIn, acceptAllocation: take, clock } = openOfflineKiosk();
	checkIn.admit(expectOffered(checkIn.scan(mintCode(), "camera")).offer, 1);
	clock.move(sameScanMs);
	take([makeRow(voucher, { state: "cancelled" })], 2);
	assert.equal(reasonOf(checkIn.scan(mintCode(), "camera")), "cancelled");
	clock.move(sameScanMs);
	take([makeRow(voucher)], 3);
	assert.equal(expectOffered(checkIn.scan(mintCode(), "camera")).remaining, 2);
});

test("without an allocation nobody is admitted, and with yesterday's it is said to have ended", () => {
	assert.equal(reasonOf(openOfflineKiosk(":memory:", []).checkIn.scan(mintCode(), "camera")), "noAllocation");
	const clock = createTestClock();
	const { checkIn } = openOfflineKiosk(":memory:", [makeRow(voucher)], clock);
	clock.set(session.startsAt + 24 * 3600 * 1000);
	assert.equal(reasonOf(checkIn.scan(mintCode(), "camera")), "allocationExpired");
});

test("what was admitted is known again after the app is started anew on the same disk", () =>
	withTempFolder((folder) => {
		const path = `${folder}/pailou.sqlite`;
		const before = openOfflineKiosk(path);
		before.checkIn.admit(expectOffered(before.checkIn.scan(mintCode(), "camera")).offer, 2);
		before.database.close();
		const after = openOfflineKiosk(path);
		const verdict = after.checkIn.scan(mintCode(), "camera");
		assert.deepEqual(expectKind(verdict, "admitted").remaining, 0);
		after.database.close();
	}));

test("in any order of parties and any split, the journal admits nobody beyond the party or without a verdict", () => {
	const parties = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
	const tries = fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 9 }), fc.boolean()), { maxLength: 30 });
	assertProperty(
		fc.property(parties, tries, (sizes, attempts) => {
			const rows = sizes.map((party, i) => makeRow({ ...voucher, id: makeVoucherId(i), party }));
			const { checkIn, journal, database, clock } = openOfflineKiosk(":memory:", rows);
			const before = journal.head().seq;
			let shown = 0;
			for (const [pick, persons, twice] of attempts) {
				clock.move(sameScanMs);
				const i = pick % sizes.length;
				const scanned = checkIn.scan(mintCode({ id: makeVoucherId(i), party: sizes[i] as number }), "camera");
				const verdict = scanned.kind === "offered" ? checkIn.admit(scanned.offer, persons) : scanned;
				if (scanned.kind === "offered" && twice) checkIn.admit(scanned.offer, persons);
				if (verdict.kind === "admitted") shown += verdict.persons;
			}
			const inside = new Map(rows.map(({ key }) => [key, 0]));
			for (const entry of journal.linesFrom(before + 1, 1000).map(readEntry)) {
				if (entry.kind === "redeemed") inside.set(entry.row, (inside.get(entry.row) ?? 0) + entry.persons);
			}
			for (const { key, party } of rows) assert.ok((inside.get(key) ?? 0) <= party, `${inside.get(key)} of ${party}`);
			const total = [...inside.values()].reduce((sum, persons) => sum + persons, 0);
			assert.equal(total, shown, "each line had its verdict");
			database.close();
		}),
		{ numRuns: 100 },
	);
});
