import assert from "node:assert/strict";
import { test } from "node:test";
import { hashLine, readOwnLine, signLine } from "../../core/journal/journal.ts";
import type { Database } from "../../main/store/database.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import { answer } from "../answer.ts";
import { keyPair, mintCode } from "../core/venueDay.ts";
import { expectKind } from "../expectKind.ts";
import { kioskId, type OfflineKiosk, openOfflineKiosk, supervisor, withTempFolder } from "./offlineKiosk.ts";

function admit({ checkIn }: OfflineKiosk, persons: number): number {
	const { offer } = expectKind(checkIn.scan(mintCode(), "camera"), "offered");
	return expectKind(checkIn.admit(offer, persons), "admitted").line;
}

/** The disk changes one text in a line, while no app runs. */
function damage(database: Database, seq: number, from: string, to: string): void {
	const trigger = database
		.prepare("SELECT sql FROM sqlite_schema WHERE name = 'journal_is_never_changed'")
		.pluck()
		.get() as string;
	database.exec("DROP TRIGGER journal_is_never_changed");
	database.prepare("UPDATE journal SET line = replace(line, @from, @to) WHERE seq = @seq").run({ seq, from, to });
	database.exec(trigger);
}

test("a void below zero is written on a slip that the next start reads (C1)", () =>
	withTempFolder(async (folder) => {
		const path = `${folder}/pailou.sqlite`;
		const kiosk = openOfflineKiosk(path);
		const line = admit(kiosk, 3);
		await answer(kiosk.device, "openShift", { staff: supervisor.staff });
		expectKind(await kiosk.voidAdmission(line, "wrongVoucher"), "voided");
		const closed = await answer(kiosk.device, "closeShift", { stubs: 0 });
		assert.equal(closed.kind === "closed" && closed.slip.persons, -3);
		kiosk.database.close();
		const again = openOfflineKiosk(path);
		assert.equal(again.state().shift, null);
		assert.equal(again.state().unreadableLines, 0);
		again.database.close();
	}));

test("a line that the disk has damaged stops no start: its voucher needs a supervisor, the others are admitted", () =>
	withTempFolder(async (folder) => {
		const path = `${folder}/pailou.sqlite`;
		const kiosk = openOfflineKiosk(path);
		const line = admit(kiosk, 1);
		damage(kiosk.database, line, '"persons":1', '"persons"~1');
		kiosk.database.close();

		const again = openOfflineKiosk(path);
		assert.equal(again.state().unreadableLines, 1);
		assert.equal(again.state().recentScans.length, 0);
		const refused = expectKind(again.checkIn.scan(mintCode(), "camera"), "refused");
		assert.equal(refused.refusal.reason, "standingUncertain");
		const offer = refused.override?.offer ?? assert.fail("a supervisor may decide");
		expectKind(await again.checkIn.override(offer, 2, "unionConfirmed"), "admitted");
		const damaged = again.journal.linesFrom(line, 1)[0] ?? "";
		assert.equal(again.journal.entryAt(line + 1)?.prev, hashLine(damaged, crypto), "the chain goes on over it");
		again.database.close();
	}));

test("a line of a newer version is kept, counted as unknown, and the next line follows it (T16)", () =>
	withTempFolder((folder) => {
		const path = `${folder}/pailou.sqlite`;
		const kiosk = openOfflineKiosk(path);
		admit(kiosk, 3);
		const { seq, digest } = kiosk.journal.head();
		const [entry] = kiosk.journal.recentEntries();
		const newer = { ...entry, v: 2, seq: seq + 1, prev: digest, kind: "teleported", row: null };
		const line = signLine(JSON.stringify(newer), keyPair("device").sign);
		kiosk.database
			.prepare("INSERT INTO journal (incarnation, seq, day, line) VALUES (1, @seq, @day, @line)")
			.run({ seq: seq + 1, day: entry?.day ?? null, line });
		kiosk.database.close();

		const again = openOfflineKiosk(path);
		assert.equal(again.state().unreadableLines, 1);
		again.checkIn.scan("rubbish", "camera");
		const next = again.journal.entryAt(seq + 2);
		assert.equal(next?.prev, hashLine(line, crypto));
		assert.equal(readOwnLine(line), null);
		assert.deepEqual(again.journal.linesFrom(seq + 1, 1), [line], "it is uploaded as it is");
		again.database.close();
	}));

test("a line that cannot be read is given back by the hub and stops no start (T16)", () =>
	withTempFolder((folder) => {
		const path = `${folder}/pailou.sqlite`;
		const kiosk = openOfflineKiosk(path);
		admit(kiosk, 1);
		assert.ok(kiosk.journal.beginIncarnation(2));
		const json = JSON.stringify({ v: 2, kiosk: kioskId, incarnation: 1, seq: 9, prev: "ab".repeat(32), kind: "x" });
		const text = signLine(json, keyPair("device").sign);
		const lost = { seq: 9, digest: hashLine(text, crypto), incarnation: 1, prev: null, entry: null, text };
		kiosk.journal.addRecovered([lost]);
		kiosk.journal.addRecovered([lost]);
		kiosk.journal.completeRecovery();
		assert.equal(kiosk.state().unreadableLines, 1);
		kiosk.database.close();
		const again = openOfflineKiosk(path);
		assert.equal(again.state().unreadableLines, 1);
		assert.equal(expectKind(again.checkIn.scan(mintCode(), "camera"), "offered").remaining, 2);
		again.database.close();
	}));
