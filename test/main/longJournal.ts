import { RowKey } from "../../core/identity.ts";
import { type Fact, hashLine, type JournalHead, writeLine } from "../../core/journal/journal.ts";
import type { Device } from "../../main/device.ts";
import type { Database } from "../../main/store/database.ts";
import { openJournalTable } from "../../main/store/journal.ts";
import { crypto } from "../../sync/crypto/signature.ts";

/** A day's journal as a busy venue would never fill one. */
export const longJournalLines = 200_000;

/**
 * Appends so many lines of the day in force to the kiosk's journal: two admissions, then a refusal. They are not signed
 * as its own, because a kiosk does not verify what it signed itself and signing would take most of the time. The last
 * scan goes through the kiosk, which stores what it stores when it writes such a journal itself.
 */
export function fillJournal(open: () => { readonly device: Device; readonly database: Database }): void {
	const { device: first, database } = open();
	const before = describe(first);
	const table = openJournalTable(database);
	const { seq: from } = before.head;
	let head: JournalHead = before.head;
	const sign = () => new Uint8Array(64);
	database
		.transaction(() => {
			for (let i = 1; i <= longJournalLines; i++) {
				const { seq, digest: prev } = head;
				const time = { at: before.nowMs - (longJournalLines - i) * 100, mono: i };
				const entry = { ...before.stamp, ...time, seq: seq + 1, prev, ...factOf(i, before.session) };
				const { line } = writeLine(entry, sign);
				table.insert({ incarnation: entry.incarnation, seq: entry.seq, day: entry.day, line });
				head = { seq: entry.seq, digest: hashLine(line, crypto) };
			}
		})
		.immediate();
	database.close();
	const { device, database: reopened } = open();
	for (let i = 0; i < 2; i++) void device.call("scan", { text: "rubbish", source: "camera" });
	const lines = (device.kiosk()?.journal.head().seq ?? 0) - from;
	reopened.close();
	if (lines < longJournalLines) throw new Error(`the journal has ${lines} lines more, not ${longJournalLines}`);
}

function describe(device: Device) {
	const kiosk = device.kiosk();
	const held = kiosk?.allocations.allocationFor(null) ?? null;
	if (kiosk === null || held === null) throw new Error("the kiosk has no list");
	// A line of its own says what the others are stamped with.
	void device.call("scan", { text: "rubbish", source: "camera" });
	const [last] = kiosk.journal.recentEntries();
	if (last === undefined) throw new Error("the kiosk has written no line");
	const { v, alg, venue, day, kiosk: id, incarnation, boot, hub, alloc, revocations, roster, net, operator } = last;
	return {
		stamp: { v, alg, venue, day, kiosk: id, incarnation, boot, hub, alloc, revocations, roster, net, operator },
		head: kiosk.journal.head(),
		session: held.allocation.header.sessions[0]?.session ?? 1,
		nowMs: kiosk.state().nowMs,
	};
}

function factOf(i: number, session: number): Fact {
	if (i % 3 === 0) return { kind: "refused", reason: "forged", row: null, session: null, source: "camera", skew: null };
	const row = RowKey.parse(i.toString(16).padStart(32, "0"));
	const positions = [0, 1];
	return {
		...{
			kind: "redeemed",
			row,
			session,
			persons: 2,
			party: 2,
			source: "camera",
			step: null,
			skew: null,
			issue: 1,
			seats: null,
		},
		...{ positions, isTicketed: false, override: null },
	};
}
