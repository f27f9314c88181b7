import assert from "node:assert/strict";
import { test } from "node:test";
import { voidLimitMs } from "../../../core/admission/pin.ts";
import type { Verdict } from "../../../core/contract/contract.ts";
import { mintCode } from "../../core/venueDay.ts";
import { assertKind, expectKind } from "../../expectKind.ts";
import { type OfflineKiosk, openOfflineKiosk, withTempFolder } from "../offlineKiosk.ts";

function admit({ checkIn: exchange }: OfflineKiosk, persons: number): Extract<Verdict, { kind: "admitted" }> {
	const offered = exchange.scan(mintCode(), "camera");
	const verdict = offered.kind === "offered" ? exchange.admit(offered.offer, persons) : offered;
	return verdict.kind === "admitted" ? verdict : assert.fail(JSON.stringify(verdict));
}

test("an admission that was undone may be made again, and its line names the supervisor and the reason", async () => {
	const window = openOfflineKiosk();
	const { line } = admit(window, 2);
	const voided = await window.voidAdmission(line, "wrongNumber");
	assertKind(voided, "voided");
	assert.deepEqual([voided.persons, voided.remaining], [2, 3]);
	const entry = window.journal.recentEntries()[0];
	assertKind(entry, "voided");
	assert.deepEqual([entry.line, entry.by, entry.why], [line, "1001", "wrongNumber"]);
	assert.equal(admit(window, 3).remaining, 0);
});

test("an admission is undone once", async () => {
	const window = openOfflineKiosk();
	const { line } = admit(window, 2);
	await window.voidAdmission(line, "wrongNumber");
	assert.deepEqual(await window.voidAdmission(line, "wrongNumber"), { kind: "notVoided", why: "alreadyVoided" });
});

test("a line that is no admission, or none at all, cannot be undone", async () => {
	const window = openOfflineKiosk();
	window.checkIn.scan("rubbish", "camera");
	const refusedLine = window.journal.head().seq;
	assert.deepEqual(await window.voidAdmission(refusedLine, "other"), { kind: "notVoided", why: "noSuchLine" });
	assert.deepEqual(await window.voidAdmission(refusedLine + 1, "other"), { kind: "notVoided", why: "noSuchLine" });
});

test("after half an hour an admission stands", async () => {
	const window = openOfflineKiosk();
	const { line } = admit(window, 1);
	window.clock.set(window.clock.nowMs() + voidLimitMs + 1);
	assert.deepEqual(await window.voidAdmission(line, "leftAgain"), { kind: "notVoided", why: "tooLate" });
});

test("who comes again after an undoing gets the places that were freed, and nobody's place is given twice", async () => {
	const window = openOfflineKiosk();
	const first = admit(window, 1);
	admit(window, 1);
	await window.voidAdmission(first.line, "wrongNumber");
	const again = admit(window, 1);
	const positions = window.journal
		.recentEntries()
		.flatMap((entry) => (entry.kind === "redeemed" ? [[entry.seq, entry.positions]] : []));
	assert.deepEqual(positions, [
		[again.line, [0]],
		[first.line + 1, [1]],
		[first.line, [0]],
	]);
});

test("what was undone is undone after a restart too", () =>
	withTempFolder(async (folder) => {
		const path = `${folder}/pailou.sqlite`;
		const before = openOfflineKiosk(path);
		const { line } = admit(before, 3);
		await before.voidAdmission(line, "wrongVoucher");
		before.database.close();
		const after = openOfflineKiosk(path);
		const offered = after.checkIn.scan(mintCode(), "camera");
		assert.equal(expectKind(offered, "offered").remaining, 3);
		after.database.close();
	}));
