import { verifyAllocation } from "../../core/allocation/allocation.ts";
import { applyDelta, makeDelta, readDelta } from "../../core/allocation/delta.ts";
import { formatShortNumber, makeShortNumber, readShortNumber } from "../../core/allocation/shortNumber.ts";
import { decodeBase45, encodeBase45 } from "../../core/bytes/base45.ts";
import { fromBase64, fromHex } from "../../core/bytes/bytes.ts";
import { readLine } from "../../core/journal/journal.ts";
import { readEnrolmentCode, writeEnrolmentCode } from "../../core/protocol/enrolmentCode.ts";
import { checkRotation, decideRotation, deriveVoucherKey, writeRotatingCode } from "../../core/voucher/rotatingCode.ts";
import { readVoucher } from "../../core/voucher/voucher.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import { issuer, keyPair, makeRow, makeVenueDay, makeVoucherId, mintCode, voucher } from "../core/venueDay.ts";
import { openOfflineKiosk } from "../main/offlineKiosk.ts";
import { createDocumentTargets } from "./documentTargets.ts";
import { createHubTargets } from "./hubTargets.ts";
import type { FuzzTarget } from "./target.ts";

const ofText = (text: string) => Buffer.from(text, "latin1");
const toText = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

/** Every decoder that bytes from outside reach, with samples that it accepts. */
export function createTargets(): readonly FuzzTarget[] {
	return [
		voucherTarget(),
		rotatingTarget(),
		scanTarget(),
		base45Target(),
		lineTarget(),
		rowsTarget(),
		deltaTarget(),
		shortNumberTarget(),
		enrolmentTarget(),
		base64Target(),
		...createDocumentTargets(),
		...createHubTargets(),
	];
}

function voucherTarget(): FuzzTarget {
	const codes = [mintCode(), mintCode({ party: 1 }), mintCode({ venue: 9 })];
	const admitted = new Set(codes);
	return {
		name: "voucher",
		samples: codes.map(ofText),
		forgedOutcome: "voucher of ours",
		decode(bytes) {
			const text = toText(bytes);
			const reading = readVoucher(text, [issuer], crypto);
			if (reading.kind === "voucher" && reading.rotation !== null) return "rotating, not judged here";
			if (reading.kind === "voucher") return admitted.has(text) ? "a sample" : "voucher of ours";
			return reading.reason === "malformed" ? `malformed ${reading.why}` : reading.reason;
		},
	};
}

/** A rotating code, read and judged: its signed part may be shown by anybody, its step and MAC made by the pass alone. */
function rotatingTarget(): FuzzTarget {
	const dayKey = crypto.hash(ofText("K_day"));
	const nowMs = 15_000 * 100;
	const good = writeRotatingCode(mintCode(), deriveVoucherKey(dayKey, voucher.id, crypto), 100, crypto);
	return {
		name: "rotating",
		samples: [ofText(good)],
		forgedOutcome: "a code no pass made",
		decode(bytes) {
			const text = toText(bytes);
			const reading = readVoucher(text, [issuer], crypto);
			if (reading.kind === "unreadable") return reading.reason === "malformed" ? reading.why : reading.reason;
			const shown = checkRotation(reading.rotation, reading.voucher.id, dayKey, nowMs, crypto);
			const judgement = decideRotation(shown, true, null);
			if (judgement.kind === "refused") return judgement.refusal.reason;
			return text === good ? "a sample" : "a code no pass made";
		},
	};
}

/** The whole path of a code: reading, looking up, deciding, journalling. */
function scanTarget(): FuzzTarget {
	const { checkIn } = openOfflineKiosk(":memory:", [makeRow(voucher)]);
	const good = mintCode();
	return {
		name: "scan",
		samples: [ofText(good), ofText(mintCode({ id: makeVoucherId(3) }))],
		forgedOutcome: "let in",
		decode(bytes) {
			const text = toText(bytes);
			const verdict = checkIn.scan(text, "camera");
			if (verdict.kind === "refused") return verdict.refusal.reason;
			return text === good ? "a sample" : "let in";
		},
	};
}

function base45Target(): FuzzTarget {
	return {
		name: "base45",
		samples: [ofText("%69 VD92EX0"), ofText(encodeBase45(new Uint8Array(100).fill(255)))],
		forgedOutcome: "two texts of one value",
		decode(bytes) {
			const text = toText(bytes);
			const decoded = decodeBase45(text);
			if (decoded === null) return "refused";
			return encodeBase45(decoded) === text ? "decoded" : "two texts of one value";
		},
	};
}

function lineTarget(): FuzzTarget {
	const publicKey = fromHex(keyPair("device").publicKey) as Uint8Array;
	const { journal } = openOfflineKiosk();
	const lines = journal.linesFrom(1, 10);
	const known = new Set(lines);
	return {
		name: "line",
		samples: lines.map((line) => Buffer.from(line, "utf8")),
		forgedOutcome: "an unsigned line",
		decode(bytes) {
			const text = Buffer.from(bytes).toString("utf8");
			const reading = readLine(text, publicKey, crypto);
			if (reading.kind === "broken") return reading.why;
			return known.has(text) ? "a sample" : "an unsigned line";
		},
	};
}

function rowsTarget(): FuzzTarget {
	const rows = Array.from({ length: 40 }, (_, i) => makeRow({ ...voucher, id: makeVoucherId(i) }));
	const day = makeVenueDay(rows);
	const sample = Buffer.from(day.rows).toString("hex");
	return {
		name: "rows",
		samples: [day.rows],
		forgedOutcome: "unsigned rows",
		decode(bytes) {
			const result = verifyAllocation(day.header, Uint8Array.from(bytes), crypto);
			if ("kind" in result) return result.why;
			return Buffer.from(bytes).toString("hex") === sample ? "a sample" : "unsigned rows";
		},
	};
}

function deltaTarget(): FuzzTarget {
	const rows = Array.from({ length: 40 }, (_, i) => makeRow({ ...voucher, id: makeVoucherId(i) }));
	const [before, after] = [
		makeVenueDay(rows),
		makeVenueDay(
			rows.map((row) => ({ ...row, place: 3 })),
			{ version: 2 },
		),
	];
	const held = verifyAllocation(before.header, before.rows, crypto);
	const next = verifyAllocation(after.header, after.rows, crypto);
	if ("kind" in held || "kind" in next) throw new Error("the lists are unfit");
	const delta = makeDelta({ version: 1, buckets: held.buckets }, { version: 2, buckets: next.buckets });
	return {
		name: "delta",
		samples: [delta],
		forgedOutcome: "unsigned rows",
		decode(bytes) {
			const read = readDelta(Uint8Array.from(bytes));
			if ("kind" in read) return read.why;
			const applied = applyDelta(held, after.header, read, crypto);
			if ("kind" in applied) return applied.why;
			return Buffer.compare(bytes, delta) === 0 ? "a sample" : "unsigned rows";
		},
	};
}

function shortNumberTarget(): FuzzTarget {
	return {
		name: "shortNumber",
		samples: [ofText(formatShortNumber(makeShortNumber("0123456789")))],
		forgedOutcome: null,
		decode(bytes) {
			const reading = readShortNumber(toText(bytes));
			return reading.kind === "malformed" ? reading.why : "read";
		},
	};
}

function enrolmentTarget(): FuzzTarget {
	const code = { ticket: "AB1D", secret: "2345678X", rootPin: "0".repeat(32), hub: "https://hub.example" };
	return {
		name: "enrolment",
		samples: [ofText(writeEnrolmentCode(code))],
		forgedOutcome: null,
		decode: (bytes) => (readEnrolmentCode(toText(bytes)) === null ? "refused" : "read"),
	};
}

function base64Target(): FuzzTarget {
	return {
		name: "base64",
		samples: [ofText("aGVsbG8gd29ybGQ="), ofText("-_-_")],
		forgedOutcome: null,
		decode: (bytes) => (fromBase64(toText(bytes)) === null ? "refused" : "decoded"),
	};
}
