import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { z } from "zod";
import { encodeText, toBase64 } from "../../core/bytes/bytes.ts";
import { checkTimestamp } from "../../core/trust/accept.ts";
import { type Envelope, payloadTypes, seal } from "../../core/trust/envelope.ts";
import { restore } from "../../core/trust/reload.ts";
import { takeRoot } from "../../core/trust/rootRotation.ts";
import { type Held, holdRoot } from "../../core/trust/trustState.ts";
import { hash, verify } from "../../sync/crypto/signature.ts";
import {
	dayHeader,
	type Edition,
	edition,
	enrolled,
	momentOf,
	rootAfter,
	said,
	sealRoot,
	take,
	takeAll,
	takes,
	whyNot,
} from "./trust/publications.ts";
import { key, root, rootDigest, rootEnvelope, sealDocument, venue } from "./venueDay.ts";

const one = takeAll(enrolled, edition(1), momentOf(1));
const next = edition(2);
const told = { ...takeAll(one, next, momentOf(2)) };
const signerOf = { timestamp: "timestamp", roster: "roster", revocations: "allocator", header: "allocator" } as const;
const typeOf = { ...payloadTypes, header: payloadTypes.allocation };
const names = ["timestamp", "roster", "revocations", "header"] as const;

const offer = (name: keyof Edition, value: unknown, held: Held = one) =>
	whyNot(takes[name](held, value, momentOf(2), verify, hash));

test("an envelope that is none is told from one of another type, and from one that is not base64", () => {
	for (const name of names) {
		const envelope = next[name];
		for (const none of [
			null,
			undefined,
			7,
			"{}",
			[],
			{},
			{ ...envelope, signatures: null },
			{ ...envelope, payload: 1 },
		]) {
			assert.equal(offer(name, none), "notAnEnvelope");
		}
		assert.equal(offer(name, { ...envelope, payloadType: payloadTypes.checkpoint }), "type");
		for (const payload of ["*", "A", "AB=", "AAAA=", "AAA==", "é", " "]) {
			assert.equal(offer(name, { ...envelope, payload }), "encoding", payload);
		}
		assert.equal(offer(name, { ...envelope, signatures: [{ sig: "*" }] }), "encoding");
		assert.equal(offer(name, { ...envelope, signatures: [{ sig: "AAAA" }] }), "threshold");
	}
});

test("what the right key signed is still refused when it is not JSON, of a newer format, or of another shape", () => {
	for (const name of names) {
		const sealText = (text: string) => seal(typeOf[name], encodeText(text), [key(signerOf[name])]);
		for (const text of ["", "{", "\ufeff{}", "nul", "{}{}"]) assert.equal(offer(name, sealText(text)), "notJson", text);
		const notUtf8 = seal(typeOf[name], Uint8Array.of(0x22, 0xff, 0x22), [key(signerOf[name])]);
		assert.equal(offer(name, notUtf8), "notJson");
		const document = said(next[name]);
		assert.equal(offer(name, sealText(JSON.stringify({ ...document, v: 2 }))), "unknownVersion");
		for (const [at, wrong] of [
			["", { ...document, extra: 1 }],
			["v", { ...document, v: "1" }],
			["venue", { ...document, venue: -1 }],
		] as const) {
			const taking = takes[name](one, sealText(JSON.stringify(wrong)), momentOf(2), verify, hash);
			assert.ok(taking.kind === "untrusted" && taking.why === "fields" && taking.at === at, `${name} ${at}`);
		}
		for (const field of Object.keys(document)) {
			const { [field]: _, ...rest } = document;
			assert.equal(offer(name, sealText(JSON.stringify(rest))), "fields", `${name} without ${field}`);
		}
	}
});

test("a base64url envelope without padding is the same document", () => {
	const url = (text: string) => text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
	const { payloadType, payload, signatures } = next.timestamp;
	const same = { payloadType, payload: url(payload), signatures: signatures.map(({ sig }) => ({ sig: url(sig) })) };
	const taken = take(one, "timestamp", { ...next, timestamp: same }, momentOf(2));
	assert.equal(taken.kind === "held" && taken.held.timestamp?.digest, told.timestamp?.digest);
});

test("days out of order, a kiosk or a key named twice, and vouchers out of order are no such document", () => {
	const timestamp = said(next.timestamp);
	const days = z.array(z.unknown()).parse(timestamp.days);
	assert.equal(
		offer("timestamp", sealDocument(typeOf.timestamp, { ...timestamp, days: [...days, ...days] }, ["timestamp"])),
		"fields",
	);
	const roster = said(next.roster);
	const kiosks = z.array(z.looseObject({})).parse(roster.kiosks);
	const another = { ...kiosks[0], kiosk: "kffffffffffff" };
	for (const twice of [
		[...kiosks, ...kiosks],
		[...kiosks, another],
	]) {
		assert.equal(offer("roster", sealDocument(typeOf.roster, { ...roster, kiosks: twice }, ["roster"])), "fields");
	}
	const rows = ["b", "a"].map((digit) => ({ day: "2026-10-01", row: digit.repeat(32), leastIssue: null }));
	const revocations = said(next.revocations);
	for (const vouchers of [rows, [rows[0], rows[0]]]) {
		assert.equal(
			offer("revocations", sealDocument(typeOf.revocations, { ...revocations, vouchers }, ["allocator"])),
			"fields",
		);
	}
});

test("a day's buckets and base roster do not move once its first header is held", () => {
	const hashOfRoster = told.roster?.digest ?? assert.fail();
	for (const changed of [
		dayHeader(3, { bucketBits: 3 }),
		dayHeader(3, { baseRoster: { epoch: 1, hash: hashOfRoster } }),
	]) {
		const header = sealDocument(typeOf.header, changed, ["allocator"]);
		const moved = edition(3, { header });
		const named = take(told, "timestamp", moved, momentOf(3));
		assert.ok(named.kind === "held");
		assert.equal(whyNot(take(named.held, "header", moved, momentOf(3))), "moved");
	}
});

test("a header of a day that is over is expired", () => {
	const late = momentOf(20);
	const header = sealDocument(typeOf.header, dayHeader(20), ["allocator"]);
	const named = take(one, "timestamp", edition(20, { header }), late);
	assert.ok(named.kind === "held");
	assert.equal(whyNot(take(named.held, "header", edition(20, { header }), late)), "expired");
});

/** Anything JSON can say, and envelopes of it, some of them well signed. */
const json = fc.jsonValue({ maxDepth: 3 });
const envelopes = fc.oneof(
	json,
	fc.record({
		payloadType: fc.oneof(fc.constantFrom(...Object.values(payloadTypes)), fc.string()),
		payload: fc.oneof(fc.base64String(), json),
		signatures: fc.oneof(json, fc.array(fc.record({ keyid: json, sig: fc.oneof(fc.base64String(), json) }))),
	}),
	fc
		.tuple(
			fc.constantFrom(...Object.values(payloadTypes)),
			fc.oneof(json, altered()),
			fc.uniqueArray(fc.constantFrom("root1", "root2", "timestamp", "roster", "allocator"), { minLength: 1 }),
		)
		.map(([type, document, signers]) => seal(type, encodeText(JSON.stringify(document)), signers.map(key))),
	fc.uint8Array({ maxLength: 60 }).map((bytes) => ({ ...next.timestamp, payload: toBase64(bytes) })),
);

/** A good document with one of its fields replaced by anything. */
function altered() {
	const documents = [...Object.values(next), rootEnvelope].map((envelope) => said(envelope));
	return fc.tuple(fc.constantFrom(...documents), fc.nat(), json).map(([document, at, value]) => ({
		...document,
		[Object.keys(document)[at % Object.keys(document).length] ?? ""]: value,
	}));
}

test("no envelope of any JSON shape throws: it is taken, or refused by a name", () => {
	fc.assert(
		fc.property(envelopes, (value) => {
			for (const name of names) {
				const taking = takes[name](one, value, momentOf(2), verify, hash);
				assert.ok(taking.kind === "held" || typeof taking.why === "string");
			}
			checkTimestamp(one, value, verify, hash);
			takeRoot(one, value, momentOf(2), verify);
			holdRoot(value, rootDigest, venue, momentOf(1), verify, hash);
			const stored = { venue, pin: rootDigest, roots: [rootEnvelope, value], marks: one.marks };
			restore({ ...stored, timestamp: value, roster: value, revocations: value, headers: [value] }, verify, hash);
			restore(
				{
					...stored,
					roots: [rootEnvelope],
					timestamp: value,
					roster: value,
					revocations: value,
					headers: [value],
					marks: value,
				},
				verify,
				hash,
			);
			restore(
				{ ...stored, roots: [rootEnvelope], timestamp: value, roster: value, revocations: value, headers: [value] },
				verify,
				hash,
			);
		}),
		{ numRuns: 300 },
	);
});

test("one changed character of a document leaves nothing to believe", () => {
	fc.assert(
		fc.property(fc.constantFrom(...names), fc.nat(), fc.constantFrom(..."AZaz09+/"), (name, at, letter) => {
			const { payload } = next[name];
			const place = at % payload.length;
			const changed: Envelope = { ...next[name], payload: payload.slice(0, place) + letter + payload.slice(place + 1) };
			if (changed.payload !== payload) assert.ok(["threshold", "encoding"].includes(offer(name, changed)));
		}),
	);
});

test("a root of the wrong shape is refused by name, though a threshold signed it", () => {
	const good = rootAfter(root, {});
	const why = (document: unknown) => whyNot(takeRoot(one, sealRoot(document, ["root1", "root2"]), momentOf(1), verify));
	const withRole = (role: object) => ({
		...good,
		roles: { ...good.roles, timestamp: { ...good.roles.timestamp, ...role } },
	});
	const [first] = good.roles.root.keys;
	for (const wrong of [{ threshold: 0 }, { threshold: 2 }, { keys: [] }, { keys: [first, first] }, { keys: ["00"] }]) {
		assert.equal(why(withRole(wrong)), "fields", JSON.stringify(wrong));
	}
	assert.equal(why({ ...good, v: 2 }), "unknownVersion");
	assert.equal(why({ ...good, version: 1.5 }), "fields");
	assert.equal(why(good), "held");
});
