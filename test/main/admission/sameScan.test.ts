import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Verdict } from "../../../core/contract/contract.ts";
import type { ScanSource } from "../../../core/journal/journal.ts";
import { sameScanMs } from "../../../main/admission/sightings.ts";
import { makeRow, mintCode, voucher } from "../../core/venueDay.ts";
import { expectKind } from "../../expectKind.ts";
import { assertProperty } from "../../property.ts";
import { readEntry } from "../../readEntry.ts";
import { type OfflineKiosk, openOfflineKiosk } from "../offlineKiosk.ts";

const sources: readonly ScanSource[] = ["camera", "wedge", "serial", "typed"];
const single = { ...voucher, party: 1 };
const code = mintCode(single);

const reasonOf = (verdict: Verdict) => (verdict.kind === "refused" ? verdict.refusal.reason : verdict.kind);

function kindsOfLines({ journal }: OfflineKiosk): readonly string[] {
	return journal
		.linesFrom(1, 1000)
		.map(readEntry)
		.flatMap(({ kind }) => (kind === "redeemed" || kind === "refused" ? [kind] : []));
}

test("what any scanner reads of a code within three seconds of its verdict is the same scan, and leaves no line (C3)", () => {
	for (const first of sources) {
		for (const second of sources) {
			const window = openOfflineKiosk(":memory:", [makeRow(single)]);
			const verdict = window.checkIn.scan(code, first);
			for (const afterMs of [40, 2_500, sameScanMs - 1]) {
				window.clock.set(verdict.atMs + afterMs);
				assert.deepEqual(window.checkIn.scan(code, second), verdict, `${first}, then ${second} after ${afterMs} ms`);
			}
			assert.deepEqual(kindsOfLines(window), ["redeemed"]);
			window.clock.set(verdict.atMs + sameScanMs);
			assert.equal(reasonOf(window.checkIn.scan(code, second)), "alreadyRedeemed");
			window.database.close();
		}
	}
});

test("a code that is seen again right after its offer was taken up is the same scan, whichever was first (C3)", () => {
	const window = openOfflineKiosk();
	const offered = expectKind(window.checkIn.scan(mintCode(), "camera"), "offered");
	window.clock.move(10_000);
	const admitted = window.checkIn.admit(offered.offer, 2);
	window.clock.move(2_900);
	assert.deepEqual(window.checkIn.scan(mintCode(), "serial"), admitted);
	assert.deepEqual(kindsOfLines(window), ["redeemed"]);
});

test("a refusal is written once for one presentation, and what is no voucher at all too (C3)", () => {
	const window = openOfflineKiosk(":memory:", [makeRow(single, { state: "cancelled" })]);
	for (const text of [code, "rubbish"]) {
		const verdict = window.checkIn.scan(text, "camera");
		window.clock.move(500);
		assert.deepEqual(window.checkIn.scan(text, "wedge"), verdict);
	}
	assert.deepEqual(kindsOfLines(window), ["refused", "refused"]);
});

test("within the three seconds a newer list is decided by, and an undone admission is none (C3)", async () => {
	const window = openOfflineKiosk(":memory:", [makeRow(single, { state: "blocked" })]);
	assert.equal(reasonOf(window.checkIn.scan(code, "camera")), "blocked");
	window.acceptAllocation([makeRow(single)], 2);
	const { line } = expectKind(window.checkIn.scan(code, "wedge"), "admitted");
	expectKind(await window.voidAdmission(line, "wrongNumber"), "voided");
	assert.notEqual(expectKind(window.checkIn.scan(code, "wedge"), "admitted").line, line);
});

test("however scanners overlap, a party's lines are those of its presentations three seconds apart (C3)", () => {
	const reads = fc.array(fc.tuple(fc.constantFrom(...sources), fc.integer({ min: 0, max: 4_000 })), { maxLength: 20 });
	assertProperty(
		fc.property(reads, (all) => {
			const window = openOfflineKiosk(":memory:", [makeRow(single)]);
			let expected = 0;
			let verdictMs = Number.NEGATIVE_INFINITY;
			for (const [source, afterMs] of all) {
				window.clock.move(afterMs);
				if (window.clock.monoMs() - verdictMs >= sameScanMs) {
					expected++;
					verdictMs = window.clock.monoMs();
				}
				window.checkIn.scan(code, source);
			}
			assert.equal(kindsOfLines(window).length, expected);
			window.database.close();
		}),
		{ numRuns: 60 },
	);
});
