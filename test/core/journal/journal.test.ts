import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fromHex } from "../../../core/bytes/bytes.ts";
import { applyEntry, countAdmitted, createDayLedger, standingOf } from "../../../core/journal/dayLedger.ts";
import {
	type Entry,
	emptyJournalHead,
	hashLine,
	isNextInChain,
	readLine,
	readOwnLine,
	signLine,
	writeLine,
} from "../../../core/journal/journal.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { assertKind } from "../../expectKind.ts";
import { assertProperty } from "../../property.ts";
import { readEntry } from "../../readEntry.ts";
import { keyPair, noonMs } from "../venueDay.ts";
import { kiosk, lineOf, redeemed, row, voided } from "./someLines.ts";

const publicKey = fromHex(keyPair("device").publicKey) as Uint8Array;
const sign = keyPair("device").sign;

function makeEntry(seq: number, prev: Entry["prev"], persons: number): Entry {
	return lineOf(seq, redeemed(persons), { prev });
}

test("a line is read back as the entry it was, and names the line before it", () => {
	const first = writeLine(makeEntry(1, emptyJournalHead.digest, 2), sign).line;
	const second = writeLine(makeEntry(2, hashLine(first, crypto), 1), sign).line;
	const one = readLine(first, publicKey, crypto);
	const two = readLine(second, publicKey, crypto);
	assertKind(one, "line");
	assertKind(two, "line");
	assert.deepEqual(one.entry, makeEntry(1, emptyJournalHead.digest, 2));
	assert.deepEqual(readEntry(first), one.entry);
	assert.ok(isNextInChain(emptyJournalHead, one.link));
	assert.ok(isNextInChain({ seq: 1, digest: one.digest }, two.link));
	assert.ok(!isNextInChain(emptyJournalHead, two.link), "a line in the middle does not begin a journal");
});

test("a missing or replaced line breaks the chain", () => {
	const first = writeLine(makeEntry(1, emptyJournalHead.digest, 2), sign).line;
	const head = { seq: 1, digest: hashLine(first, crypto) };
	const linkOf = (seq: number, prev: Entry["prev"]) => {
		const reading = readLine(writeLine(makeEntry(seq, prev, 1), sign).line, publicKey, crypto);
		return reading.kind === "line" ? reading.link : assert.fail(reading.why);
	};
	assert.equal(isNextInChain(head, linkOf(2, head.digest)), true);
	assert.equal(isNextInChain(head, linkOf(3, head.digest)), false, "line 2 is missing");
	const other = hashLine(writeLine(makeEntry(1, emptyJournalHead.digest, 3), sign).line, crypto);
	assert.equal(isNextInChain(head, linkOf(2, other)), false, "line 1 is another");
});

test("the hash of a line covers every character of it", () => {
	const line = writeLine(makeEntry(1, emptyJournalHead.digest, 2), sign).line;
	for (const changed of [` ${line.slice(1)}`, `${line.slice(0, -1)} `]) {
		assert.notEqual(hashLine(changed, crypto), hashLine(line, crypto));
	}
});

test("a change of any character of a line is detected", () => {
	const line = writeLine(makeEntry(1, emptyJournalHead.digest, 2), sign).line;
	assertProperty(
		fc.property(fc.nat(line.length - 1), fc.constantFrom(...'0aZ{\t" '), (at, letter) => {
			fc.pre(line[at] !== letter);
			const changed = line.slice(0, at) + letter + line.slice(at + 1);
			assert.equal(readLine(changed, publicKey, crypto).kind, "broken");
		}),
		{ numRuns: 1000 },
	);
});

test("no text makes the line reader throw", () => {
	assertProperty(
		fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
			assert.equal(readLine(text, publicKey, crypto).kind, "broken");
		}),
	);
});

test("nothing is written that its own reader refuses (C1)", () => {
	assertProperty(
		fc.property(fc.oneof(fc.double(), fc.string(), fc.constant(undefined), fc.constant(null)), (persons) => {
			const odd = { ...makeEntry(1, emptyJournalHead.digest, 2), persons } as Entry;
			let line: string | null = null;
			try {
				line = writeLine(odd, sign).line;
			} catch {
				// It is refused.
			}
			if (line !== null) assert.deepEqual(readOwnLine(line), odd);
		}),
	);
	assert.throws(() => writeLine({ ...makeEntry(1, emptyJournalHead.digest, 2), at: -1 }, sign));
});

test("a line of an unknown kind is verified and chained, and has no entry", () => {
	const line = signLine(JSON.stringify({ ...makeEntry(1, emptyJournalHead.digest, 2), kind: "teleported" }), sign);
	const reading = readLine(line, publicKey, crypto);
	assertKind(reading, "line");
	assert.equal(reading.entry, null);
	assert.equal(reading.link.seq, 1);
});

test("the ledger adds what was redeemed and takes back what was voided", () => {
	const ledger = createDayLedger();
	applyEntry(ledger, lineOf(1, redeemed(2)));
	applyEntry(ledger, lineOf(2, redeemed(3)));
	assert.deepEqual(standingOf(ledger, row), {
		admitted: 5,
		admissions: [
			{ kiosk, incarnation: 1, line: 1, session: 11, persons: 2, positions: [0, 1], atMs: noonMs + 1 },
			{ kiosk, incarnation: 1, line: 2, session: 11, persons: 3, positions: [2, 3, 4], atMs: noonMs + 2 },
		],
		lastStep: null,
		newestIssue: { issue: 1, session: 11, party: 9 },
		isUncertain: false,
	});
	applyEntry(ledger, lineOf(3, voided(2, 3)));
	assert.equal(standingOf(ledger, row).admitted, 2);
	assert.equal(countAdmitted(ledger, 11), 2);
});
