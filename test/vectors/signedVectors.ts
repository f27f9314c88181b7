import type { AllocationHeader } from "../../core/allocation/allocation.ts";
import type { SeatPlan } from "../../core/allocation/session.ts";
import { encodeText, fromBase64, toHex } from "../../core/bytes/bytes.ts";
import { Digest } from "../../core/identity.ts";
import { Entry, emptyJournalHead, hashLine, writeLine } from "../../core/journal/journal.ts";
import { writeEnrolmentCode } from "../../core/protocol/enrolmentCode.ts";
import {
	buildIncarnationMessage,
	buildLoginMessage,
	buildPossessionMessage,
	Checkpoint,
} from "../../core/protocol/protocol.ts";
import { buildDayKeysMessage } from "../../core/protocol/usbFiles.ts";
import { type Envelope, encodePreAuthentication, payloadTypes, signEnvelope } from "../../core/trust/envelope.ts";
import { Revocations } from "../../core/trust/revocations.ts";
import { Root } from "../../core/trust/root.ts";
import { Roster } from "../../core/trust/roster.ts";
import { SignedTime } from "../../core/trust/signedTime.ts";
import { Timestamp } from "../../core/trust/timestamp.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import { bucketBits, firstRows, makeRow, makeShortNumbers, makeVersion } from "./rowVectors.ts";
import {
	closesAt,
	day,
	describeKeys,
	hourMs,
	hub,
	issuedAt,
	type KeyName,
	keys,
	kiosk,
	opensAt,
	seed,
	startsAt,
	venue,
} from "./seeds.ts";
import { makeSealedSecrets } from "./voucherVectors.ts";

function signDocument(payloadType: string, document: object, ...signers: readonly KeyName[]): Envelope {
	return signEnvelope(
		payloadType,
		encodeText(JSON.stringify(document)),
		signers.map((name) => keys[name]),
	);
}

const payloadOf = (envelope: Envelope) => fromBase64(envelope.payload) ?? new Uint8Array(0);
const digestOf = (envelope: Envelope) => Digest.parse(toHex(crypto.hash(payloadOf(envelope))));

const role = (...names: readonly KeyName[]) => ({ threshold: 1, keys: names.map((name) => keys[name].publicKey) });
const root = Root.parse({
	v: 1,
	version: 1,
	issuedAt: issuedAt - 1000,
	expiresAt: issuedAt + 365 * 24 * hourMs,
	roles: {
		root: { ...role("root1", "root2", "root3"), threshold: 2 },
		issuer: role("issuer"),
		allocator: role("allocator"),
		timestamp: role("timestamp"),
		roster: role("roster"),
	},
});

async function makeHeader(): Promise<AllocationHeader> {
	const { described } = makeVersion(1, firstRows);
	const { publicKey, enc, sealed } = await makeSealedSecrets();
	const hall = { "zh-CN": "一号厅" };
	const seats = { kind: "seated", front: "screen", rows: [10, 12, 12], aisles: [6] } satisfies SeatPlan;
	return {
		...{ v: 1, venue, venueTitle: { "zh-CN": "影院", en: "Cinema" }, programme: { "zh-CN": "国庆节" } },
		...{ day, version: 1, rowCount: described.rowCount, bucketBits, root: described.root, previous: null },
		...{ opensAt, closesAt },
		sessions: [
			{
				...{ session: 11, activity: 5, title: { "zh-CN": "山海之间" }, hall, startsAt, capacity: 34, entry: seats },
				...{ admitFrom: startsAt - hourMs / 2, admitUntil: startsAt + hourMs / 2 },
			},
		],
		policy: { unlisted: "refuse" },
		baseRoster: null,
		sealedKeys: [{ kiosk, incarnation: 1, dayKey: publicKey, enc, sealed }],
		numbers: Digest.parse(makeShortNumbers().hash),
		venues: [
			{ venue, title: { "zh-CN": "影院", en: "Cinema" } },
			{ venue: 3, title: { "zh-CN": "游船" } },
		],
	};
}

export async function makeEnvelopes() {
	const rootEnvelope = signDocument(payloadTypes.root, root, "root1", "root2");
	const header = signDocument(payloadTypes.allocation, await makeHeader(), "allocator");
	const rosterDocument = Roster.parse({
		...{ v: 1, venue, epoch: 1 },
		kiosks: [{ kiosk, incarnation: 1, publicKeys: [keys.device.publicKey], label: "1 号窗口", address: null }],
	});
	const roster = signDocument(payloadTypes.roster, rosterDocument, "roster");
	const revocationsDocument = Revocations.parse({
		...{ v: 1, venue, version: 1 },
		vouchers: [{ day, row: makeRow(3).key, leastIssue: null }],
		kiosks: [{ kiosk: "kba9876543210", incarnation: 2, lastSeq: 40 }],
	});
	const revocations = signDocument(payloadTypes.revocations, revocationsDocument, "allocator");
	const timestampDocument = Timestamp.parse({
		...{ v: 1, venue, version: 1, issuedAt, expiresAt: issuedAt + 24 * hourMs, root: 1 },
		roster: { epoch: 1, hash: digestOf(roster) },
		revocations: { version: 1, hash: digestOf(revocations) },
		days: [{ day, version: 1, header: digestOf(header) }],
	});
	const timestamp = signDocument(payloadTypes.timestamp, timestampDocument, "timestamp");
	const { digest } = makeLines().at(-1) ?? { digest: emptyJournalHead.digest };
	const nonce = toHex(seed("nonce").subarray(0, 16));
	const checkpointDocument = Checkpoint.parse({ v: 1, kiosk, incarnation: 1, size: 3, head: digest, nonce });
	const checkpoint = signDocument(payloadTypes.checkpoint, checkpointDocument, "timestamp");
	const timeDocument = SignedTime.parse({ v: 1, kiosk, nonce, nowMs: timestampDocument.issuedAt + 1500 });
	const time = signDocument(payloadTypes.time, timeDocument, "timestamp");
	return {
		keys: describeKeys("root1", "root2", "root3", "allocator", "timestamp", "roster"),
		venue,
		kiosk,
		acceptedAtMs: issuedAt + 60_000,
		rootDigest: digestOf(rootEnvelope),
		checkpointPreAuthentication: toHex(encodePreAuthentication(payloadTypes.checkpoint, payloadOf(checkpoint))),
		timeNonce: nonce,
		envelopes: { root: rootEnvelope, timestamp, revocations, roster, allocation: header, checkpoint, time },
	};
}

function makeLines() {
	const stamp = {
		...{ v: 1, alg: "Ed25519", venue, day, kiosk, incarnation: 1 },
		...{ boot: 1, hub: null, alloc: 1, revocations: 1, roster: 1, net: "hub", operator: null },
	};
	const facts = [
		{ kind: "enrolled", label: "1 号窗口", root: digestOf(signDocument(payloadTypes.root, root, "root1", "root2")) },
		{
			...{ kind: "redeemed", row: makeRow(0).key, session: 11, persons: 3, party: 3, issue: 1, source: "camera" },
			...{ step: null, skew: null, positions: [0, 1, 2], seats: [23, 24, 25], isTicketed: false, override: null },
		},
		{
			...{ kind: "voided", row: makeRow(0).key, session: 11, persons: 1, line: 2, positions: [2] },
			...{ why: "wrongNumber", by: "S-1" },
		},
	];
	const lines: { line: string; digest: Digest }[] = [];
	for (const [i, fact] of facts.entries()) {
		const prev = lines.at(-1)?.digest ?? emptyJournalHead.digest;
		const time = { at: startsAt - 600_000 + i * 1000, mono: i * 1000 };
		const { line } = writeLine(Entry.parse({ ...stamp, seq: i + 1, prev, ...time, ...fact }), keys.device.sign);
		lines.push({ line, digest: hashLine(line, crypto) });
	}
	return lines;
}

export function makeJournal() {
	return { keys: describeKeys("device"), lines: makeLines() };
}

export function makeEnrolmentCode() {
	const rootDigest = digestOf(signDocument(payloadTypes.root, root, "root1", "root2"));
	const fields = { ticket: "7K3Q", secret: "0A1B2C3D", rootPin: rootDigest.slice(0, 32), hub };
	return { rootDigest, fields, code: writeEnrolmentCode(fields), typed: "7k3q-oalb2c3d" };
}

/** What a device signs with its own key besides its journal's lines. */
export function makeDeviceSignatures() {
	const ticket = "7K3Q";
	const challenge = toHex(seed("challenge"));
	const { digest: head = emptyJournalHead.digest } = makeLines().at(-1) ?? {};
	const incarnation = { incarnation: 1, size: 3, head, request: "request-0001" };
	const dayKeys = JSON.stringify({ dayKeys: [] });
	const signed = (message: Uint8Array) => ({
		message: toHex(message),
		signature: toHex(keys.device.sign(message)),
	});
	return {
		keys: describeKeys("device"),
		kiosk,
		hub,
		enrolment: { ticket, ...signed(buildPossessionMessage(ticket)) },
		login: { challenge, incarnation: 1, ...signed(buildLoginMessage(challenge, hub, kiosk, 1)) },
		incarnation: { ...incarnation, ...signed(buildIncarnationMessage(kiosk, incarnation)) },
		dayKeys: { text: dayKeys, ...signed(buildDayKeysMessage(kiosk, dayKeys)) },
	};
}
