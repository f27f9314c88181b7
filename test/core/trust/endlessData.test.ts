import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeText } from "../../../core/bytes/bytes.ts";
import { Day, Digest } from "../../../core/identity.ts";
import { mostPayloadBytes, payloadTypes, signEnvelope } from "../../../core/trust/envelope.ts";
import { crypto } from "../../../sync/crypto/signature.ts";
import { keyPair, root, signDocument } from "../venueDay.ts";
import {
	acceptAll,
	acceptDocument,
	acceptedStateOf,
	acceptMsOf,
	acceptors,
	acceptRoot,
	enrolledState,
	outcomeOf,
	publish,
} from "./publishedDocuments.ts";

// The attack "endless data" of The Update Framework's specification (section 1.5.2).

const one = acceptAll(enrolledState, publish(1), acceptMsOf(1));
const two = acceptAll(one, publish(2), acceptMsOf(2));

test("endless data: documents too long, too many or too deep are refused before they are parsed", () => {
	const { timestamp } = publish(2);
	const why = (changed: unknown) => outcomeOf(acceptors.timestamp(one, changed, acceptMsOf(2), crypto));
	const most = mostPayloadBytes[payloadTypes.timestamp];
	assert.equal(why({ ...timestamp, payload: "A".repeat(Math.ceil(most / 3) * 4 + 4) }), "tooLarge");
	assert.equal(why({ ...timestamp, payload: "A".repeat(10 * 1024 * 1024) }), "notAnEnvelope");
	assert.equal(why({ ...timestamp, signatures: Array(1_000_000).fill(timestamp.signatures[0]) }), "notAnEnvelope");
	assert.equal(why({ ...timestamp, signatures: [{ sig: "A".repeat(1_000_000) }] }), "notAnEnvelope");
	let verified = 0;
	const counting: typeof crypto.verify = (...all) => {
		verified += 1;
		return crypto.verify(...all);
	};
	const abyss = encodeText(`${"[".repeat(20_000)}${"]".repeat(20_000)}`);
	const unsigned = signEnvelope(payloadTypes.root, abyss.subarray(0, 30_000), [keyPair("stranger")]);
	assert.equal(outcomeOf(acceptRoot(one, unsigned, { ...crypto, verify: counting })), "threshold");
	assert.ok(verified <= root.roles.root.keys.length);
	const signedDeep = signEnvelope(payloadTypes.timestamp, abyss, [keyPair("timestamp")]);
	assert.equal(why(signedDeep), "fields");
});

test("endless data: a document with too many entries is refused by its shape, though its role signed it", () => {
	const days = Array.from({ length: 401 }, (_, i) => ({
		day: new Date(Date.UTC(2027, 0, 1 + i)).toISOString().slice(0, 10),
		version: 1,
		header: "0".repeat(64),
	}));
	const said = JSON.parse(Buffer.from(publish(2).timestamp.payload, "base64").toString());
	const timestamp = signDocument(payloadTypes.timestamp, { ...said, days }, ["timestamp"]);
	assert.equal(outcomeOf(acceptDocument(one, "timestamp", { ...publish(2), timestamp }, acceptMsOf(2))), "fields");
});

test("endless data: timestamps that name ever new days are refused at a limit, and no mark is dropped", () => {
	let held = two;
	const daysOf = (n: number) =>
		Array.from({ length: 400 }, (_, i) => ({
			day: Day.parse(new Date(Date.UTC(2030, 0, 1 + 400 * n + i)).toISOString().slice(0, 10)),
			version: 1,
			header: Digest.parse("0".repeat(64)),
		}));
	for (const n of [0, 1]) {
		held = acceptedStateOf(
			acceptDocument(held, "timestamp", publish(3 + n, { timestamp: { days: daysOf(n) } }), acceptMsOf(3 + n)),
		);
	}
	assert.equal(
		outcomeOf(acceptDocument(held, "timestamp", publish(5, { timestamp: { days: daysOf(2) } }), acceptMsOf(5))),
		"tooManyDays",
	);
	assert.equal(
		outcomeOf(acceptDocument(held, "timestamp", publish(5, { header: publish(1).header }), acceptMsOf(5))),
		"rollback",
	);
});
