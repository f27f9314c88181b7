import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { voidLimitMs } from "../../../core/admission/override.ts";
import type { AdmissionQuery, FindAdmissionsOutcome } from "../../../core/contract/contract.ts";
import { createOwnAdmissions } from "../../../main/admission/ownAdmissions.ts";
import { sameScanMs } from "../../../main/admission/sightings.ts";
import { createVoidAdmission } from "../../../main/admission/voiding.ts";
import { answer } from "../../answer.ts";
import { makeRow, makeVoucherId, mintCode, voucher } from "../../core/venueDay.ts";
import { expectKind } from "../../expectKind.ts";
import { assertProperty } from "../../property.ts";
import { readEntry } from "../../readEntry.ts";
import { type OfflineKiosk, openOfflineKiosk, supervisor } from "../offlineKiosk.ts";

const first = { ...voucher, id: makeVoucherId(0) };

function openBusyKiosk(parties = 1): OfflineKiosk {
	const rows = Array.from({ length: parties }, (_, i) =>
		makeRow({ ...voucher, id: makeVoucherId(i) }, { card: String(1000 + i) }),
	);
	return openOfflineKiosk(":memory:", rows);
}

function admit({ checkIn, clock }: OfflineKiosk, party: number, persons: number) {
	clock.move(sameScanMs);
	const scanned = checkIn.scan(mintCode({ id: makeVoucherId(party) }), "camera");
	return expectKind(scanned.kind === "offered" ? checkIn.admit(scanned.offer, persons) : scanned, "admitted");
}

function find(window: OfflineKiosk, query: AdmissionQuery) {
	const outcome = answer(window.device, "findAdmissions", query) as FindAdmissionsOutcome;
	return expectKind(outcome, "found").admissions.map(({ line, inside }) => [line, inside]);
}

/** Without a PIN, which takes seconds. */
function voidingOf({ journal, allocations, moment }: OfflineKiosk) {
	const parts = { journal, allocations, moment };
	return createVoidAdmission({ ...parts, ownAdmissions: createOwnAdmissions(parts) });
}

test("an admission is found by voucher, card or line after any number of other scans, for half an hour (C4)", () => {
	const window = openBusyKiosk(20);
	const { line, atMs } = admit(window, 0, 3);
	for (let i = 1; i < 20; i++) admit(window, i, 2);
	const queries: readonly AdmissionQuery[] = [
		{ by: "code", text: mintCode(first) },
		{ by: "card", card: "1000" },
		{ by: "line", line },
	];
	for (const query of queries) assert.deepEqual(find(window, query), [[line, 3]], query.by);
	assert.equal(find(window, { by: "recent" }).length, 20);
	window.clock.set(atMs + voidLimitMs);
	assert.deepEqual(find(window, { by: "line", line }), [[line, 3]]);
	window.clock.set(atMs + voidLimitMs + 1);
	for (const query of queries) assert.deepEqual(find(window, query), [], query.by);
});

test("who looks by a card leaves a line without the card; a forged code finds nothing (C4)", () => {
	const window = openBusyKiosk();
	admit(window, 0, 1);
	find(window, { by: "card", card: "1000" });
	const entry = expectKind(window.journal.recentEntries()[0], "lookedUp");
	assert.ok(!JSON.stringify(entry).includes('"1000"'));
	const forged = answer(window.device, "findAdmissions", { by: "code", text: mintCode(first, "stranger") });
	assert.equal(expectKind(forged as FindAdmissionsOutcome, "notFound").refusal.reason, "forged");
});

test("a refusal of what was used here offers the undoing of its own lines, and those voided are none (C4)", async () => {
	const window = openBusyKiosk();
	const [one, two] = [admit(window, 0, 1), admit(window, 0, 2)];
	const undoable = () => {
		window.clock.move(sameScanMs);
		const refused = expectKind(window.checkIn.scan(mintCode(first), "camera"), "refused");
		assert.equal(refused.refusal.reason, "alreadyRedeemed");
		return refused.undoable.map(({ line, persons, inside, card }) => [line, persons, inside, card]);
	};
	assert.deepEqual(undoable(), [
		[two.line, 2, 2, "1000"],
		[one.line, 1, 1, "1000"],
	]);
	await window.voidAdmission(one.line, "wrongNumber");
	admit(window, 0, 1);
	assert.deepEqual(
		undoable()
			.map(([line]) => line)
			.includes(one.line),
		false,
	);
	window.clock.move(voidLimitMs);
	assert.deepEqual(undoable(), []);
});

test("some persons of a line are undone, their places are free again, and never more than it let in (C4)", async () => {
	const window = openBusyKiosk();
	const { line } = admit(window, 0, 3);
	await answer(window.device, "setSupervisor", { ...supervisor, by: null });
	const some = { line, persons: 2, why: "wrongNumber", by: supervisor } as const;
	const voided = await answer(window.device, "voidLine", some);
	assert.deepEqual(
		(({ persons, inside, remaining }) => [persons, inside, remaining])(expectKind(voided, "voided")),
		[2, 1, 2],
	);
	assert.deepEqual(expectKind(window.journal.recentEntries()[0], "voided").positions, [1, 2]);
	assert.deepEqual(await answer(window.device, "voidLine", some), { kind: "notVoided", why: "tooMany" });
	assert.equal(window.state().sessions[0]?.admitted, 1);
	admit(window, 0, 2);
	assert.deepEqual(expectKind(window.journal.recentEntries()[0], "redeemed").positions, [1, 2]);
});

test("however parties come and are undone in parts, no line is voided beyond its persons and no place given twice (C4)", () => {
	const step = fc.oneof(
		fc.record({ kind: fc.constant("admit" as const), party: fc.nat(2), persons: fc.integer({ min: 1, max: 3 }) }),
		fc.record({
			kind: fc.constant("void" as const),
			pick: fc.nat(20),
			persons: fc.option(fc.integer({ min: 1, max: 4 })),
		}),
	);
	assertProperty(
		fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
			const window = openBusyKiosk(3);
			const voidSome = voidingOf(window);
			for (const one of steps) {
				window.clock.move(sameScanMs);
				if (one.kind === "admit") {
					const scanned = window.checkIn.scan(mintCode({ id: makeVoucherId(one.party) }), "camera");
					if (scanned.kind === "offered") window.checkIn.admit(scanned.offer, one.persons);
				} else {
					const lines = find(window, { by: "recent" });
					const line = lines[one.pick % Math.max(1, lines.length)]?.[0];
					if (line !== undefined) voidSome({ line, persons: one.persons, why: "other" }, supervisor.staff);
				}
			}
			const inside = new Map<number, { row: string; positions: Set<number> }>();
			for (const entry of window.journal.linesFrom(1, 1000).map(readEntry)) {
				if (entry.kind === "redeemed")
					inside.set(entry.seq, { row: entry.row, positions: new Set(entry.positions ?? []) });
				if (entry.kind !== "voided") continue;
				assert.equal(entry.positions?.length, entry.persons);
				for (const position of entry.positions ?? [])
					assert.ok(inside.get(entry.line)?.positions.delete(position), "each was inside by that line");
			}
			const places = [...inside.values()].flatMap(({ row, positions }) => [...positions].map((at) => `${row} ${at}`));
			assert.equal(new Set(places).size, places.length, "each place has one person");
			assert.ok(places.every((place) => Number(place.split(" ")[1]) < voucher.party));
			assert.equal(window.state().sessions[0]?.admitted, places.length);
			window.database.close();
		}),
		{ numRuns: 60 },
	);
});

test("an offer ends with its line: asked again after the void, it is gone and admits nobody (C14)", async () => {
	const window = openBusyKiosk();
	const { offer } = expectKind(window.checkIn.scan(mintCode(first), "camera"), "offered");
	const { line } = expectKind(window.checkIn.admit(offer, 3), "admitted");
	assert.equal(expectKind(window.checkIn.admit(offer, 3), "admitted").line, line);
	voidingOf(window)({ line, persons: 1, why: "wrongNumber" }, supervisor.staff);
	assert.equal(expectKind(window.checkIn.admit(offer, 3), "refused").refusal.reason, "offerGone");
	voidingOf(window)({ line, persons: null, why: "wrongNumber" }, supervisor.staff);
	assert.equal(expectKind(window.checkIn.admit(offer, 3), "refused").refusal.reason, "offerGone");
	assert.equal(window.state().sessions[0]?.admitted, 0);
});
