import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import fc from "fast-check";
import { z } from "zod";
import { encodeText, toBase64 } from "../../core/bytes/bytes.ts";
import { checkDocument } from "../../core/trust/accept.ts";
import { type Envelope, payloadTypes, signEnvelope } from "../../core/trust/envelope.ts";
import { reload } from "../../core/trust/reload.ts";
import { acceptPinnedRoot, type TrustState } from "../../core/trust/trustState.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import { assertKind, expectKind } from "../expectKind.ts";
import { assertProperty } from "../property.ts";
import {
	acceptAll,
	acceptDocument,
	acceptMsOf,
	acceptors,
	acceptRoot,
	enrolledState,
	makeDayHeader,
	makeNextRoot,
	outcomeOf,
	type PublishedDocuments,
	payloadOf,
	publish,
	signRoot,
} from "./trust/publishedDocuments.ts";
import { keyPair, root, rootDigest, rootEnvelope, signDocument, venue } from "./venueDay.ts";

const one = acceptAll(enrolledState, publish(1), acceptMsOf(1));
const next = publish(2);
const afterBoth = { ...acceptAll(one, next, acceptMsOf(2)) };
const signerOf = { timestamp: "timestamp", roster: "roster", revocations: "allocator", header: "allocator" } as const;
const typeOf = { ...payloadTypes, header: payloadTypes.allocation };
const names = ["timestamp", "roster", "revocations", "header"] as const;

const acceptChanged = (name: keyof PublishedDocuments, value: unknown, held: TrustState = one) =>
	outcomeOf(acceptors[name](held, value, acceptMsOf(2), crypto));

test("a malformed envelope, one of another type and one that is not base64 get different reasons", () => {
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
			assert.equal(acceptChanged(name, none), "notAnEnvelope");
		}
		assert.equal(acceptChanged(name, { ...envelope, payloadType: payloadTypes.checkpoint }), "type");
		for (const payload of ["*", "A", "AB=", "AAAA=", "AAA==", "é", " "]) {
			assert.equal(acceptChanged(name, { ...envelope, payload }), "encoding", payload);
		}
		assert.equal(acceptChanged(name, { ...envelope, signatures: [{ sig: "*" }] }), "encoding");
		assert.equal(acceptChanged(name, { ...envelope, signatures: [{ sig: "AAAA" }] }), "threshold");
	}
});

test("what the right key signed is still refused when it is not JSON, of a newer format, or of another shape", () => {
	for (const name of names) {
		const sealText = (text: string) => signEnvelope(typeOf[name], encodeText(text), [keyPair(signerOf[name])]);
		for (const text of ["", "{", "\ufeff{}", "nul", "{}{}"])
			assert.equal(acceptChanged(name, sealText(text)), "notJson", text);
		const notUtf8 = signEnvelope(typeOf[name], Uint8Array.of(0x22, 0xff, 0x22), [keyPair(signerOf[name])]);
		assert.equal(acceptChanged(name, notUtf8), "notJson");
		const document = payloadOf(next[name]);
		assert.equal(acceptChanged(name, sealText(JSON.stringify({ ...document, v: 2 }))), "unknownVersion");
		for (const [at, wrong] of [
			["", { ...document, extra: 1 }],
			["v", { ...document, v: "1" }],
			["venue", { ...document, venue: -1 }],
		] as const) {
			const taking = acceptors[name](one, sealText(JSON.stringify(wrong)), acceptMsOf(2), crypto);
			assertKind(taking, "untrusted");
			assert.deepEqual([taking.why, "at" in taking ? taking.at : null], ["fields", at], name);
		}
		for (const field of Object.keys(document)) {
			const { [field]: _, ...rest } = document;
			assert.equal(acceptChanged(name, sealText(JSON.stringify(rest))), "fields", `${name} without ${field}`);
		}
	}
});

test("a base64url envelope without padding is the same document", () => {
	const url = (text: string) => text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
	const { payloadType, payload, signatures } = next.timestamp;
	const same = { payloadType, payload: url(payload), signatures: signatures.map(({ sig }) => ({ sig: url(sig) })) };
	const taken = acceptDocument(one, "timestamp", { ...next, timestamp: same }, acceptMsOf(2));
	assert.equal(expectKind(taken, "held").held.timestamp?.digest, afterBoth.timestamp?.digest);
});

test("days out of order, a kiosk or a key named twice, and vouchers out of order are no such document", () => {
	const timestamp = payloadOf(next.timestamp);
	const days = z.array(z.unknown()).parse(timestamp.days);
	assert.equal(
		acceptChanged(
			"timestamp",
			signDocument(typeOf.timestamp, { ...timestamp, days: [...days, ...days] }, ["timestamp"]),
		),
		"fields",
	);
	const roster = payloadOf(next.roster);
	const kiosks = z.array(z.looseObject({})).parse(roster.kiosks);
	const another = { ...kiosks[0], kiosk: "kffffffffffff" };
	for (const twice of [
		[...kiosks, ...kiosks],
		[...kiosks, another],
	]) {
		assert.equal(
			acceptChanged("roster", signDocument(typeOf.roster, { ...roster, kiosks: twice }, ["roster"])),
			"fields",
		);
	}
	const rows = ["b", "a"].map((digit) => ({ day: "2026-10-01", row: digit.repeat(32), leastIssue: null }));
	const revocations = payloadOf(next.revocations);
	for (const vouchers of [rows, [rows[0], rows[0]]]) {
		assert.equal(
			acceptChanged("revocations", signDocument(typeOf.revocations, { ...revocations, vouchers }, ["allocator"])),
			"fields",
		);
	}
});

test("a day's buckets and base roster do not move once its first header is held", () => {
	const hashOfRoster = afterBoth.roster?.digest ?? assert.fail();
	for (const changed of [
		makeDayHeader(3, { bucketBits: 3 }),
		makeDayHeader(3, { baseRoster: { epoch: 1, hash: hashOfRoster } }),
	]) {
		const header = signDocument(typeOf.header, changed, ["allocator"]);
		const moved = publish(3, { header });
		const named = acceptDocument(afterBoth, "timestamp", moved, acceptMsOf(3));
		assertKind(named, "held");
		assert.equal(outcomeOf(acceptDocument(named.held, "header", moved, acceptMsOf(3))), "moved");
	}
});

test("a header of a day that is over is expired", () => {
	const late = acceptMsOf(20);
	const header = signDocument(typeOf.header, makeDayHeader(20), ["allocator"]);
	const named = acceptDocument(one, "timestamp", publish(20, { header }), late);
	assertKind(named, "held");
	assert.equal(outcomeOf(acceptDocument(named.held, "header", publish(20, { header }), late)), "expired");
});

/** Arbitrary JSON, and envelopes of it, some of them correctly signed. */
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
			fc.oneof(json, alteredDocuments()),
			fc.uniqueArray(fc.constantFrom("root1", "root2", "timestamp", "roster", "allocator"), { minLength: 1 }),
		)
		.map(([type, document, signers]) => signEnvelope(type, encodeText(JSON.stringify(document)), signers.map(keyPair))),
	fc.uint8Array({ maxLength: 60 }).map((bytes) => ({ ...next.timestamp, payload: toBase64(bytes) })),
);

/** A good document with one of its fields replaced by anything. */
function alteredDocuments() {
	const documents = [...Object.values(next), rootEnvelope].map((envelope) => payloadOf(envelope));
	return fc.tuple(fc.constantFrom(...documents), fc.nat(), json).map(([document, at, value]) => ({
		...document,
		[Object.keys(document)[at % Object.keys(document).length] ?? ""]: value,
	}));
}

test("no envelope of any JSON shape throws: it is taken, or refused by a name", () => {
	assertProperty(
		fc.property(envelopes, (value) => {
			for (const name of names) {
				const taking = acceptors[name](one, value, acceptMsOf(2), crypto);
				assert.ok(taking.kind === "held" || typeof taking.why === "string", inspect(taking));
			}
			checkDocument("timestamp", one, value, crypto);
			acceptRoot(one, value, crypto);
			acceptPinnedRoot(value, rootDigest, venue, acceptMsOf(1), crypto);
			const stored = { venue, pin: rootDigest, roots: [rootEnvelope, value], marks: one.marks };
			reload({ ...stored, timestamp: value, roster: value, revocations: value, headers: [value] }, crypto);
			reload(
				{
					...stored,
					roots: [rootEnvelope],
					timestamp: value,
					roster: value,
					revocations: value,
					headers: [value],
					marks: value,
				},
				crypto,
			);
			reload(
				{ ...stored, roots: [rootEnvelope], timestamp: value, roster: value, revocations: value, headers: [value] },
				crypto,
			);
		}),
		{ numRuns: 300 },
	);
});

test("a document with one changed character is refused", () => {
	assertProperty(
		fc.property(fc.constantFrom(...names), fc.nat(), fc.constantFrom(..."AZaz09+/"), (name, at, letter) => {
			const { payload } = next[name];
			const place = at % payload.length;
			const changed: Envelope = { ...next[name], payload: payload.slice(0, place) + letter + payload.slice(place + 1) };
			if (changed.payload !== payload) assert.ok(["threshold", "encoding"].includes(acceptChanged(name, changed)));
		}),
	);
});

test("a root of the wrong shape is refused by name, though a threshold signed it", () => {
	const good = makeNextRoot(root, {});
	const why = (document: unknown) => outcomeOf(acceptRoot(one, signRoot(document, ["root1", "root2"]), crypto));
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
