import assert from "node:assert/strict";
import { test } from "node:test";
import type { Verdict } from "../../core/contract/contract.ts";
import { answer } from "../answer.ts";
import { mintCode } from "../core/venueDay.ts";
import { openOfflineKiosk, supervisor, withTempFolder } from "./offlineKiosk.ts";

function admitAll({ checkIn }: ReturnType<typeof openOfflineKiosk>): number {
	const scanned = checkIn.scan(mintCode(), "camera");
	const verdict: Verdict = scanned.kind === "offered" ? checkIn.admit(scanned.offer, scanned.remaining) : scanned;
	return verdict.kind === "admitted" ? verdict.line : assert.fail(JSON.stringify(verdict));
}

test("every line, a void as well as an admission, is published once it is durable", async () => {
	const kiosk = openOfflineKiosk();
	const published: string[] = [];
	kiosk.journal.subscribe((entries) => {
		for (const entry of entries) {
			assert.deepEqual(kiosk.journal.entryAt(entry.seq)?.kind, entry.kind, "it is on the disk by then");
			published.push(entry.kind);
		}
	});
	const line = admitAll(kiosk);
	await kiosk.voidAdmission(line, "other");
	assert.deepEqual(published, ["redeemed", "supervisorSet", "voided"]);
});

test("a subscriber that throws does not undo an admission, and the others are notified", () => {
	const reports: string[] = [];
	const kiosk = openOfflineKiosk(undefined, undefined, undefined, { onError: (event) => void reports.push(event) });
	let notified = 0;
	kiosk.journal.subscribe(() => {
		throw new Error("a subscriber's fault");
	});
	kiosk.journal.subscribe(() => {
		notified += 1;
	});
	admitAll(kiosk);
	assert.equal(notified, 1);
	assert.deepEqual(reports, ["journalSubscriberFailed"]);
	assert.equal(kiosk.state().sessions[0]?.admitted, 3);
});

test("the entries of a start are written with its first line, or neither of them", () =>
	withTempFolder((folder) => {
		const path = `${folder}/pailou.sqlite`;
		const first = openOfflineKiosk(path, []);
		assert.equal(first.journal.head().seq, 0, "nothing is written before there is something to write");
		first.database.pragma("query_only = ON");
		assert.equal(first.checkIn.scan("rubbish", "camera").kind, "refused");
		assert.equal(first.journal.head().seq, 0);
		first.database.pragma("query_only = OFF");
		first.checkIn.scan("rubbish", "camera");
		assert.deepEqual(
			first.journal.recentEntries().map(({ kind }) => kind),
			["refused", "started", "enrolled"],
		);
		first.database.close();
		const second = openOfflineKiosk(path, []);
		second.checkIn.scan("rubbish", "camera");
		assert.deepEqual(
			second.journal.recentEntries().map(({ kind }) => kind),
			["refused", "started", "refused", "started", "enrolled"],
		);
		second.database.close();
	}));

test("the right PIN opens set-up at once: the page is notified without waiting for its next poll, and the journal has a line", async () => {
	let notified = 0;
	const onChange = () => void notified++;
	const kiosk = openOfflineKiosk(undefined, undefined, undefined, { onChange });
	await answer(kiosk.device, "setSupervisor", { ...supervisor, by: null });
	const [before, lines] = [notified, kiosk.journal.head().seq];
	assert.deepEqual(await answer(kiosk.device, "openSetup", { by: supervisor }), { kind: "opened" });
	assert.ok(notified > before);
	assert.equal(kiosk.journal.head().seq, lines + 1);
	assert.equal(kiosk.state().setupOpenedBy, supervisor.staff);
});
