import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fromHex } from "../../../core/bytes/bytes.ts";
import { Day, KioskId, RowKey } from "../../../core/identity.ts";
import { admittedIn, emptyBook, enter, standingOf } from "../../../core/journal/dayLedger.ts";
import {
	type Entry,
	emptyHead,
	follows,
	lineDigest,
	ownEntry,
	readLine,
	writeLine,
} from "../../../core/journal/journal.ts";
import { hash, verify } from "../../../sync/crypto/signature.ts";
import { key, noonMs, venue } from "../venueDay.ts";

const kiosk = KioskId.parse("k0123456789ab");
const row = RowKey.parse("00".repeat(16));
const publicKey = fromHex(key("device").publicKey) as Uint8Array;
const sign = key("device").sign;

function entry(seq: number, prev: Entry["prev"], persons: number): Entry {
	return {
		v: 1,
		alg: "Ed25519",
		venue,
		day: Day.parse("2026-10-01"),
		kiosk,
		incarnation: 1,
		seq,
		prev,
		boot: 1,
		at: noonMs + seq,
		mono: seq,
		hub: null,
		alloc: 1,
		revocations: 0,
		roster: 0,
		net: "none",
		operator: null,
		kind: "redeemed",
		row,
		session: 11,
		persons,
		party: 9,
		source: "camera",
		step: null,
		skew: null,
		positions: null,
		override: null,
		isTicketed: false,
	};
}

test("a line is read back as the entry it was, and names the line before it", () => {
	const first = writeLine(entry(1, emptyHead.digest, 2), sign);
	const second = writeLine(entry(2, lineDigest(first, hash), 1), sign);
	const one = readLine(first, publicKey, hash, verify);
	const two = readLine(second, publicKey, hash, verify);
	assert.ok(one.kind === "line" && two.kind === "line");
	assert.deepEqual(one.entry, entry(1, emptyHead.digest, 2));
	assert.deepEqual(ownEntry(first), one.entry);
	assert.ok(follows(emptyHead, one.link));
	assert.ok(follows({ seq: 1, digest: one.digest }, two.link));
	assert.ok(!follows(emptyHead, two.link), "a line in the middle does not begin a journal");
});

test("no character of a line can be changed unseen", () => {
	const line = writeLine(entry(1, emptyHead.digest, 2), sign);
	fc.assert(
		fc.property(fc.nat(line.length - 1), fc.constantFrom(...'0aZ{\t" '), (at, letter) => {
			fc.pre(line[at] !== letter);
			const changed = line.slice(0, at) + letter + line.slice(at + 1);
			assert.equal(readLine(changed, publicKey, hash, verify).kind, "broken");
		}),
		{ numRuns: 1000 },
	);
});

test("nothing thrown at the line reader makes it throw", () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
			assert.equal(readLine(text, publicKey, hash, verify).kind, "broken");
		}),
	);
});

test("a line of a newer kind keeps its place in the chain and says nothing", () => {
	const line = writeLine({ ...entry(1, emptyHead.digest, 2), kind: "teleported" } as unknown as Entry, sign);
	const reading = readLine(line, publicKey, hash, verify);
	assert.ok(reading.kind === "line");
	assert.equal(reading.entry, null);
	assert.equal(reading.link.seq, 1);
});

test("the book adds what was redeemed and takes back what was voided", () => {
	const book = emptyBook();
	enter(book, entry(1, emptyHead.digest, 2));
	enter(book, entry(2, emptyHead.digest, 3));
	assert.deepEqual(standingOf(book, row), {
		admitted: 5,
		admissions: [
			{ kiosk, incarnation: 1, line: 1, session: 11, persons: 2, positions: [0, 1], atMs: noonMs + 1 },
			{ kiosk, incarnation: 1, line: 2, session: 11, persons: 3, positions: [2, 3, 4], atMs: noonMs + 2 },
		],
		lastStep: null,
	});
	const {
		kind: _kind,
		party: _party,
		source: _source,
		step: _step,
		skew: _skew,
		positions: _positions,
		override: _override,
		isTicketed: _isTicketed,
		...stamp
	} = entry(3, emptyHead.digest, 3) as Extract<Entry, { kind: "redeemed" }>;
	enter(book, { ...stamp, kind: "voided", line: 2, why: "wrong family", by: null });
	assert.equal(standingOf(book, row).admitted, 2);
	assert.equal(admittedIn(book, 11), 2);
});
